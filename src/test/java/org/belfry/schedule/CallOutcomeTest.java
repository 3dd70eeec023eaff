package org.belfry.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.belfry.delivery.Outcome;
import org.belfry.delivery.Outcome.Result;
import org.belfry.platform.Sentence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallOutcomeTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "SENT, 200, FIRED",
                "SENT, 204, FIRED",
                "RETRY, 301, FAILED",
                "RETRY, 307, FAILED",
                "RETRY, 400, FAILED",
                "RETRY, 404, FAILED",
                "RETRY, 408, RETRY",
                "REFUSED, 410, FAILED",
                "RETRY, 425, RETRY",
                "THROTTLED, 429, RETRY",
                "UNAVAILABLE, 500, RETRY",
                "UNAVAILABLE, 503, RETRY",
                "UNAVAILABLE, -, RETRY",
                "UNCERTAIN, -, RETRY",
                "REFUSED, -, FAILED",
                "LOST_LEASE, -, NOT_OURS"
            })
    void whatAnAnswerMeans(Result result, Integer status, CallOutcome.Kind kind) {
        assertThat(CallOutcome.of(Outcome.of(result, "answered"), status).kind())
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0.5, 5",
        "2, 0.5, 10",
        "3, 0.5, 20",
        "4, 0.5, 40",
        "5, 0.5, 60",
        "19, 0.5, 60",
        "3, 0, 18",
        "3, 1, 22"
    })
    void theWaitsGrow(int attempts, double chance, long seconds) {
        var outcome = new CallOutcome(CallOutcome.Kind.RETRY, Sentence.asIs("no connection"), null);
        assertThat(outcome.wait(attempts, 5, chance)).isEqualTo(seconds);
    }

    @Test
    void aTargetMayAskForMoreButNotForMuchMore() {
        assertThat(new CallOutcome(CallOutcome.Kind.RETRY, Sentence.asIs("x"), 120L).wait(1, 5, 0.5))
                .isEqualTo(120);
        assertThat(new CallOutcome(CallOutcome.Kind.RETRY, Sentence.asIs("x"), 1L).wait(1, 5, 0.5))
                .isEqualTo(5);
        assertThat(new CallOutcome(CallOutcome.Kind.RETRY, Sentence.asIs("x"), 86_400L).wait(1, 5, 0.5))
                .isEqualTo(300);
    }
}
