package org.belfry.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.belfry.delivery.Circuit.State;
import org.belfry.delivery.Outcome.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CircuitTest {

    private static final long FIRST = 30;

    private final Circuit circuit = new Circuit("email", null, "settings");

    private boolean learn(Result result, long now) {
        return circuit.learn(Outcome.of(result, "the words of " + result), now, now, FIRST);
    }

    private void open(long now) {
        for (var i = 0; i < Circuit.FAILURES; i++) {
            learn(Result.UNAVAILABLE, now);
        }
    }

    @Test
    void aNewOneLetsEverythingThrough() {
        assertThat(circuit.state(0)).isEqualTo(State.CLOSED);
        assertThat(circuit.mayTry(0)).isTrue();
        assertThat(circuit.mayProbe(0)).isFalse();
        assertThat(circuit.isIdle(0)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Result.class,
            names = {"UNAVAILABLE", "UNCERTAIN"})
    void fiveFailuresInARowOpenItAndTheFifthSaysSo(Result failure) {
        for (var i = 1; i < Circuit.FAILURES; i++) {
            assertThat(learn(failure, 100)).as("failure %s", i).isFalse();
            assertThat(circuit.mayTry(100)).isTrue();
        }
        assertThat(learn(failure, 100)).isTrue();

        assertThat(circuit.state(100)).isEqualTo(State.OPEN);
        assertThat(circuit.openedAt()).isEqualTo(100);
        assertThat(circuit.reason()).isEqualTo("the words of " + failure);
        assertThat(circuit.mayTry(1_000_000)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Result.class,
            names = {"SENT", "RETRY", "REFUSED", "THROTTLED"})
    void whatAnswersInBetweenBeginsTheCountAnew(Result answer) {
        for (var round = 0; round < 10; round++) {
            for (var i = 1; i < Circuit.FAILURES; i++) {
                assertThat(learn(Result.UNAVAILABLE, 100)).isFalse();
            }
            learn(answer, 100);
        }
        assertThat(circuit.state(10_000)).isEqualTo(State.CLOSED);
        assertThat(circuit.failures()).isZero();
    }

    @Test
    void itIsProbedAfterAWaitThatDoublesUpToAnHour() {
        open(1000);
        assertThat(circuit.mayProbe(1029)).isFalse();
        assertThat(circuit.mayProbe(1030)).isTrue();

        var now = 1030L;
        for (var expected : new long[] {60, 120, 240, 480, 960, 1920, 3600, 3600}) {
            assertThat(learn(Result.UNAVAILABLE, now))
                    .as("only the opening is news")
                    .isFalse();
            assertThat(circuit.nextProbeAt()).isEqualTo(now + expected);
            now += expected;
        }
    }

    @Test
    void whatWasOnItsWayWhenItOpenedIsNoProbe() {
        open(1000);
        for (var i = 0; i < 16; i++) {
            circuit.learn(Outcome.of(Result.UNAVAILABLE, "late"), 1000, 1005, FIRST);
        }

        assertThat(circuit.nextProbeAt()).isEqualTo(1030);
    }

    @Test
    void whoProbesKeepsTheOthersAwayForAWhile() {
        open(1000);
        circuit.probed(1030, 120);

        assertThat(circuit.mayProbe(1149)).isFalse();
        assertThat(circuit.mayProbe(1150)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Result.class,
            names = {"SENT", "RETRY", "REFUSED"})
    void aProbeThatIsAnsweredClosesIt(Result answer) {
        open(1000);

        assertThat(learn(answer, 1031)).isFalse();
        assertThat(circuit.mayTry(1031)).isTrue();
        assertThat(circuit.isIdle(1031)).isTrue();
        assertThat(circuit.reason()).isNull();
    }

    @Test
    void afterItWasClosedItIsNewsAgain() {
        open(1000);
        learn(Result.SENT, 1031);
        for (var i = 1; i < Circuit.FAILURES; i++) {
            assertThat(learn(Result.UNAVAILABLE, 2000)).isFalse();
        }
        assertThat(learn(Result.UNAVAILABLE, 2000)).isTrue();
    }

    @Test
    void refusedCredentialsOpenItAtOnceAndForLonger() {
        assertThat(learn(Result.CREDENTIALS_REJECTED, 1000)).isTrue();

        assertThat(circuit.state(1000)).isEqualTo(State.OPEN);
        assertThat(circuit.nextProbeAt()).isEqualTo(1000 + Circuit.WAIT_FOR_CREDENTIALS);
    }

    @Test
    void withdrawnCredentialsAreNeverTriedAgain() {
        assertThat(learn(Result.REVOKED, 1000)).isTrue();

        assertThat(circuit.state(1000)).isEqualTo(State.SUSPENDED);
        assertThat(circuit.mayProbe(Long.MAX_VALUE)).isFalse();
        assertThat(circuit.mayTry(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void credentialsThatAreWithdrawnWhileItIsOpenEndTheProbes() {
        open(1000);
        assertThat(learn(Result.REVOKED, 1030)).isFalse();

        assertThat(circuit.state(1030)).isEqualTo(State.SUSPENDED);
    }

    @Test
    void aPauseIsKeptWhateverElseComesInMeanwhile() {
        circuit.learn(Outcome.of(Result.THROTTLED, "slow down").waitingAtLeast(90L), 1000, 1000, FIRST);
        learn(Result.SENT, 1001);

        assertThat(circuit.state(1089)).isEqualTo(State.PAUSED);
        assertThat(circuit.mayTry(1089)).isFalse();
        assertThat(circuit.isIdle(1089)).isFalse();
        assertThat(circuit.mayTry(1090)).isTrue();
        assertThat(circuit.isIdle(1090)).isTrue();
    }

    @Test
    void ofTwoPausesTheLongerHolds() {
        circuit.learn(Outcome.of(Result.THROTTLED, "slow down").waitingAtLeast(90L), 1000, 1000, FIRST);
        circuit.learn(Outcome.of(Result.THROTTLED, "slow down").waitingAtLeast(5L), 1001, 1001, FIRST);

        assertThat(circuit.pausedUntil()).isEqualTo(1090);
    }

    @Test
    void aPauseOfUnknownLengthIsAMinute() {
        learn(Result.THROTTLED, 1000);

        assertThat(circuit.pausedUntil()).isEqualTo(1000 + Circuit.PAUSE);
    }

    @Test
    void otherSettingsAreNotItsBusiness() {
        assertThat(circuit.isOf("settings")).isTrue();
        assertThat(circuit.isOf("others")).isFalse();
    }

    /** Whatever comes in whatever order: it tells once for each time it opens, and never lets through what it must not. */
    @Test
    void eachOpeningIsNewsOnce() {
        var results = Result.values();
        for (var seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var subject = new Circuit("email", null, "settings");
            for (var now = 1L; now < 200; now++) {
                var before = subject.state(now);
                var news = subject.learn(Outcome.of(results[random.nextInt(results.length)], "x"), now, now, FIRST);
                var after = subject.state(now);
                var wasOpen = before == State.OPEN || before == State.SUSPENDED;
                var isOpen = after == State.OPEN || after == State.SUSPENDED;
                assertThat(news)
                        .as("seed %s, second %s: %s to %s", seed, now, before, after)
                        .isEqualTo(!wasOpen && isOpen);
                assertThat(subject.mayTry(now)).isEqualTo(after == State.CLOSED);
            }
        }
    }
}
