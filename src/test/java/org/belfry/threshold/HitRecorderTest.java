package org.belfry.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import org.belfry.inbox.Event.Content;
import org.belfry.threshold.Threshold.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HitRecorderTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "execution.failed, -,    -,    true",
                "execution.failed, -,    a,    true",
                "execution.failed, a,    a,    true",
                "execution.failed, a,    b,    false",
                "execution.failed, a,    -,    false",
                "mention,          -,    -,    false"
            })
    void onlyEventsOfTheTypeAndTheKeyCount(String type, String key, String eventKey, boolean counts) {
        var condition = new Condition("execution.failed", key, null, 2, 60, 1);

        assertThat(HitRecorder.counts(condition, content(type, eventKey, null))).isEqualTo(counts);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-                      | 0",
                "{}                     | 0",
                "{\"tokens\":7}         | 7",
                "{\"tokens\":7.9}       | 7",
                "{\"tokens\":0.9}       | 0",
                "{\"tokens\":-7}        | 0",
                "{\"tokens\":\"7\"}     | 0",
                "{\"tokens\":null}      | 0",
                "{\"tokens\":1e300}     | 1000000000000",
                "{\"x\":{\"tokens\":7}} | 0"
            })
    void whatIsAddedUpIsAPositiveNumber(String data, long weight) {
        var condition = new Condition("execution.completed", null, "tokens", 2, 60, 1);

        assertThat(HitRecorder.weight(condition, content("execution.completed", null, data)))
                .isEqualTo(weight);
    }

    @Test
    void withoutAMemberToAddUpEachEventCountsOnce() {
        var condition = new Condition("mention", null, null, 2, 60, 1);

        assertThat(HitRecorder.weight(condition, content("mention", null, null)))
                .isEqualTo(1);
    }

    @Test
    void eventsWithoutAKeyAreApartFromThoseWithAnEmptyOne() {
        assertThat(HitRecorder.hash(null)).isNotEqualTo(HitRecorder.hash(""));
    }

    private static Content content(String type, String key, String data) {
        return new Content("p", null, type, "c", "low", "t", null, null, null, key, data);
    }
}
