package org.belfry.console;

import jakarta.enterprise.context.Dependent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseId;
import jakarta.inject.Inject;
import java.util.function.Supplier;
import org.belfry.access.Organizations;
import org.belfry.delivery.LeasedMessage;
import org.belfry.delivery.email.EmailPreviews;
import org.belfry.inbox.Event;
import org.belfry.inbox.SourceReport;
import org.belfry.platform.Problem;

/** How a page draws what is written in it, while somebody writes it. Each page has its own. */
@Dependent
public class PreviewRenderer {

    /**
     * What is written, read as an event.
     *
     * @param source null where it is about nothing in particular
     * @param mandatory whether its reader cannot switch the type off
     */
    public record DraftEvent(
            Event.Content content, SourceReport source, LeasedMessage.Recipient reader, boolean mandatory) {}

    @Inject
    private SignedIn me;

    @Inject
    private Organizations organizations;

    @Inject
    private EmailPreviews emails;

    @Inject
    private Messages messages;

    @Inject
    private Texts texts;

    private Supplier<DraftEvent> written;
    private EventPreview shown;
    private String broken;
    private boolean drawn;

    /** To be said once, before anything is drawn. @param what reads what is written; throws a {@link Problem} that says what is wrong with it */
    public void of(Supplier<DraftEvent> what) {
        written = what;
    }

    /** The page draws what is written; what is wrong with it is told beside it, while its reader goes on writing. */
    public void draw() {
        try {
            render();
        } catch (Problem e) {
            messages.refused(e);
        }
    }

    /** Null where it cannot be drawn, and before it is known what was written. */
    public EventPreview getShown() {
        if (!drawn && FacesContext.getCurrentInstance().getCurrentPhaseId() == PhaseId.RENDER_RESPONSE) {
            drawn = true;
            try {
                shown = render();
            } catch (Problem e) {
                broken = texts.said(e);
            }
        }
        return shown;
    }

    /** Why it cannot be drawn, or null. */
    public String getBroken() {
        return broken;
    }

    private EventPreview render() {
        var draftEvent = written.get();
        var content = draftEvent.content();
        var preview = emails.of(
                organizations.find(me.caller().organization()).orElseThrow(),
                draftEvent.reader(),
                content,
                draftEvent.source(),
                draftEvent.mandatory());
        return new EventPreview(
                content.title(),
                content.message(),
                content.priority(),
                content.category(),
                content.link(),
                content.actor(),
                preview.from(),
                preview.subject(),
                preview.html(),
                preview.text());
    }
}
