package org.belfry.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.belfry.inbox.Notification.State;
import org.belfry.platform.Database;
import org.belfry.platform.UnixTime;

/**
 * Removes old notifications from many inboxes in one step. Finding locks nothing. Removing takes the locks of these inboxes, in the order of
 * their ids, and reads these notifications again, so a step is bounded by its rows, however many inboxes they are in.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class OldNotifications {

    /** One that may be old. */
    public record Candidate(long id, long inboxId, long createdAt) {}

    /** Some that are old, of inboxes that are locked until the transaction ends. */
    public static final class Locked {

        private final List<NotificationRow> rows;

        private Locked(List<NotificationRow> rows) {
            this.rows = rows;
        }

        /** Of the notifications. */
        public List<Long> ids() {
            return rows.stream().map(NotificationRow::id).toList();
        }
    }

    /** Number of the first parameter that is a type. */
    private static final int FIRST_TYPE = 4;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private InboxLocks locks;

    @Inject
    private InboxRemoval removal;

    @Inject
    private Database database;

    @Inject
    private UnixTime time;

    /**
     * Those of some inboxes that are old, in no order. What somebody put aside is none of them, as it comes back; nor is what events
     * are counted in at present.
     *
     * @param unless SQL that holds for those which are not to be found; {@code n} is the notification
     * @param most how many at most
     */
    public List<Candidate> find(Collection<Long> inboxIds, Cutoffs cutoffs, String unless, int most) {
        return switch (database.product()) {
            case POSTGRESQL -> {
                // Inbox by inbox, as the index has them: left to itself it may look through the table, for the sake of
                // the limit.
                var list = inboxIds.stream().sorted().map(String::valueOf).collect(Collectors.joining(","));
                yield find(
                        "select v.id, v.inbox_id, v.created_at"
                                + " from unnest(cast(string_to_array(?1, ',') as bigint[])) as one (id), lateral (",
                        "one.id",
                        ") v fetch first " + most + " rows only",
                        list,
                        new Search(cutoffs, unless, 0, most));
            }
            case DERBY -> findOneByOne(inboxIds, cutoffs, unless, most);
        };
    }

    private List<Candidate> findOneByOne(Collection<Long> inboxIds, Cutoffs cutoffs, String unless, int most) {
        var found = new ArrayList<Candidate>();
        for (var inboxId : inboxIds) {
            if (found.size() < most) {
                found.addAll(findOldest(inboxId, cutoffs, unless, 0, most - found.size()));
            }
        }
        return found;
    }

    /** The oldest ones of an inbox, from a second on. */
    public List<Candidate> findOldest(long inboxId, Cutoffs cutoffs, String unless, long from, int most) {
        return find("", "?1", "", inboxId, new Search(cutoffs, unless, from, most));
    }

    private record Search(Cutoffs cutoffs, String unless, long from, int most) {

        List<String> types() {
            return cutoffs.ofTypes().keySet().stream().sorted().toList();
        }

        /** The cut-offs are the same throughout a run, and so is the statement. */
        String inInbox(String inbox) {
            return "select n.id, n.inbox_id, n.created_at from notification n join inbox i on i.id = n.inbox_id"
                    + " where n.inbox_id = " + inbox + " and n.created_at >= ?2 and n.created_at < " + cutoffs.latest()
                    + " and n.snoozed_until is null and (" + old(cutoffs, types())
                    + ") and not exists (select 1 from collapse c where c.inbox_id = n.inbox_id"
                    + " and c.notification_id = n.id and c.ends_at > ?3) and not " + unless
                    + " order by n.created_at, n.id fetch first " + most + " rows only";
        }
    }

    private List<Candidate> find(String before, String inbox, String after, Object parameter, Search search) {
        var query = entities.createNativeQuery(before + search.inInbox(inbox) + after);
        query.setParameter(1, parameter);
        query.setParameter(2, search.from());
        query.setParameter(3, time.now());
        var types = search.types();
        for (var i = 0; i < types.size(); i++) {
            query.setParameter(FIRST_TYPE + i, types.get(i));
        }
        var found = new ArrayList<Candidate>();
        for (var row : query.getResultList()) {
            var columns = (Object[]) row;
            found.add(new Candidate(number(columns[0]), number(columns[1]), number(columns[2])));
        }
        return found;
    }

    /** @param types those that have a cut-off of their own */
    private static String old(Cutoffs cutoffs, List<String> types) {
        var others = new StringBuilder();
        var conditions = new StringBuilder();
        for (var i = 0; i < types.size(); i++) {
            var parameter = "?" + (FIRST_TYPE + i);
            others.append(" and n.type <> ").append(parameter);
            conditions
                    .append(" or n.type = ")
                    .append(parameter)
                    .append(" and ")
                    .append(before(cutoffs.of(types.get(i))));
        }
        return before(cutoffs.general()) + others + conditions;
    }

    private static String before(Cutoffs.Cutoff cutoff) {
        return "(" + Unread.SQL + " and n.created_at < " + cutoff.unread() + " or not " + Unread.SQL
                + " and n.created_at < " + cutoff.read() + ")";
    }

    /**
     * Those of the candidates that are old now, and that nobody changes before the transaction ends.
     *
     * @param unless see {@link #find}; it may have become true since
     */
    public Locked lock(Collection<Candidate> candidates, Cutoffs cutoffs, String unless) {
        var inboxes =
                locks.lockExisting(candidates.stream().map(Candidate::inboxId).toList());
        var rows = locks.rows(inboxes, candidates.stream().map(Candidate::id).toList(), " and not " + unless);
        return new Locked(rows.stream().filter(row -> isOld(row, cutoffs)).toList());
    }

    private static boolean isOld(NotificationRow row, Cutoffs cutoffs) {
        return row.state() != State.SNOOZED && cutoffs.isOld(row.type(), !row.unread(), row.createdAt());
    }

    /** Removes them: one modseq for each of their inboxes. */
    public void remove(Locked locked) {
        removal.delete(locked.rows);
    }

    private static long number(Object column) {
        return ((Number) column).longValue();
    }
}
