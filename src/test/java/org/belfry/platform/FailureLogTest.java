package org.belfry.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FailureLogTest {

    private record Line(String text, Throwable thrown) {}

    private final List<Line> lines = new ArrayList<>();
    private long now;
    private final FailureLog failures = new FailureLog((text, thrown) -> lines.add(new Line(text, thrown)), () -> now);

    private void fail(int times) {
        for (var i = 0; i < times; i++) {
            failures.log("Request failed, trace " + i, new IllegalStateException("line\nbreak"));
        }
    }

    @Test
    void theFirstOfAKindHasItsStackTraceTheNextAreLinesAndTheRestIsCounted() {
        fail(1_000);

        assertThat(lines).hasSize(FailureLog.LINES);
        assertThat(lines.get(0).thrown()).isNotNull();
        assertThat(lines.subList(1, FailureLog.LINES)).allSatisfy(entry -> {
            assertThat(entry.thrown()).isNull();
            assertThat(entry.text()).contains("trace").doesNotContain("\n");
        });

        lines.clear();
        now = TimeUnit.MINUTES.toNanos(1);
        fail(1);

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).text()).isEqualTo("980 more failures like the next one were not logged");
        assertThat(lines.get(1).thrown()).isNotNull();
    }

    @Test
    void eachKindIsLimitedByItself() {
        fail(1_000);
        lines.clear();

        failures.log("Another", new IllegalArgumentException("x"));

        assertThat(lines).singleElement().satisfies(entry -> assertThat(entry.thrown())
                .isNotNull());
    }

    @Test
    void theStackTraceOfAnOverflowIsCut() {
        var overflow = new StackOverflowError();
        var frames = new StackTraceElement[1_024];
        Arrays.fill(frames, new StackTraceElement("A", "a", "A.java", 1));
        overflow.setStackTrace(frames);

        failures.log("Request failed", new IllegalStateException(overflow));

        assertThat(lines.get(0).thrown().getCause().getStackTrace()).hasSize(FailureLog.FRAMES);
    }
}
