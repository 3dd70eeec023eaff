package org.belfry.inbox;

/**
 * What "unread" means, defined once: for Java, JPQL and SQL side by side. A notification is unread if neither it was read
 * itself nor a read mark covers its latest change. Whatever counts or lists unread notifications uses this.
 */
final class Unread {

    /** JPQL; {@code n} is the notification, {@code :readAll} its inbox's {@link Inbox#readAllModseq}. */
    static final String JPQL = "(n.readAt is null and n.modseq > :readAll)";

    /** JPQL: unread, and never delivered. */
    static final String UNDELIVERED_JPQL = JPQL + " and n.deliveredAt is null";

    /** JPQL: read because a mark covers it, which the row itself does not say yet; {@code :mark} is the mark's modseq. */
    static final String COVERED_JPQL = "n.readAt is null and n.modseq <= :mark";

    /** SQL; {@code n} is the notification, {@code i} its inbox. */
    static final String SQL = "(n.read_at is null and n.modseq > i.read_all_modseq)";

    /** SQL: unread, and never delivered. */
    static final String UNDELIVERED_SQL =
            "(n.read_at is null and n.modseq > i.read_all_modseq and n.delivered_at is null)";

    private Unread() {}

    /** @param readAllModseq the inbox's */
    static boolean is(Long readAt, long modseq, long readAllModseq) {
        return readAt == null && modseq > readAllModseq;
    }
}
