package org.belfry.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The counters of an inbox, as it stores them or as its notifications are counted.
 *
 * @param modseq the highest that is given out
 */
record InboxCounts(long unread, long undelivered, long total, long archived, long snoozed, long modseq) {

    /** One counter, by its name on the wire. */
    private record Counter(String name, ToLongFunction<InboxCounts> value) {}

    private static final List<Counter> COUNTERS = List.of(
            new Counter("unread", InboxCounts::unread),
            new Counter("undelivered", InboxCounts::undelivered),
            new Counter("total", InboxCounts::total),
            new Counter("archived", InboxCounts::archived),
            new Counter("snoozed", InboxCounts::snoozed),
            new Counter("modseq", InboxCounts::modseq));

    /** SQL, in the order of {@link #counted}: of inboxes {@code i} with those of their notifications {@code n}. */
    static final String QUERY = "select i.id, count(n.id), sum(case when " + Unread.SQL + " then 1 else 0 end),"
            + " sum(case when " + Unread.UNDELIVERED_SQL + " then 1 else 0 end),"
            + " sum(case when n.archived_at is not null then 1 else 0 end),"
            + " sum(case when n.archived_at is null and n.snoozed_until is not null then 1 else 0 end), max(n.modseq),"
            + " i.unread_count, i.undelivered_count, i.total_count, i.archived_count, i.snoozed_count, i.modseq"
            + " from inbox i left join notification n on n.inbox_id = i.id where i.id {ids}"
            + " group by i.id, i.unread_count, i.undelivered_count, i.total_count, i.archived_count, i.snoozed_count,"
            + " i.modseq";

    /** A counter that is not what its inbox holds. */
    record Difference(String counter, long stored, long counted) {}

    static InboxCounts stored(Object[] columns) {
        return new InboxCounts(
                number(columns[7]),
                number(columns[8]),
                number(columns[9]),
                number(columns[10]),
                number(columns[11]),
                number(columns[12]));
    }

    /** A modseq may be higher than those of the notifications, as changes of the whole inbox take one too; never lower. */
    static InboxCounts counted(Object[] columns) {
        return new InboxCounts(
                number(columns[2]),
                number(columns[3]),
                number(columns[1]),
                number(columns[4]),
                number(columns[5]),
                Math.max(number(columns[6]), number(columns[12])));
    }

    private static long number(Object column) {
        return column == null ? 0 : ((Number) column).longValue();
    }

    /** The differences between these stored counters and the recounted ones. */
    List<Difference> differences(InboxCounts counted) {
        var differences = new ArrayList<Difference>();
        for (var counter : COUNTERS) {
            var stored = counter.value().applyAsLong(this);
            var right = counter.value().applyAsLong(counted);
            if (stored != right) {
                differences.add(new Difference(counter.name(), stored, right));
            }
        }
        return differences;
    }
}
