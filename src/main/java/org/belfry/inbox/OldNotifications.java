package org.belfry.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.belfry.inbox.InboxesChanged.Change;
import org.belfry.inbox.InboxesChanged.Kind;
import org.belfry.platform.ById;
import org.belfry.platform.Database;
import org.belfry.platform.UnixTime;

/**
 * Removes what is old from many inboxes at once. Who looks locks nothing; who removes takes the locks of these inboxes, in the order of
 * their ids, and looks at these notifications once more. So a step is bounded by its rows, however many inboxes they are in.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class OldNotifications {

    /** One that may be old. */
    public record Candidate(long id, long inboxId, long createdAt) {}

    /** Some that are old, of inboxes that are locked until the transaction ends. */
    public static final class Locked {

        private final Map<Long, Leaving> byInbox = new HashMap<>();
        private final List<Long> ids = new ArrayList<>();

        /** Of the notifications. */
        public List<Long> ids() {
            return List.copyOf(ids);
        }
    }

    /** What leaves one inbox. */
    private static final class Leaving {

        private final Inbox inbox;
        private int count;
        private int unread;
        private int undelivered;
        private int archived;

        Leaving(Inbox inbox) {
            this.inbox = inbox;
        }
    }

    /** Number of the first parameter that is a type. */
    private static final int FIRST_TYPE = 4;

    private static final String READ = "(n.read_at is not null or n.modseq <= i.read_all_modseq)";

    /** In the order of {@link #row}. */
    private static final String ROWS =
            "select id, inbox_id, type, created_at, modseq, read_at, delivered_at, archived_at,"
                    + " snoozed_until from notification where id {ids}";

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private InboxCounters counters;

    @Inject
    private Database database;

    @Inject
    private ById byId;

    @Inject
    private UnixTime time;

    @Inject
    private Event<InboxesChanged> changed;

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
        return "(" + READ + " and n.created_at < " + cutoff.read() + " or not " + READ + " and n.created_at < "
                + cutoff.unread() + ")";
    }

    /** Those of the candidates that are old now, and nobody changes before the transaction ends. */
    public Locked lock(Collection<Candidate> candidates, Cutoffs cutoffs) {
        var locked = new Locked();
        counters.lockThose(candidates.stream().map(Candidate::inboxId).collect(Collectors.toSet()))
                .forEach((id, inbox) -> locked.byInbox.put(id, new Leaving(inbox)));
        var ids = candidates.stream()
                .filter(candidate -> locked.byInbox.containsKey(candidate.inboxId()))
                .map(Candidate::id)
                .toList();
        byId.select(ROWS, ids).forEach(row -> add(row, locked, cutoffs));
        locked.byInbox.values().removeIf(leaving -> leaving.count == 0);
        return locked;
    }

    private static void add(Object[] row, Locked locked, Cutoffs cutoffs) {
        var leaving = locked.byInbox.get(number(row[1]));
        var unread = row[5] == null && number(row[4]) > leaving.inbox.readAllModseq();
        if (row[8] == null && cutoffs.isOld((String) row[2], !unread, number(row[3]))) {
            locked.ids.add(number(row[0]));
            leaving.count++;
            leaving.unread += unread ? 1 : 0;
            leaving.undelivered += unread && row[6] == null ? 1 : 0;
            leaving.archived += row[7] != null ? 1 : 0;
        }
    }

    /** Removes them: one modseq for each of their inboxes. */
    public void remove(Locked locked) {
        byId.execute("delete from notification where id {ids}", locked.ids);
        var changes = new ArrayList<Change>();
        for (var leaving : locked.byInbox.values()) {
            var inbox = leaving.inbox;
            inbox.removed(leaving.count, leaving.unread, leaving.undelivered, leaving.archived);
            changes.add(new Change(inbox.id(), Kind.RESET, inbox.modseq(), inbox.unreadCount(), null));
        }
        if (!changes.isEmpty()) {
            changed.fire(new InboxesChanged(changes));
        }
    }

    private static long number(Object column) {
        return ((Number) column).longValue();
    }
}
