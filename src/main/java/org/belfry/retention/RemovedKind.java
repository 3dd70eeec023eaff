package org.belfry.retention;

import java.util.Locale;

/** What a run removes. Its name in lower case is that of the count. */
enum RemovedKind {
    NOTIFICATIONS,
    DELIVERIES,
    EVENTS,
    SCHEDULE_RUNS,
    RETENTION_RUNS,
    // What belongs to no organization.
    IDEMPOTENCY_KEYS,
    TICKETS,
    SESSIONS,
    DEVICES,
    COLLAPSE_WINDOWS,
    SERVICE_LIVES;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
