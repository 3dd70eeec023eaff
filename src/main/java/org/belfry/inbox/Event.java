package org.belfry.inbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import org.belfry.platform.Secrets;

/** What happened: stored once, however many are told. It never changes. */
@Entity
public class Event {

    /**
     * What an event says.
     *
     * @param producer who reports it
     * @param producerEventId the producer's own id of the event, or null
     * @param category of its type
     * @param message null for none
     * @param link null for none
     * @param actor null for none
     * @param dedupKey what a collapse window goes by, or null
     * @param data a JSON object as text, or null
     */
    public record Content(
            String producer,
            String producerEventId,
            String type,
            String category,
            String priority,
            String title,
            String message,
            String link,
            String actor,
            String dedupKey,
            String data) {

        /** The same with another text. */
        Content saying(String otherTitle, String otherMessage) {
            return new Content(
                    producer,
                    producerEventId,
                    type,
                    category,
                    priority,
                    otherTitle,
                    otherMessage,
                    link,
                    actor,
                    dedupKey,
                    data);
        }
    }

    @Id
    @GeneratedValue(generator = "event_ids")
    private long id;

    @Column(name = "organization_id")
    private long organizationId;

    @Column(name = "happening")
    private String eventKey;

    private String producer;

    @Column(name = "producer_event_id")
    private String producerEventId;

    private String type;
    private String category;
    private String priority;
    private String title;
    private String message;
    private String link;
    private String actor;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "source_ref")
    private Source source;

    /** The source's id, to be had without the source. */
    @Column(name = "source_ref", insertable = false, updatable = false)
    private Long sourceRef;

    @Column(name = "dedup_key")
    private String dedupKey;

    @Lob
    private String data;

    @Column(name = "created_at")
    private long createdAt;

    protected Event() {}

    /** @param eventKey see {@link #eventKey}; null for an event like no other */
    Event(long organizationId, String eventKey, Content content, Source source, long createdAt) {
        this.organizationId = organizationId;
        this.eventKey = eventKey;
        this.producer = content.producer();
        this.producerEventId = content.producerEventId();
        this.type = content.type();
        this.category = content.category();
        this.priority = content.priority();
        this.title = content.title();
        this.message = content.message();
        this.link = content.link();
        this.actor = content.actor();
        this.source = source;
        this.dedupKey = content.dedupKey();
        this.data = content.data();
        this.createdAt = createdAt;
    }

    /**
     * The key that identifies an event for its organization: a digest, as both parts together are too long for an index.
     *
     * @param producer empty where it is not the producer who names it, but the operation that a retry repeats
     * @param id the producer's own, or that operation's
     */
    public static String eventKey(String producer, String id) {
        return Secrets.sha256(producer + '\0' + id);
    }

    public long id() {
        return id;
    }

    public long organizationId() {
        return organizationId;
    }

    public Content content() {
        return new Content(
                producer, producerEventId, type, category, priority, title, message, link, actor, dedupKey, data);
    }

    /** Null where the event is about nothing in particular. */
    public SourceReport source() {
        return source == null ? null : source.report();
    }

    /** Id of the source, of an event that was read; null where it is about nothing in particular. */
    Long sourceRef() {
        return sourceRef;
    }

    public long createdAt() {
        return createdAt;
    }
}
