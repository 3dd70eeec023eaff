package org.belfry.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonOutputTest {

    @Test
    void nullIsWrittenAsNull() {
        assertThat(JsonOutput.quoted(null)).isEqualTo("null");
        assertThat(JsonOutput.object()
                        .add("text", JsonOutput.of((String) null))
                        .add("number", JsonOutput.of((Long) null))
                        .build())
                .hasToString("{\"text\":null,\"number\":null}");
    }

    @Test
    void aQuotedTextIsReadBackAsItWas() {
        for (var seed = 0; seed < 2000; seed++) {
            var random = new Random(seed);
            var text = new StringBuilder();
            for (var i = random.nextInt(30); i > 0; i--) {
                var point = random.nextInt(3) == 0 ? random.nextInt(0x80) : random.nextInt(0x110000);
                text.appendCodePoint(point >= 0xD800 && point < 0xE000 ? '"' : point);
            }
            assertThat(JsonBodies.parse("{\"it\":" + JsonOutput.quoted(text.toString()) + "}")
                            .getString("it"))
                    .as("seed %s", seed)
                    .isEqualTo(text.toString());
        }
    }
}
