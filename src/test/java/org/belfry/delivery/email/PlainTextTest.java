package org.belfry.delivery.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void aLongLineIsBrokenBetweenWords() {
        assertThat(new PlainText().line("word ".repeat(16).strip()).toString())
                .isEqualTo("word ".repeat(15).strip() + "\nword\n");
        assertThat(new PlainText().line("x".repeat(76)).toString()).isEqualTo("x".repeat(76) + "\n");
        assertThat(new PlainText().line("x".repeat(100) + " y").toString()).isEqualTo("x".repeat(100) + "\ny\n");
        assertThat(new PlainText().line("  ", "    code " + "x".repeat(80)).toString())
                .isEqualTo("      code\n  " + "x".repeat(80) + "\n");
        assertThat(new PlainText().line("").line("   ").toString()).isEqualTo("\n\n");
    }

    @Test
    void noWordIsLostNoLineIsTooLongAndNoneEndsInABlank() {
        for (var seed = 0; seed < 3000; seed++) {
            var random = new Random(seed);
            var line = new StringBuilder();
            for (var i = random.nextInt(60); i >= 0; i--) {
                line.append(random.nextInt(9) == 0 ? "   " : " ")
                        .append(random.nextInt(5) == 0 ? "\uD83D\uDD14" : "é")
                        .append("x".repeat(random.nextInt(12)));
            }
            var text = new PlainText().line("> ", line.toString()).toString();

            assertThat(text.replace("> ", "").split("\\s+"))
                    .as("seed %s", seed)
                    .isEqualTo(line.toString().split("\\s+"));
            assertThat(text.lines())
                    .allMatch(broken -> broken.codePointCount(0, broken.length()) <= 76)
                    .noneMatch(broken -> broken.endsWith(" "));
        }
    }
}
