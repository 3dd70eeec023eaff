package org.belfry.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitTest {

    @Test
    void aLimitIsRequestsInSeconds() {
        assertThat(RateLimit.parse("personal", "it", "6000/60")).isEqualTo(new RateLimit("personal", 6000, 60));
        assertThat(RateLimit.parse("personal", "it", " 1/1 ")).isEqualTo(new RateLimit("personal", 1, 1));
        assertThat(RateLimit.parse("personal", "it", "1000000000/86400"))
                .isEqualTo(new RateLimit("personal", 1_000_000_000, 86_400));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "6000",
                "6000/",
                "/60",
                "0/60",
                "6000/0",
                "-1/60",
                "6000/-60",
                "6000 / 60",
                "1e3/60",
                "6000/60s",
                "1000000001/60",
                "9999999999/60",
                "99999999999999999999/60",
                "6000/86401",
                "6000/60/60",
                "٦/٦"
            })
    void anythingElseIsToldInOneSentence(String text) {
        assertThatIllegalStateException()
                .isThrownBy(() -> RateLimit.parse("personal", "belfry.rate-limit.personal", text))
                .withMessageStartingWith("belfry.rate-limit.personal must be REQUESTS/SECONDS")
                .withMessageEndingWith("and not \"" + text + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yes", "TRUE", "1", "ture"})
    void aSwitchIsTrueOrFalse(String text) {
        assertThat(RateLimits.isTrue("it", "true")).isTrue();
        assertThat(RateLimits.isTrue("it", " false ")).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(() -> RateLimits.isTrue("belfry.rate-limit.enabled", text))
                .withMessage("belfry.rate-limit.enabled must be true or false, and not \"" + text + "\"");
    }
}
