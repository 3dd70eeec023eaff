package org.belfry.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClusterBusTest {

    private static final String SELF = "0d9bd2f6-7c4f-4a55-9a5c-5d2a3e1f7b10";

    @Test
    void aFewWordsAreOneMessage() {
        assertThat(ClusterBus.messages(SELF, List.of("inbox:7:42", "removed:8")))
                .containsExactly(SELF + " inbox:7:42 removed:8");
    }

    /** PostgreSQL refuses 8,000 bytes, and with them the whole statement. */
    @Test
    void manyWordsAreAsManyMessagesAsTheyNeedAndNoneIsLost() {
        var words = IntStream.range(0, 5_000)
                .mapToObj(number -> "inbox:" + number + ":" + 1_000_000_000L * number)
                .toList();

        var messages = ClusterBus.messages(SELF, words);

        assertThat(messages).hasSizeBetween(14, 20).allSatisfy(message -> assertThat(
                        message.getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThan(8_000)
                .startsWith(SELF.getBytes(StandardCharsets.UTF_8)));
        assertThat(messages.stream()
                        .flatMap(message -> Arrays.stream(message.split(" ")).skip(1)))
                .containsExactlyElementsOf(words);
    }
}
