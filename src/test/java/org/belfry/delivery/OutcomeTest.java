package org.belfry.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.belfry.delivery.Outcome.Result;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {

    @ParameterizedTest
    @CsvSource({
        "SENT,        1, 24, false, SENT",
        "SENT,       24, 24, false, SENT",
        "RETRY,       1, 24, false, PENDING",
        "RETRY,      23, 24, false, PENDING",
        "RETRY,      24, 24, false, DEAD",
        "RETRY,      25, 24, false, DEAD",
        "RETRY,       1,  1, false, DEAD",
        "THROTTLED,   1, 24, false, PENDING",
        "THROTTLED,  24, 24, false, DEAD",
        "UNAVAILABLE, 1, 24, false, PENDING",
        "UNAVAILABLE,24, 24, false, DEAD",
        "CREDENTIALS_REJECTED,      0, 24, false, PENDING",
        "CREDENTIALS_REJECTED,     24, 24, false, DEAD",
        "REVOKED,     1, 24, false, PENDING",
        "REFUSED,     1, 24, false, DEAD",
        "REFUSED,    24, 24, true,  DEAD",
        "UNCERTAIN,   1, 24, false, UNCERTAIN",
        "UNCERTAIN,  24, 24, false, UNCERTAIN",
        "UNCERTAIN,   1, 24, true,  PENDING",
        "UNCERTAIN,  24, 24, true,  UNCERTAIN",
        "LOST_LEASE,  1, 24, false, SENDING",
        "LOST_LEASE, 24, 24, false, SENDING",
    })
    void theStateFollowsFromTheResultAndTheAttempts(
            Result result, int attempts, int maxAttempts, boolean deduplicates, DeliveryState expected) {
        assertThat(Outcome.of(result, "words").stateAfter(attempts, maxAttempts, deduplicates))
                .isEqualTo(expected);
    }
}
