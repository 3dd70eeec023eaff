package org.belfry.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.UIComponent;
import jakarta.faces.component.UIForm;
import jakarta.faces.component.UIInput;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.belfry.platform.Problem;

/** What a page says of what somebody did: above the page, or beside a field. */
@Named("messages")
@RequestScoped
public class Messages {

    private static final String KEPT = Messages.class.getName();

    @Inject
    private Texts texts;

    private String kept;
    private boolean keptIsKnown;

    /** It is done. */
    public void done(String sentence) {
        context().addMessage(null, new FacesMessage(FacesMessage.SEVERITY_INFO, sentence, null));
    }

    /** The same after the page has been left for another. */
    public void doneAndGone(String sentence) {
        context().getExternalContext().getSessionMap().put(KEPT, sentence);
    }

    /** What was done before the page was left for this one; told once. Null for nothing. */
    public String getKept() {
        if (!keptIsKnown) {
            kept = (String) context().getExternalContext().getSessionMap().remove(KEPT);
            keptIsKnown = true;
        }
        return kept;
    }

    /** It was not done, and this is why. */
    public void refused(Problem problem) {
        if (problem.violations().isEmpty()) {
            refused(null, texts.said(problem));
        }
        for (var violation : problem.violations()) {
            var field = field(violation.field());
            if (field == null) {
                refused(null, texts.said(violation));
            } else {
                // Not marked as invalid: it would be drawn without what was typed in. The page's script marks it.
                refused(field.getClientId(context()), texts.said(violation.sentence()));
            }
        }
    }

    private static void refused(String clientId, String sentence) {
        context().addMessage(clientId, new FacesMessage(FacesMessage.SEVERITY_ERROR, sentence, null));
    }

    /** Null where the form of the action has no such input. */
    private static UIComponent field(String name) {
        var at = UIComponent.getCurrentComponent(context());
        while (at != null && !(at instanceof UIForm)) {
            at = at.getParent();
        }
        var found = at == null ? null : find(at, name.replace('.', '_'));
        return found instanceof UIInput ? found : null;
    }

    private static UIComponent find(UIComponent in, String id) {
        if (id.equals(in.getId())) {
            return in;
        }
        var children = in.getFacetsAndChildren();
        while (children.hasNext()) {
            var found = find(children.next(), id);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static FacesContext context() {
        return FacesContext.getCurrentInstance();
    }
}
