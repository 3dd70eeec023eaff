package org.belfry.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.belfry.intake.EventOutcome.Outcome;
import org.belfry.intake.EventOutcomes.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventOutcomesTest {

    private static RecipientOutcome told(long recipient, Outcome outcome, Long notification) {
        return new RecipientOutcome(recipient, "r" + recipient, outcome, notification, List.of());
    }

    @ParameterizedTest
    @CsvSource({"false, 0, n0", "false, 17, n17", "true, 9, o9"})
    void aPositionIsReadBack(boolean others, long after, String text) {
        assertThat(new Position(others, after).encode()).isEqualTo(text);
        assertThat(Position.decode(text)).isEqualTo(new Position(others, after));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "n", "17", "x17", "n-1", "n 1", "n1 ", "o1234567890123456789", "N1"})
    void whatIsNoneIsNotTakenForOne(String text) {
        assertThat(Position.decode(text)).isNull();
    }

    @Test
    void thePageAfterOneBeginsWhereThatEnded() {
        assertThat(Position.after(told(3, Outcome.NOTIFIED, 70L))).isEqualTo(new Position(false, 70));
        assertThat(Position.after(told(3, Outcome.NOTIFIED, null))).isEqualTo(new Position(true, 3));
        assertThat(Position.after(told(3, Outcome.COLLAPSED, 70L))).isEqualTo(new Position(true, 3));
        assertThat(Position.after(told(3, Outcome.REFUSED, null))).isEqualTo(new Position(true, 3));
    }

    /** The order of a first answer is the one in which it can be read again. */
    @Test
    void thoseWithANotificationComeFirstThenAllOthersByTheirIds() {
        var sorted = List.of(
                told(9, Outcome.NOTIFIED, 70L),
                told(2, Outcome.NOTIFIED, 71L),
                told(1, Outcome.WITHHELD, null),
                told(3, Outcome.NOTIFIED, null),
                told(4, Outcome.COLLAPSED, 5L),
                told(8, Outcome.REFUSED, null));
        for (var seed = 0; seed < 50; seed++) {
            var shuffled = new ArrayList<>(sorted);
            Collections.shuffle(shuffled, new Random(seed));
            shuffled.sort(RecipientNotifier.ORDER);
            assertThat(shuffled).isEqualTo(sorted);
        }
    }
}
