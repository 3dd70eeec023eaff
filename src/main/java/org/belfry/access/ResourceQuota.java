package org.belfry.access;

import java.util.Locale;
import org.belfry.platform.Sentence;

/**
 * The most rows of a kind that an organization, or one person in it, can have. The defaults are generous: they bound the damage that one
 * credential can do, and no reasonable use reaches them.
 */
public enum ResourceQuota {
    /** Only future ones; ended schedules do not count. */
    SCHEDULES(10_000, Sentence.of("schedules")),
    SCHEDULES_PER_PERSON(1_000, Sentence.of("schedules per person")),
    THRESHOLDS(1_000, Sentence.of("thresholds")),
    /** The organization's own endpoints. */
    WEBHOOKS(20, Sentence.of("webhooks per organization")),
    WEBHOOKS_PER_PERSON(5, Sentence.of("webhooks per person")),
    /** Own types of events. */
    TYPES(1_000, Sentence.of("types")),
    TOPICS(1_000_000, Sentence.of("topics")),
    SUBSCRIPTIONS_PER_PERSON(1_000, Sentence.of("subscriptions per person")),
    KEYS(10_000, Sentence.of("API keys")),
    ACCOUNTS(10_000, Sentence.of("accounts")),
    RECIPIENTS(1_000_000, Sentence.of("recipients")),
    PREFERENCES_PER_PERSON(1_000, Sentence.of("preferences per person")),
    SOURCES(10_000_000, Sentence.of("sources")),
    /** Responses kept for an {@code Idempotency-Key}, for a day each. */
    IDEMPOTENCY_KEYS(10_000_000, Sentence.of("idempotency keys per day")),
    IDEMPOTENCY_KEYS_PER_PERSON(10_000, Sentence.of("idempotency keys per person and day")),
    /** A further sign-in ends the oldest session. */
    SESSIONS_PER_ACCOUNT(50, Sentence.of("sessions per account"));

    private final long standard;
    private final Sentence what;

    ResourceQuota(long standard, Sentence what) {
        this.standard = standard;
        this.what = what;
    }

    /** The name on the wire, in the tables and in the settings. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The setting's name. */
    String property() {
        return "belfry.quota." + code().replace('_', '-');
    }

    /** The same as an environment variable. */
    String variable() {
        return "BELFRY_QUOTA_" + name();
    }

    long standard() {
        return standard;
    }

    /** The name of what is counted, in the plural. */
    Sentence what() {
        return what;
    }
}
