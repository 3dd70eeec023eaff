package org.belfry.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockoutPolicyTest {

    private static final long NOW = 1_700_000_000;

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "4, 0",
        "5, 30",
        "6, 60",
        "7, 120",
        "8, 240",
        "9, 480",
        "10, 900",
        "11, 900",
        "100, 900",
        "2147483647, 900"
    })
    void theWaitDoublesUpToAQuarterOfAnHour(int failures, long seconds) {
        assertThat(LockoutPolicy.wait(failures)).isEqualTo(seconds);
    }

    @Test
    void failuresAreForgottenAnHourAfterTheLast() {
        assertThat(LockoutPolicy.inARow(0, null, NOW)).isEqualTo(1);
        assertThat(LockoutPolicy.inARow(7, NOW - 3599, NOW)).isEqualTo(8);
        assertThat(LockoutPolicy.inARow(7, NOW - 3600, NOW)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"50, 0, 0", "51, 0, 900", "51, 899, 1", "51, 900, 0", "5000, 100, 800"})
    void aCrowdWaitsForTheRestOfItsWindow(int failures, long ago, long seconds) {
        assertThat(LockoutPolicy.crowdWait(failures, NOW - ago, NOW)).isEqualTo(seconds);
    }

    @Test
    void fiveFailuresMakeTheSixthAttemptWait() {
        var everywhere = new SignInThrottle("hash", SignInThrottle.EVERYWHERE);
        var here = new SignInThrottle("hash", "192.0.2.1");
        for (var attempt = 0; attempt < 5; attempt++) {
            assertThat(here.wait(everywhere, NOW)).isZero();
            here.failed(NOW);
        }
        assertThat(here.wait(everywhere, NOW)).isEqualTo(30);
        assertThat(here.wait(everywhere, NOW + 29)).isEqualTo(1);
        assertThat(here.wait(everywhere, NOW + 30)).isZero();
        here.failed(NOW + 30);
        assertThat(here.wait(everywhere, NOW + 30)).isEqualTo(60);
    }

    @Test
    void aSuccessEndsTheRow() {
        var everywhere = new SignInThrottle("hash", SignInThrottle.EVERYWHERE);
        var here = new SignInThrottle("hash", "192.0.2.1");
        for (var attempt = 0; attempt < 5; attempt++) {
            here.failed(NOW);
        }
        here.succeeded(NOW);
        assertThat(here.wait(everywhere, NOW)).isZero();
        here.failed(NOW);
        assertThat(here.wait(everywhere, NOW)).isZero();
    }

    @Test
    void aCrowdShutsOutStrangersOnlyAndOnlyForTheWindow() {
        var everywhere = new SignInThrottle("hash", SignInThrottle.EVERYWHERE);
        for (var attempt = 0; attempt < 51; attempt++) {
            everywhere.failedSomewhere(NOW + attempt);
        }
        var stranger = new SignInThrottle("hash", "192.0.2.1");
        var known = new SignInThrottle("hash", "192.0.2.2");
        known.succeeded(NOW - 1000);
        assertThat(stranger.wait(everywhere, NOW + 51)).isEqualTo(849);
        assertThat(known.wait(everywhere, NOW + 51)).isZero();
        assertThat(stranger.wait(everywhere, NOW + 900)).isZero();
        everywhere.failedSomewhere(NOW + 900);
        assertThat(stranger.wait(everywhere, NOW + 901)).isZero();
    }

    @Test
    void whatSucceedsIsNoFailureOfTheCrowd() {
        var everywhere = new SignInThrottle("hash", SignInThrottle.EVERYWHERE);
        for (var signIn = 0; signIn < 1000; signIn++) {
            everywhere.failedSomewhere(NOW);
            everywhere.succeededSomewhere();
        }
        assertThat(new SignInThrottle("hash", "192.0.2.1").wait(everywhere, NOW))
                .isZero();
    }

    @Test
    void aKnownAddressWaitsForItsOwnFailures() {
        var known = new SignInThrottle("hash", "192.0.2.2");
        known.succeeded(NOW - 1000);
        for (var attempt = 0; attempt < 6; attempt++) {
            known.failed(NOW);
        }
        assertThat(known.wait(new SignInThrottle("hash", SignInThrottle.EVERYWHERE), NOW))
                .isEqualTo(60);
    }

    @Test
    void theLongestWaitIsOverBeforeFailuresAreForgotten() {
        assertThat(LockoutPolicy.FORGOTTEN_AFTER)
                .isGreaterThan(LockoutPolicy.LONGEST)
                .isGreaterThan(LockoutPolicy.WINDOW);
    }
}
