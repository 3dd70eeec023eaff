package org.belfry.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTest {

    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "'', abc, 3",
        "abc, '', 3",
        "abc, abc, 0",
        "abc, ABC, 0",
        "kitten, sitting, 3",
        "flaw, lawn, 2",
        "task_asigned, task_assigned, 1",
        "task.assigned, task_assigned, 1",
        "ab, ba, 2",
    })
    void itCountsInsertionsDeletionsAndReplacements(String one, String other, int expected) {
        assertThat(EditDistance.between(one, other)).isEqualTo(expected);
    }

    /** The definition, word for word. */
    private static int defined(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.length() + b.length();
        }
        var tailOfA = a.substring(1);
        var tailOfB = b.substring(1);
        if (a.charAt(0) == b.charAt(0)) {
            return defined(tailOfA, tailOfB);
        }
        return 1 + Math.min(defined(tailOfA, tailOfB), Math.min(defined(tailOfA, b), defined(a, tailOfB)));
    }

    private static String word(Random random) {
        return random.ints(random.nextInt(7), 'a', 'd')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void itIsTheDistanceOfTheDefinition() {
        for (var seed = 0; seed < 2000; seed++) {
            var random = new Random(seed);
            var one = word(random);
            var other = word(random);
            assertThat(EditDistance.between(one, other))
                    .as("%s to %s", one, other)
                    .isEqualTo(defined(one, other));
        }
    }

    @Test
    void itIsADistance() {
        for (var seed = 0; seed < 2000; seed++) {
            var random = new Random(seed);
            var a = word(random);
            var b = word(random);
            var c = word(random);
            assertThat(EditDistance.between(a, b)).isEqualTo(EditDistance.between(b, a));
            assertThat(EditDistance.between(a, b) == 0).isEqualTo(a.equals(b));
            assertThat(EditDistance.between(a, c))
                    .isLessThanOrEqualTo(EditDistance.between(a, b) + EditDistance.between(b, c));
        }
    }
}
