package org.belfry.audit;

import java.util.Locale;

/**
 * What an entry of the audit log tells of. The code of each is its name in lower case, with a dot after the first word, which
 * names the kind of thing that was changed.
 */
public enum Action {
    // Who may do what.
    SESSION_OPENED,
    SESSION_REFUSED,
    /** A sign-in that must wait after failed ones; sampled. */
    SESSION_LOCKED,
    SESSION_CLOSED,
    /** The password was given again. */
    SESSION_CONFIRMED,
    PASSWORD_CHANGED,
    /** Who was signed in gave a wrong present one. */
    PASSWORD_REFUSED,
    ACCOUNT_CREATED,
    ACCOUNT_CHANGED,
    ACCOUNT_REMOVED,
    KEY_CREATED,
    KEY_REVOKED,
    /** The first use on a day (UTC). */
    KEY_USED,
    /** An invalid API key or token; sampled. */
    KEY_REFUSED,
    /** A known caller was refused with 403; sampled. */
    ACCESS_REFUSED,
    /** Another person's inbox; sampled. */
    INBOX_READ,
    TOKEN_CREATED,
    ORGANIZATION_CREATED,
    ORGANIZATION_CHANGED,
    ORGANIZATION_SET_UP,

    // What is told, to whom, and where.
    TYPE_CREATED,
    TYPE_CHANGED,
    TYPE_REMOVED,
    CHANNELS_CHANGED,
    CHANNELS_RESET,
    RECIPIENT_CREATED,
    RECIPIENT_CHANGED,
    ERASURE_STARTED,
    RECIPIENT_ERASED,
    PREFERENCES_CHANGED,
    SUBSCRIPTION_ADDED,
    SUBSCRIPTION_REMOVED,
    SOURCE_REPORTED(true),
    WEBHOOK_CREATED,
    WEBHOOK_CHANGED,
    WEBHOOK_REMOVED,
    WEBHOOK_TESTED,
    SECRET_ROTATED,
    DELIVERY_RETRIED,
    CIRCUIT_OPENED,
    CIRCUIT_CLOSED,

    // What happens all the time.
    EVENT_POSTED(true),
    NOTIFICATION_CLAIMED(true),
    NOTIFICATION_DELIVERED(true),
    NOTIFICATION_READ(true),
    NOTIFICATION_UNREAD(true),
    NOTIFICATION_ARCHIVED(true),
    NOTIFICATION_UNARCHIVED(true),
    NOTIFICATION_SNOOZED(true),
    NOTIFICATION_UNSNOOZED(true),
    NOTIFICATION_REMOVED,
    TICKET_CREATED(true),

    // What happens by itself, and what is said of it.
    SCHEDULE_CREATED,
    SCHEDULE_CHANGED,
    SCHEDULE_CANCELLED,
    SCHEDULE_RUN,
    SCHEDULE_FIRED,
    SCHEDULE_MISSED,
    SCHEDULE_FAILED,
    RETENTION_CHANGED,
    RETENTION_STARTED,
    RETENTION_FINISHED,
    /** Counters that differed from what the inbox holds. */
    INBOX_REPAIRED,
    AGENT_OFFLINE,
    AGENT_ONLINE,
    THRESHOLD_CREATED,
    THRESHOLD_CHANGED,
    THRESHOLD_REMOVED,
    THRESHOLD_RAISED,
    THRESHOLD_CLEARED,
    AUDIT_EXPORTED;

    private final boolean traffic;
    private final String code = code(name());

    Action() {
        this(false);
    }

    Action(boolean traffic) {
        this.traffic = traffic;
    }

    private static String code(String name) {
        var cut = name.indexOf('_');
        return (cut < 0 ? name : name.substring(0, cut) + '.' + name.substring(cut + 1)).toLowerCase(Locale.ROOT);
    }

    /** Such as {@code key.created}. */
    public String code() {
        return code;
    }

    /** Whether it is the daily work of a notification service, and no change of what is set. */
    public boolean isTraffic() {
        return traffic;
    }
}
