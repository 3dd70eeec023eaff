package org.belfry.catalog;

import jakarta.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.EnumSet;
import java.util.Set;
import org.belfry.platform.JsonOutput;

/** A type that an organization's admins made. */
@Entity
@Table(name = "notification_type")
public class NotificationType {

    /**
     * What the admins say of a type.
     *
     * @param description or null
     * @param title template
     * @param message template
     * @param collapseWindow seconds; null for none
     */
    record Draft(
            String category,
            String description,
            String title,
            String message,
            Set<Channel> channels,
            Priority priority,
            boolean mandatory,
            Long collapseWindow) {}

    @Id
    @GeneratedValue(generator = "ids")
    private long id;

    @Column(name = "organization_id")
    private long organizationId;

    private String code;
    private String category;
    private String description;

    @Column(name = "title_template")
    private String title;

    @Column(name = "message_template")
    private String message;

    @Column(name = "in_app")
    private boolean inApp;

    private boolean email;
    private boolean webhook;
    private String priority;
    private boolean mandatory;

    @Column(name = "collapse_window")
    private Long collapseWindow;

    protected NotificationType() {}

    NotificationType(long organizationId, String code, Draft draft) {
        this.organizationId = organizationId;
        this.code = code;
        become(draft);
    }

    final void become(Draft draft) {
        category = draft.category();
        description = draft.description();
        title = draft.title();
        message = draft.message();
        inApp = draft.channels().contains(Channel.IN_APP);
        email = draft.channels().contains(Channel.EMAIL);
        webhook = draft.channels().contains(Channel.WEBHOOK);
        priority = draft.priority().code();
        mandatory = draft.mandatory();
        collapseWindow = draft.collapseWindow();
    }

    /** All that the admins say of it. */
    JsonObject described() {
        return JsonOutput.object()
                .add("category", category)
                .add("description", JsonOutput.of(description))
                .add("title", title)
                .add("message", message)
                .add("channels", ChannelDefaults.ofType(channels()).described())
                .add("priority", priority)
                .add("mandatory", mandatory)
                .add("collapse_window", JsonOutput.of(collapseWindow))
                .build();
    }

    String code() {
        return code;
    }

    boolean mandatory() {
        return mandatory;
    }

    /** Its templates, as they were written. */
    String title() {
        return title;
    }

    String message() {
        return message;
    }

    EventType type(TypeTemplates typeTemplates) {
        return new EventType(
                code,
                category,
                description,
                typeTemplates,
                Priority.of(priority),
                channels(),
                mandatory,
                collapseWindow,
                EventType.Origin.OWN);
    }

    private Set<Channel> channels() {
        var channels = EnumSet.noneOf(Channel.class);
        if (inApp) {
            channels.add(Channel.IN_APP);
        }
        if (email) {
            channels.add(Channel.EMAIL);
        }
        if (webhook) {
            channels.add(Channel.WEBHOOK);
        }
        return channels;
    }
}
