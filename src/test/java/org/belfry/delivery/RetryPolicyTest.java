package org.belfry.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {

    private static final RetryPolicy DOUBLING = RetryPolicy.doubling(24, 0);
    private static final RetryPolicy TIMES = RetryPolicy.of(List.of(5L, 300L, 1800L), 86_400);

    @ParameterizedTest
    @CsvSource({
        "1,  0,   4",
        "1,  0.5, 5",
        "1,  1,   6",
        "2,  0,   8",
        "2,  0.5, 10",
        "2,  1,  12",
        "5,  0.5, 80",
        "10, 0.5, 2560",
        "11, 0.5, 3600",
        "20, 0.5, 3600",
        "1000, 0.5, 3600",
        "2147483647, 1, 4320",
    })
    void theWaitingDoublesFromFiveSecondsToAnHour(int attempts, double chance, long expected) {
        assertThat(DOUBLING.wait(attempts, chance)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 5", "1, 1, 6", "2, 0, 300", "2, 1, 330", "3, 0, 1800", "3, 1, 1980", "9, 0, 1800"})
    void publishedTimesAreNeverShorter(int attempts, double chance, long expected) {
        assertThat(TIMES.wait(attempts, chance)).isEqualTo(expected);
    }

    @Test
    void publishedTimesSayHowManyAttemptsThereAre() {
        assertThat(TIMES.maxAttempts()).isEqualTo(4);
    }

    @Test
    void chanceSpreadsTheWaitingByAFifthEitherWay() {
        var random = new Random(1);
        for (var i = 0; i < 10_000; i++) {
            var attempts = 1 + random.nextInt(100);
            var middle = DOUBLING.wait(attempts, 0.5);
            assertThat((double) DOUBLING.wait(attempts, random.nextDouble()))
                    .as("attempt %s", attempts)
                    .isBetween(0.8 * middle - 0.5, 1.2 * middle + 0.5);
        }
    }

    @Test
    void moreAttemptsNeverWaitForLessWithTheSameChance() {
        var random = new Random(2);
        for (var i = 0; i < 1000; i++) {
            var chance = random.nextDouble();
            for (var attempts = 1; attempts < 40; attempts++) {
                assertThat(DOUBLING.wait(attempts + 1, chance))
                        .as("attempt %s, chance %s", attempts, chance)
                        .isGreaterThanOrEqualTo(DOUBLING.wait(attempts, chance));
            }
        }
    }
}
