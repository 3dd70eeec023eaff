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
public class ServiceLife {

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
    public record Gap(long from, long until) {}

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Database database;

    @Inject
    private Node node;

    @Inject
    private Clock clock;

    /** Notes that this node is up. */
    @Retried
    public void note() {
        var now = clock.instant();
        var life = entities.find(NodeLife.class, node.name());
        if (life == null) {
            life = new NodeLife(node.name(), now.getEpochSecond());
            entities.persist(life);
        }
        life.seen(now.getEpochSecond(), now.toEpochMilli() - database.millis(entities, now.toEpochMilli()));
    }

    /** Notes that this node ends in order. */
    @Retried
    public void stop() {
        var life = entities.find(NodeLife.class, node.name());
        if (life != null) {
            life.stop(clock.instant().getEpochSecond());
        }
    }

    /** Milliseconds by which this node's clock is ahead of the database's, as it last looked. */
    public long clockSkew() {
        var life = entities.find(NodeLife.class, node.name());
        return life == null ? 0 : life.clockSkew();
    }

    /**
     * The times between two seconds in which no node was up, the first one first. What is not known any more, as it is too long ago,
     * is taken for up.
     */
    public List<Gap> gaps(long from, long until) {
        return gaps(lives(from, until), from, until);
    }

    /** @param lives in the order of their beginnings */
    static List<Gap> gaps(List<NodeLife> lives, long from, long until) {
        var gaps = new ArrayList<Gap>();
        Long upUntil = null;
        for (var life : lives) {
            if (upUntil != null && life.upSince() > upUntil) {
                gaps.add(new Gap(upUntil, life.upSince()));
            }
            var isUp = !life.isStopped() && life.seenAt() + SILENCE >= until;
            var end = isUp ? until : life.seenAt();
            upUntil = upUntil == null ? end : Math.max(upUntil, end);
        }
        return gaps.stream()
                .filter(gap -> gap.until() > from && gap.from() < until)
                .toList();
    }

    /** Since which second some node or other has been up all the time, until now. */
    public long upSince(long now) {
        var lives = entities.createQuery(
                        "select l from NodeLife l where l.seenAt >= :lately order by l.upSince", NodeLife.class)
                .setParameter("lately", now - SILENCE)
                .getResultList();
        return lives.isEmpty() ? now : lives.get(0).upSince();
    }

    /** Forgets what ended before a second; answers how many runs that were. */
    @Retried
    public int forget(long before) {
        return entities.createQuery("delete from NodeLife l where l.seenAt < :before")
                .setParameter("before", before)
                .executeUpdate();
    }

    /** Those that were up between two seconds, and the last one that ended before. */
    private List<NodeLife> lives(long from, long until) {
        var lives = new ArrayList<>(entities.createQuery(
                        "select l from NodeLife l where l.seenAt < :from order by l.seenAt desc", NodeLife.class)
                .setParameter("from", from)
                .setMaxResults(1)
                .getResultList());
        lives.addAll(entities.createQuery(
                        "select l from NodeLife l where l.seenAt >= :from and l.upSince <= :until order by l.upSince",
                        NodeLife.class)
                .setParameter("from", from)
                .setParameter("until", until)
                .getResultList());
        return lives;
    }
}
