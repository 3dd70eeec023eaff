package org.belfry.intake;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.Collection;
import java.util.List;
import org.belfry.inbox.Event;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.JsonOutput;

/**
 * An event that is told in the background, as it is for more recipients than a request can wait for. They are told in the order
 * of their ids, some in each transaction, which also notes how far that is: so a crash in between repeats and leaves out nobody.
 */
@Entity
@Table(name = "fan_out")
public class FanOut {

    private static final String RUNNING = "running";
    private static final String DONE = "done";

    /**
     * For whom an event is, apart from what holds for each recipient.
     *
     * @param recipients ids of those who are named
     * @param topics ids of topics
     * @param broadcast whether it is for everybody
     */
    record Audience(List<Long> recipients, List<Long> topics, boolean broadcast) {}

    /**
     * How far it is.
     *
     * @param total how many there are to be told; null while they have not been counted
     * @param finishedAt Unix seconds; null while it is not finished
     */
    record Progress(
            String state,
            Long total,
            long notified,
            long collapsed,
            long withheld,
            long refused,
            long startedAt,
            Long finishedAt) {

        JsonObject toJson() {
            return JsonOutput.object()
                    .add("state", state)
                    .add("total", JsonOutput.of(total))
                    .add("done", notified + collapsed + withheld + refused)
                    .add("notified", notified)
                    .add("collapsed", collapsed)
                    .add("withheld", withheld)
                    .add("refused", refused)
                    .add("started_at", startedAt)
                    .add("finished_at", JsonOutput.of(finishedAt))
                    .build();
        }
    }

    @Id
    @Column(name = "event_id")
    private long eventId;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "event_id", insertable = false, updatable = false)
    private Event event;

    @Lob
    private String recipients;

    @Lob
    private String topics;

    private boolean broadcast;

    @Column(name = "own_title")
    private boolean ownTitle;

    @Column(name = "own_message")
    private boolean ownMessage;

    private String state;
    private long position;
    private Long total;
    private long notified;
    private long collapsed;
    private long withheld;
    private long refused;

    @Column(name = "lease_owner")
    private String leaseOwner;

    @Column(name = "lease_until")
    private Long leaseUntil;

    @Column(name = "started_at")
    private long startedAt;

    @Column(name = "finished_at")
    private Long finishedAt;

    protected FanOut() {}

    /**
     * @param ownTitle whether the title is the event's own, and not its type's
     * @param ownMessage whether the message is
     * @param now Unix seconds; whoever follows a topic later is not told
     */
    FanOut(long eventId, Audience audience, boolean ownTitle, boolean ownMessage, long now) {
        this.eventId = eventId;
        this.recipients = encode(audience.recipients());
        this.topics = encode(audience.topics());
        this.broadcast = audience.broadcast();
        this.ownTitle = ownTitle;
        this.ownMessage = ownMessage;
        this.state = RUNNING;
        this.startedAt = now;
    }

    void lease(String owner, long until) {
        leaseOwner = owner;
        leaseUntil = until;
    }

    boolean isRunning() {
        return state.equals(RUNNING);
    }

    /** Whether a node may take it: nobody has it, or whoever has it let its time pass. */
    boolean isFree(String owner, long now) {
        return leaseUntil == null || leaseUntil < now || owner.equals(leaseOwner);
    }

    boolean isLeasedBy(String owner) {
        return isRunning() && owner.equals(leaseOwner);
    }

    void expect(long count) {
        total = count;
    }

    /** These have been told, and nobody up to the last one's id is left out. */
    void advance(long newPosition, Collection<RecipientOutcome> results) {
        position = newPosition;
        for (var one : results) {
            switch (one.outcome()) {
                case NOTIFIED -> notified++;
                case COLLAPSED -> collapsed++;
                case WITHHELD -> withheld++;
                case REFUSED -> refused++;
            }
        }
    }

    void finish(long now) {
        state = DONE;
        finishedAt = now;
        total = notified + collapsed + withheld + refused;
        leaseOwner = null;
        leaseUntil = null;
    }

    Event event() {
        return event;
    }

    Audience audience() {
        return new Audience(decode(recipients), decode(topics), broadcast);
    }

    boolean ownTitle() {
        return ownTitle;
    }

    boolean ownMessage() {
        return ownMessage;
    }

    /** Everybody up to this id has been told. */
    long position() {
        return position;
    }

    boolean isCounted() {
        return total != null;
    }

    long startedAt() {
        return startedAt;
    }

    Progress progress() {
        return new Progress(state, total, notified, collapsed, withheld, refused, startedAt, finishedAt);
    }

    private static String encode(Collection<Long> ids) {
        var list = JsonOutput.array();
        ids.stream().sorted().distinct().forEach(list::add);
        return JsonOutput.object().add("ids", list).build().toString();
    }

    private static List<Long> decode(String ids) {
        return JsonBodies.parse(ids).getJsonArray("ids").getValuesAs(JsonNumber::longValue);
    }
}
