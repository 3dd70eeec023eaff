package org.belfry.delivery.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Leaves the samples in {@code target/emails}, to be opened in a browser. */
class SamplesTest {

    static Stream<String> samples() {
        return Samples.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSampleIsWholeInEveryMailReader(String name) throws IOException {
        var text = Samples.all().get(name);
        var folder = Files.createDirectories(Path.of("target", "emails"));
        Files.writeString(folder.resolve(name + ".html"), text.html());
        Files.writeString(folder.resolve(name + ".txt"), text.plain());

        assertThat(text.html().getBytes(StandardCharsets.UTF_8).length).isLessThan(102_000);
        assertThat(text.html()).doesNotContain("<img", "<script", "null", "{0}");
        assertThat(text.plain()).doesNotContain("null", "{0}", "<");
    }
}
