package org.belfry.testing;

import java.util.List;
import java.util.function.Function;

/**
 * The counters of an inbox as its row has them, and as its notifications say they should be. The rows are counted by SQL that knows
 * the tables only.
 *
 * @param wrong how many notifications are in a state that cannot be
 */
public record RecountedInbox(String recipient, Counters stored, Counters counted, long wrong) {

    public record Counters(long unread, long undelivered, long total, long archived, long snoozed) {}

    /** An "all read" is in the inbox's row only, until it is written into the notifications. */
    private static final String UNREAD = "n.read_at is null and n.modseq > i.read_all_modseq";

    /** What no notification may be: ahead of its inbox, in two places, or put aside and unread. */
    private static final String WRONG = "n.modseq > i.modseq"
            + " or (n.archived_at is not null and n.snoozed_until is not null)"
            + " or (n.archived_at is not null or n.snoozed_until is not null) and " + UNREAD;

    private static final String QUERY = "select r.name,"
            + " i.unread_count, i.undelivered_count, i.total_count, i.archived_count, i.snoozed_count, "
            + count(UNREAD) + ", " + count(UNREAD + " and n.delivered_at is null") + ", " + count("1 = 1") + ", "
            + count("n.archived_at is not null") + ", " + count("n.snoozed_until is not null") + ", "
            + count(WRONG)
            + " from recipient r join inbox i on i.id = r.id"
            + " join organization o on o.id = r.organization_id where o.code = '%s' order by r.name";

    private static String count(String condition) {
        return "(select count(*) from notification n where n.inbox_id = i.id and (" + condition + "))";
    }

    /**
     * Those of all recipients of an organization.
     *
     * @param rows answers a query with the columns of each row, as text
     */
    public static List<RecountedInbox> of(Function<String, List<List<String>>> rows, String organization) {
        return rows.apply(String.format(QUERY, organization)).stream()
                .map(RecountedInbox::of)
                .toList();
    }

    private static RecountedInbox of(List<String> row) {
        var numbers = row.stream().skip(1).map(Long::valueOf).toList();
        return new RecountedInbox(
                row.get(0), counters(numbers.subList(0, 5)), counters(numbers.subList(5, 10)), numbers.get(10));
    }

    private static Counters counters(List<Long> numbers) {
        return new Counters(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3), numbers.get(4));
    }

    public boolean isRight() {
        return stored.equals(counted) && wrong == 0;
    }
}
