package org.belfry.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * When Belfry was up: each run of a server notes every few seconds that it is. So whatever comes too late can say why, and nobody is
 * taken for silent while nobody listened.
 */
@ApplicationScoped
@Transactional
public class NodeUptime {

    /** Seconds between two notes of a node. */
    static final int EVERY = 5;

    /** A node that has not noted anything for so many seconds was not up. */
    static final int SILENCE = 4 * EVERY;

    /**
     * A time in which no node was up.
     *
     * @param from the last second in which one was
     * @param until the second in which one was again
     */
    public record Downtime(long from, long until) {}

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Database database;

    @Inject
    private Node node;

    @Inject
    private Clock clock;

    /** Notes that this node is up. */
    @RetryOnConflict
    public void recordUp() {
        var now = clock.instant();
        var run = entities.find(NodeRun.class, node.name());
        if (run == null) {
            run = new NodeRun(node.name(), now.getEpochSecond());
            entities.persist(run);
        }
        run.seen(now.getEpochSecond(), now.toEpochMilli() - database.millis(entities, now.toEpochMilli()));
    }

    /** Notes that this node ends in order. */
    @RetryOnConflict
    public void stop() {
        var run = entities.find(NodeRun.class, node.name());
        if (run != null) {
            run.stop(clock.instant().getEpochSecond());
        }
    }

    /** Milliseconds by which this node's clock is ahead of the database's, as it last looked. */
    public long clockSkew() {
        var run = entities.find(NodeRun.class, node.name());
        return run == null ? 0 : run.clockSkew();
    }

    /**
     * The times between two seconds in which no node was up, the first one first. What is not known any more, as it is too long ago,
     * is taken for up.
     */
    public List<Downtime> downtimes(long from, long until) {
        return downtimes(runs(from, until), from, until);
    }

    /** @param runs in the order of their beginnings */
    static List<Downtime> downtimes(List<NodeRun> runs, long from, long until) {
        var downtimes = new ArrayList<Downtime>();
        Long upUntil = null;
        for (var run : runs) {
            if (upUntil != null && run.upSince() > upUntil) {
                downtimes.add(new Downtime(upUntil, run.upSince()));
            }
            var isUp = !run.isStopped() && run.seenAt() + SILENCE >= until;
            var end = isUp ? until : run.seenAt();
            upUntil = upUntil == null ? end : Math.max(upUntil, end);
        }
        return downtimes.stream()
                .filter(downtime -> downtime.until() > from && downtime.from() < until)
                .toList();
    }

    /** Since which second some node or other has been up all the time, until now. */
    public long upSince(long now) {
        var runs = entities.createQuery(
                        "select l from NodeRun l where l.seenAt >= :lately order by l.upSince", NodeRun.class)
                .setParameter("lately", now - SILENCE)
                .getResultList();
        return runs.isEmpty() ? now : runs.get(0).upSince();
    }

    /** Forgets what ended before a second; answers how many runs that were. */
    @RetryOnConflict
    public int forget(long before) {
        return entities.createQuery("delete from NodeRun l where l.seenAt < :before")
                .setParameter("before", before)
                .executeUpdate();
    }

    /** Those that were up between two seconds, and the last one that ended before. */
    private List<NodeRun> runs(long from, long until) {
        var runs = new ArrayList<>(entities.createQuery(
                        "select l from NodeRun l where l.seenAt < :from order by l.seenAt desc", NodeRun.class)
                .setParameter("from", from)
                .setMaxResults(1)
                .getResultList());
        runs.addAll(entities.createQuery(
                        "select l from NodeRun l where l.seenAt >= :from and l.upSince <= :until order by l.upSince",
                        NodeRun.class)
                .setParameter("from", from)
                .setParameter("until", until)
                .getResultList());
        return runs;
    }
}
