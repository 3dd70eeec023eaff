package org.belfry.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.belfry.platform.Problem.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageCursorTest {

    private static void assertRefused(String text) {
        var problem = catchThrowableOfType(Problem.class, () -> PageCursor.decode(text));

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.violations())
                .containsExactly(new Violation("cursor", "is not a cursor from an earlier response"));
    }

    @Test
    void aPositionIsReadBackAsItWas() {
        var random = new Random(3);
        for (var i = 0; i < 2000; i++) {
            var cursor = new PageCursor(
                    random.nextLong() >>> 1 >>> random.nextInt(63), random.nextLong() >>> 1 >>> random.nextInt(63));
            assertThat(cursor.encode()).matches("[A-Za-z0-9_-]+");
            assertThat(PageCursor.decode(cursor.encode())).isEqualTo(cursor);
        }
    }

    @Test
    void noPositionIsNone() {
        assertThat(PageCursor.decode(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "%%%", "é", "\uD83D\uDD14", "\u0000", "MTo=x", "AAAA", "----", "1:2", "null"})
    void garbageIsRefused(String text) {
        assertRefused(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "1",
                "1:",
                ":1",
                "1:2:3",
                "1:x",
                "-1:2",
                "1:+2",
                "1.0:2",
                "9223372036854775808:1",
                "1:2 ",
                "1;2",
                "1:2; drop table"
            })
    void whatIsWellEncodedButNoPositionIsRefused(String content) {
        assertRefused(Base64.getUrlEncoder().withoutPadding().encodeToString(content.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void noGarbageAtAllGetsThroughAsAnotherError() {
        for (var seed = 0; seed < 5000; seed++) {
            var random = new Random(seed);
            var bytes = new byte[random.nextInt(24)];
            random.nextBytes(bytes);
            // A zero byte is in no position.
            var spoilt = Base64.getUrlEncoder().encodeToString(bytes) + "AAAA";
            assertRefused(spoilt);
            assertRefused(new String(bytes, StandardCharsets.ISO_8859_1) + "!");
        }
    }
}
