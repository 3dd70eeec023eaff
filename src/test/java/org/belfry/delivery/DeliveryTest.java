package org.belfry.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Random;
import org.belfry.delivery.Outcome.Result;
import org.belfry.inbox.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveryTest {

    private static final Event EVENT = new Event() {};
    private static final RetryPolicy MAX = RetryPolicy.doubling(3, 0);
    private static final RetryPolicy COPIES = RetryPolicy.doubling(3, 500);
    private static final long WORTH = 86_400;

    private final Delivery delivery = delivery(1000);

    private static Delivery delivery(long now) {
        return new Delivery(OutboundMessage.email(EVENT, 9, null, 7L, "ada@example.org", null, false), now, WORTH);
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
        var waiting =
                new Delivery(OutboundMessage.email(EVENT, 9, null, 7L, "ada@example.org", 5000L, false), 1000, WORTH);

        assertThat(waiting.nextAttemptAt()).isEqualTo(5000);
        assertThat(waiting.createdAt()).isEqualTo(1000);
    }

    @Test
    void aLeaseIsItsOwnersAndCountsAsAnAttempt() {
        delivery.lease("one", 1060, false);

        assertThat(delivery.state()).isEqualTo(DeliveryState.SENDING);
        assertThat(delivery.attempts()).isEqualTo(1);
        assertThat(delivery.isLeasedBy("one")).isTrue();
        assertThat(delivery.isLeasedBy("two")).isFalse();
    }

    @Test
    void whatIsLeasedCannotBeLeasedAgain() {
        delivery.lease("one", 1060, false);

        assertThatIllegalStateException()
                .isThrownBy(() -> delivery.lease("two", 2000, false))
                .withMessage("A delivery that is sending cannot become sending");
        assertThat(delivery.isLeasedBy("one")).isTrue();
        assertThat(delivery.attempts()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(value = Result.class, mode = EnumSource.Mode.EXCLUDE, names = "LOST_LEASE")
    void whatWasNeverLeasedCannotBeSettled(Result result) {
        assertThatIllegalStateException().isThrownBy(() -> delivery.settle(outcome(result), MAX, 1001, 0.5));
        assertThat(delivery.state()).isEqualTo(DeliveryState.PENDING);
        assertThat(delivery.reason()).isNull();
    }

    @Test
    void whatWasSentIsOverAndDone() {
        delivery.lease("one", 1060, false);
        delivery.handOver(1001, 1301);
        delivery.settle(outcome(Result.SENT), MAX, 1002, 0.5);

        assertThat(delivery.state()).isEqualTo(DeliveryState.SENT);
        assertThat(delivery.settledAt()).isEqualTo(1002);
        assertThat(delivery.reason()).isEqualTo("the words of SENT");
        assertThat(delivery.isLeasedBy("one")).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> delivery.lease("two", 2000, false));
        assertThatIllegalStateException().isThrownBy(() -> delivery.settle(outcome(Result.REFUSED), MAX, 1003, 0.5));
        assertThatIllegalStateException().isThrownBy(() -> delivery.takeOver(MAX, 5000));
        assertThat(delivery.state()).isEqualTo(DeliveryState.SENT);
    }

    @Test
    void aFailureWaitsForItsNextAttemptWithoutAnOwner() {
        delivery.lease("one", 1060, false);
        delivery.settle(outcome(Result.RETRY), MAX, 1002, 0.5);

        assertThat(delivery.state()).isEqualTo(DeliveryState.PENDING);
        assertThat(delivery.nextAttemptAt()).isEqualTo(1007);
        assertThat(delivery.settledAt()).isNull();
        assertThat(delivery.reason()).isEqualTo("the words of RETRY");
        assertThat(delivery.isLeasedBy("one")).isFalse();
    }

    @Test
    void theLastAttemptThatFailsEndsIt() {
        for (var attempt = 1; attempt < MAX.maxAttempts(); attempt++) {
            delivery.lease("one", 1060, false);
            delivery.settle(outcome(Result.RETRY), MAX, 1002, 0.5);
            assertThat(delivery.state()).as("after attempt %s", attempt).isEqualTo(DeliveryState.PENDING);
        }
        delivery.lease("one", 1060, false);
        delivery.settle(outcome(Result.RETRY), MAX, 1090, 0.5);

        assertThat(delivery.state()).isEqualTo(DeliveryState.DEAD);
        assertThat(delivery.attempts()).isEqualTo(MAX.maxAttempts());
        assertThat(delivery.settledAt()).isEqualTo(1090);
    }

    @Test
    void aRefusalEndsItAtTheFirstAttempt() {
        delivery.lease("one", 1060, false);
        delivery.settle(outcome(Result.REFUSED), MAX, 1002, 0.5);

        assertThat(delivery.state()).isEqualTo(DeliveryState.DEAD);
        assertThat(delivery.settledAt()).isEqualTo(1002);
    }

    @Test
    void aLostLeaseIsNotForItsFormerOwnerToSettle() {
        delivery.lease("one", 1060, false);

        assertThatIllegalStateException().isThrownBy(() -> delivery.settle(outcome(Result.LOST_LEASE), MAX, 1002, 0.5));
        assertThat(delivery.reason()).isNull();
    }

    @Test
    void aLeaseIsAbandonedOnlyAfterItHasRunOut() {
        delivery.lease("one", 1060, false);

        assertThat(delivery.isAbandoned(1059)).isFalse();
        assertThat(delivery.isAbandoned(1060)).isFalse();
        assertThat(delivery.isAbandoned(1061)).isTrue();
    }

    @Test
    void handingOverMakesTheLeaseLonger() {
        delivery.lease("one", 1060, false);
        delivery.handOver(1050, 1350);

        assertThat(delivery.isAbandoned(1350)).isFalse();
        assertThat(delivery.isAbandoned(1351)).isTrue();
    }

    @Test
    void whatWasNeverHandedOverIsTakenOverToBeSentAtOnce() {
        delivery.lease("one", 1060, false);
        delivery.takeOver(MAX, 1061);

        assertThat(delivery.state()).isEqualTo(DeliveryState.PENDING);
        assertThat(delivery.nextAttemptAt()).isEqualTo(1061);
        assertThat(delivery.isLeasedBy("one")).isFalse();
        assertThat(delivery.settledAt()).isNull();
        assertThat(delivery.reason()).contains("before the text was handed over");
    }

    @Test
    void whatWasHandedOverIsUncertainAfterATakeOverAndNeverSentAgainBlindly() {
        delivery.lease("one", 1060, false);
        delivery.handOver(1001, 1301);
        delivery.takeOver(MAX, 1302);

        assertThat(delivery.state()).isEqualTo(DeliveryState.UNCERTAIN);
        assertThat(delivery.settledAt()).isEqualTo(1302);
        assertThat(delivery.reason()).contains("after the text was handed over");
        assertThat(delivery.isAbandoned(Long.MAX_VALUE)).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> delivery.lease("two", 2000, false));
    }

    @Test
    void theOneThatSentItMayStillTellHowItEnded() {
        delivery.lease("one", 1060, false);
        delivery.handOver(1001, 1301);
        delivery.takeOver(MAX, 1302);

        assertThat(delivery.isLeasedBy("one")).isTrue();
        assertThat(delivery.isLeasedBy("two")).isFalse();
        delivery.settle(outcome(Result.SENT), MAX, 1400, 0.5);

        assertThat(delivery.state()).isEqualTo(DeliveryState.SENT);
        assertThat(delivery.settledAt()).isEqualTo(1400);
        assertThat(delivery.isLeasedBy("one")).isFalse();
    }

    @Test
    void aHandOverIsForgottenByTheNextAttempt() {
        delivery.lease("one", 1060, false);
        delivery.handOver(1001, 1301);
        delivery.settle(outcome(Result.RETRY), MAX, 1002, 0.5);
        delivery.lease("two", 1100, false);
        delivery.takeOver(MAX, 1101);

        assertThat(delivery.state()).isEqualTo(DeliveryState.PENDING);
    }

    @Test
    void aLongAnswerIsShortened() {
        delivery.lease("one", 1060, false);
        delivery.settle(Outcome.of(Result.SENT, "x".repeat(5000)), MAX, 1002, 0.5);

        assertThat(delivery.reason()).isEqualTo("x".repeat(500));
    }

    @Test
    void anAttemptRemembersWhichOneItWasAndHowItEnded() {
        delivery.lease("one", 1060, false);
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
                case 0 -> subject.lease("node " + random.nextInt(2), now + 60, false);
                case 1 -> subject.takeOver(MAX, now);
                case 2 -> {
                    subject.lease("node", now + 60, false);
                    subject.handOver(now, now + 300);
                }
                default -> subject.settle(outcome(results[random.nextInt(results.length)]), MAX, now, 0.5);
            }
            return true;
        } catch (IllegalStateException refused) {
            return false;
        }
    }

    @Test
    void whatIsTriedAgainAfterAllIsNotSettled() {
        delivery.lease("one", 1060, false);
        delivery.handOver(1001, 1301);
        delivery.takeOver(MAX, 1302);
        delivery.settle(Outcome.of(Result.RETRY, "451 later"), MAX, 1400, 0.5);

        assertThat(delivery.state()).isEqualTo(DeliveryState.PENDING);
        assertThat(delivery.settledAt()).isNull();
    }

    @Test
    void whatWasNeverLeasedCannotLoseItsLease() {
        assertThatIllegalStateException()
                .isThrownBy(() -> delivery.settle(Outcome.of(Result.LOST_LEASE, "x"), MAX, 1400, 0.5));
    }

    @Test
    void whatIsNotBeingSentCannotBeHandedOver() {
        assertThatIllegalStateException().isThrownBy(() -> delivery.handOver(1001, 1301));
    }

    @Test
    void aProviderThatNamesATimeIsNotAskedBefore() {
        delivery.lease("one", 1060, false);
        delivery.settle(outcome(Result.THROTTLED).waitingAtLeast(900L), MAX, 1002, 0.5);

        assertThat(delivery.nextAttemptAt()).isEqualTo(1902);
    }

    @Test
    void aTimeThatIsShorterThanOursChangesNothing() {
        delivery.lease("one", 1060, false);
        delivery.settle(outcome(Result.RETRY).waitingAtLeast(1L), MAX, 1002, 0.5);

        assertThat(delivery.nextAttemptAt()).isEqualTo(1007);
    }

    @Test
    void attemptsThatOnlyTryTheTargetDoNotCount() {
        for (var attempt = 0; attempt < 20; attempt++) {
            delivery.lease("one", 1060, true);
            delivery.settle(outcome(Result.UNAVAILABLE), MAX, 1002, 0.5);
        }

        assertThat(delivery.state()).isEqualTo(DeliveryState.PENDING);
        assertThat(delivery.attempts()).isEqualTo(20);
    }

    @Test
    void whatMayHaveArrivedIsSentAgainWhereACopyIsKnownForOne() {
        delivery.lease("one", 1060, false);
        delivery.settle(outcome(Result.UNCERTAIN), COPIES, 1000, 0.5);
        assertThat(delivery.state()).isEqualTo(DeliveryState.PENDING);

        delivery.lease("one", 1560, false);
        delivery.settle(outcome(Result.UNCERTAIN), COPIES, 1500, 0.5);
        assertThat(delivery.state()).isEqualTo(DeliveryState.UNCERTAIN);
    }

    @Test
    void whatWasHandedOverByANodeThatIsGoneIsSentAgainWhereACopyIsKnownForOne() {
        delivery.lease("one", 1060, false);
        delivery.handOver(1001, 1301);
        delivery.takeOver(COPIES, 1302);

        assertThat(delivery.state()).isEqualTo(DeliveryState.PENDING);
        assertThat(delivery.nextAttemptAt()).isEqualTo(1302);
    }

    @Test
    void whatAPersonTriesAgainHasAllItsAttempts() {
        delivery.lease("one", 1060, false);
        delivery.settle(outcome(Result.REFUSED), MAX, 1002, 0.5);
        delivery.retry(2000, WORTH);

        assertThat(delivery.state()).isEqualTo(DeliveryState.PENDING);
        assertThat(delivery.nextAttemptAt()).isEqualTo(2000);
        assertThat(delivery.settledAt()).isNull();
        assertThat(delivery.isExpired(2000 + WORTH - 1)).isFalse();
        for (var attempt = 1; attempt < MAX.maxAttempts(); attempt++) {
            delivery.lease("one", 2060, false);
            delivery.settle(outcome(Result.RETRY), MAX, 2002, 0.5);
            assertThat(delivery.state()).isEqualTo(DeliveryState.PENDING);
        }
    }

    @Test
    void whatWasSentIsNotTriedAgain() {
        delivery.lease("one", 1060, false);
        delivery.settle(outcome(Result.SENT), MAX, 1002, 0.5);

        assertThatIllegalStateException().isThrownBy(() -> delivery.retry(2000, WORTH));
    }

    @Test
    void itExpiresOnlyWhileItWaits() {
        assertThat(delivery.isExpired(1000 + WORTH - 1)).isFalse();
        assertThat(delivery.isExpired(1000 + WORTH)).isTrue();
        delivery.expire("too old", 1000 + WORTH);

        assertThat(delivery.state()).isEqualTo(DeliveryState.DEAD);
        assertThat(delivery.reason()).isEqualTo("too old");
        assertThat(delivery.isExpired(Long.MAX_VALUE)).isFalse();
    }
}
