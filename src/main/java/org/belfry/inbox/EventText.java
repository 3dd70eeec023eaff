package org.belfry.inbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.belfry.catalog.TypeTemplates;

/** What an event says in another language or time zone than its own: one for all who read it so. */
@Entity
@Table(name = "event_text")
public class EventText {

    @Id
    @GeneratedValue(generator = "event_text_ids")
    private long id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "event_id")
    private Event event;

    private String language;

    @Column(name = "time_zone")
    private String timeZone;

    private String title;
    private String message;

    protected EventText() {}

    public EventText(Event event, TypeTemplates.Variant variant, TypeTemplates.Text text) {
        this.event = event;
        this.language = variant.language();
        this.timeZone = variant.timeZone();
        this.title = text.title();
        this.message = text.message();
    }

    public long id() {
        return id;
    }

    public TypeTemplates.Variant variant() {
        return new TypeTemplates.Variant(language, timeZone);
    }

    public String title() {
        return title;
    }

    /** Null for none. */
    public String message() {
        return message;
    }
}
