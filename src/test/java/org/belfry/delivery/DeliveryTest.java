package org.belfry.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Random;
import org.belfry.catalog.Channel;
import org.belfry.delivery.Outcome.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveryTest {
    private static final int MAX = 3;

    private final Delivery delivery = delivery(1000);

    private static Delivery delivery(long now) {
        return new Delivery(new Message(null, 9, null, 7L, Channel.EMAIL, "ada@example.org", null), now);
    }

    private static Outcome outcome(Result result) {
        return Outcome.of(result, "the words of " + result);
    }

    @Test
    void aNewOneIsDueAtOnce() {
        assertThat(delivery.state()).isEqualTo(DeliveryState.PENDING);
        assertThat(delivery.nextAttemptAt()).isEqualTo(1000);
        assertThat(delivery.attempts()).isZero();
        assertThat(delivery.settledAt()).isNull();
        assertThat(delivery.isLeasedBy("one")).isFalse();
        assertThat(delivery.isAbandoned(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void oneThatWaitsIsDueAtItsTime() {
        var waiting = new Delivery(new Message(null, 9, null, 7L, Channel.EMAIL, "ada@example.org", 5000L), 1000);

        assertThat(waiting.nextAttemptAt()).isEqualTo(5000);
        assertThat(waiting.createdAt()).isEqualTo(1000);
    }

    @Test
    void aLeaseIsItsOwnersAndCountsAsAnAttempt() {
        delivery.lease("one", 1060);

        assertThat(delivery.state()).isEqualTo(DeliveryState.SENDING);
        assertThat(delivery.attempts()).isEqualTo(1);
        assertThat(delivery.isLeasedBy("one")).isTrue();
        assertThat(delivery.isLeasedBy("two")).isFalse();
    }

    @Test
    void whatIsLeasedCannotBeLeasedAgain() {
        delivery.lease("one", 1060);

        assertThatIllegalStateException()
                .isThrownBy(() -> delivery.lease("two", 2000))
                .withMessage("A delivery that is sending cannot become sending");
        assertThat(delivery.isLeasedBy("one")).isTrue();
        assertThat(delivery.attempts()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(value = Result.class, mode = EnumSource.Mode.EXCLUDE, names = "LOST_LEASE")
    void whatWasNeverLeasedCannotBeSettled(Result result) {
        assertThatIllegalStateException().isThrownBy(() -> delivery.settle(outcome(result), MAX, 1001, 1005));
        assertThat(delivery.state()).isEqualTo(DeliveryState.PENDING);
        assertThat(delivery.reason()).isNull();
    }

    @Test
    void whatWasSentIsOverAndDone() {
        delivery.lease("one", 1060);
        delivery.handOver(1001, 1301);
        delivery.settle(outcome(Result.SENT), MAX, 1002, 9999);

        assertThat(delivery.state()).isEqualTo(DeliveryState.SENT);
        assertThat(delivery.settledAt()).isEqualTo(1002);
        assertThat(delivery.reason()).isEqualTo("the words of SENT");
        assertThat(delivery.isLeasedBy("one")).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> delivery.lease("two", 2000));
        assertThatIllegalStateException().isThrownBy(() -> delivery.settle(outcome(Result.REFUSED), MAX, 1003, 1005));
        assertThatIllegalStateException().isThrownBy(() -> delivery.takeOver(5000));
        assertThat(delivery.state()).isEqualTo(DeliveryState.SENT);
    }

    @Test
    void aFailureWaitsForItsNextAttemptWithoutAnOwner() {
        delivery.lease("one", 1060);
        delivery.settle(outcome(Result.RETRY), MAX, 1002, 1007);

        assertThat(delivery.state()).isEqualTo(DeliveryState.PENDING);
        assertThat(delivery.nextAttemptAt()).isEqualTo(1007);
        assertThat(delivery.settledAt()).isNull();
        assertThat(delivery.reason()).isEqualTo("the words of RETRY");
        assertThat(delivery.isLeasedBy("one")).isFalse();
    }

    @Test
    void theLastAttemptThatFailsEndsIt() {
        for (var attempt = 1; attempt < MAX; attempt++) {
            delivery.lease("one", 1060);
            delivery.settle(outcome(Result.RETRY), MAX, 1002, 1007);
            assertThat(delivery.state()).as("after attempt %s", attempt).isEqualTo(DeliveryState.PENDING);
        }
        delivery.lease("one", 1060);
        delivery.settle(outcome(Result.RETRY), MAX, 1090, 2000);

        assertThat(delivery.state()).isEqualTo(DeliveryState.DEAD);
        assertThat(delivery.attempts()).isEqualTo(MAX);
        assertThat(delivery.settledAt()).isEqualTo(1090);
    }

    @Test
    void aRefusalEndsItAtTheFirstAttempt() {
        delivery.lease("one", 1060);
        delivery.settle(outcome(Result.REFUSED), MAX, 1002, 1007);

        assertThat(delivery.state()).isEqualTo(DeliveryState.DEAD);
        assertThat(delivery.settledAt()).isEqualTo(1002);
    }

    @Test
    void aLostLeaseIsNotForItsFormerOwnerToSettle() {
        delivery.lease("one", 1060);

        assertThatIllegalStateException()
                .isThrownBy(() -> delivery.settle(outcome(Result.LOST_LEASE), MAX, 1002, 1007));
        assertThat(delivery.reason()).isNull();
    }

    @Test
    void aLeaseIsAbandonedOnlyAfterItHasRunOut() {
        delivery.lease("one", 1060);

        assertThat(delivery.isAbandoned(1059)).isFalse();
        assertThat(delivery.isAbandoned(1060)).isFalse();
        assertThat(delivery.isAbandoned(1061)).isTrue();
    }

    @Test
    void handingOverMakesTheLeaseLonger() {
        delivery.lease("one", 1060);
        delivery.handOver(1050, 1350);

        assertThat(delivery.isAbandoned(1350)).isFalse();
        assertThat(delivery.isAbandoned(1351)).isTrue();
    }

    @Test
    void whatWasNeverHandedOverIsTakenOverToBeSentAtOnce() {
        delivery.lease("one", 1060);
        delivery.takeOver(1061);

        assertThat(delivery.state()).isEqualTo(DeliveryState.PENDING);
        assertThat(delivery.nextAttemptAt()).isEqualTo(1061);
        assertThat(delivery.isLeasedBy("one")).isFalse();
        assertThat(delivery.settledAt()).isNull();
        assertThat(delivery.reason()).contains("before the text was handed over");
    }

    @Test
    void whatWasHandedOverIsUncertainAfterATakeOverAndNeverSentAgainBlindly() {
        delivery.lease("one", 1060);
        delivery.handOver(1001, 1301);
        delivery.takeOver(1302);

        assertThat(delivery.state()).isEqualTo(DeliveryState.UNCERTAIN);
        assertThat(delivery.settledAt()).isEqualTo(1302);
        assertThat(delivery.reason()).contains("after the text was handed over");
        assertThat(delivery.isAbandoned(Long.MAX_VALUE)).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> delivery.lease("two", 2000));
    }

    @Test
    void theOneThatSentItMayStillTellHowItEnded() {
        delivery.lease("one", 1060);
        delivery.handOver(1001, 1301);
        delivery.takeOver(1302);

        assertThat(delivery.isLeasedBy("one")).isTrue();
        assertThat(delivery.isLeasedBy("two")).isFalse();
        delivery.settle(outcome(Result.SENT), MAX, 1400, 9999);

        assertThat(delivery.state()).isEqualTo(DeliveryState.SENT);
        assertThat(delivery.settledAt()).isEqualTo(1400);
        assertThat(delivery.isLeasedBy("one")).isFalse();
    }

    @Test
    void aHandOverIsForgottenByTheNextAttempt() {
        delivery.lease("one", 1060);
        delivery.handOver(1001, 1301);
        delivery.settle(outcome(Result.RETRY), MAX, 1002, 1007);
        delivery.lease("two", 1100);
        delivery.takeOver(1101);

        assertThat(delivery.state()).isEqualTo(DeliveryState.PENDING);
    }

    @Test
    void aLongAnswerIsShortened() {
        delivery.lease("one", 1060);
        delivery.settle(Outcome.of(Result.SENT, "x".repeat(5000)), MAX, 1002, 1007);

        assertThat(delivery.reason()).isEqualTo("x".repeat(500));
    }

    @Test
    void anAttemptRemembersWhichOneItWasAndHowItEnded() {
        delivery.lease("one", 1060);
        var attempt = new DeliveryAttempt(delivery, Outcome.of(Result.REFUSED, "y".repeat(5000)), 1001, 1003, "one");

        assertThat(attempt.attempt()).isEqualTo(1);
        assertThat(attempt.outcome()).isEqualTo("refused");
        assertThat(attempt.answer()).isEqualTo("y".repeat(1000));
        assertThat(attempt.startedAt()).isEqualTo(1001);
        assertThat(attempt.finishedAt()).isEqualTo(1003);
        assertThat(attempt.node()).isEqualTo("one");
    }

    /** Whatever happens in whatever order: a state that the table forbids is never reached. */
    @Test
    void noOrderOfCallsLeadsToAForbiddenState() {
        for (var seed = 0; seed < 2000; seed++) {
            var random = new Random(seed);
            var subject = delivery(0);
            for (var now = 1; now < 20; now++) {
                var before = subject.state();
                var attempts = subject.attempts();
                var changed = tryAnything(subject, random, now);
                var after = subject.state();
                assertThat(changed ? before.mayBecome(after) : before == after)
                        .as("seed %s, second %s: %s to %s", seed, now, before, after)
                        .isTrue();
                assertThat(subject.attempts() - attempts)
                        .as("seed %s, second %s: an attempt is a lease", seed, now)
                        .isEqualTo(changed && after == DeliveryState.SENDING ? 1 : 0);
            }
        }
    }

    /** True where the call was not refused. */
    private static boolean tryAnything(Delivery subject, Random random, long now) {
        var results = new Result[] {Result.SENT, Result.RETRY, Result.REFUSED, Result.UNCERTAIN};
        try {
            switch (random.nextInt(4)) {
                case 0 -> subject.lease("node " + random.nextInt(2), now + 60);
                case 1 -> subject.takeOver(now);
                case 2 -> {
                    subject.lease("node", now + 60);
                    subject.handOver(now, now + 300);
                }
                default -> subject.settle(outcome(results[random.nextInt(results.length)]), MAX, now, now + 5);
            }
            return true;
        } catch (IllegalStateException refused) {
            return false;
        }
    }

    @Test
    void whatIsTriedAgainAfterAllIsNotSettled() {
        delivery.lease("one", 1060);
        delivery.handOver(1001, 1301);
        delivery.takeOver(1302);
        delivery.settle(Outcome.of(Result.RETRY, "451 later"), 3, 1400, 1405);

        assertThat(delivery.state()).isEqualTo(DeliveryState.PENDING);
        assertThat(delivery.settledAt()).isNull();
    }

    @Test
    void whatWasNeverLeasedCannotLoseItsLease() {
        assertThatIllegalStateException()
                .isThrownBy(() -> delivery.settle(Outcome.of(Result.LOST_LEASE, "x"), 3, 1400, 1405));
    }

    @Test
    void whatIsNotBeingSentCannotBeHandedOver() {
        assertThatIllegalStateException().isThrownBy(() -> delivery.handOver(1001, 1301));
    }
}
