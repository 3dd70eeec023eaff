package org.belfry.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.belfry.delivery.Outcome.Result;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {

    @ParameterizedTest
    @CsvSource({
        "SENT,       1, 24, SENT",
        "SENT,      24, 24, SENT",
        "RETRY,      1, 24, PENDING",
        "RETRY,     23, 24, PENDING",
        "RETRY,     24, 24, DEAD",
        "RETRY,     25, 24, DEAD",
        "RETRY,      1,  1, DEAD",
        "REFUSED,    1, 24, DEAD",
        "REFUSED,   24, 24, DEAD",
        "UNCERTAIN,  1, 24, UNCERTAIN",
        "UNCERTAIN, 24, 24, UNCERTAIN",
        "LOST_LEASE, 1, 24, SENDING",
        "LOST_LEASE,24, 24, SENDING",
    })
    void theStateFollowsFromTheResultAndTheAttempts(
            Result result, int attempts, int maxAttempts, DeliveryState expected) {
        assertThat(Outcome.of(result, "words").stateAfter(attempts, maxAttempts))
                .isEqualTo(expected);
    }
}
