package org.belfry.delivery.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnsubscribeTokenTest {

    private static final String SECRET = "a secret of this installation";
    private static final UnsubscribeToken TOKEN = new UnsubscribeToken(7, 4711, "task_assigned");

    @Test
    void whatWasSignedIsReadBack() {
        for (var token : List.of(
                TOKEN,
                new UnsubscribeToken(Long.MAX_VALUE, 1, "x"),
                new UnsubscribeToken(1, 1, "made up \uD83D\uDD14 & <odd>\n"))) {
            assertThat(token.signed(SECRET)).matches("[A-Za-z0-9_-]+").isEqualTo(token.signed(SECRET));
            assertThat(UnsubscribeToken.read(token.signed(SECRET), SECRET)).contains(token);
        }
        assertThat(new UnsubscribeToken(1, 1, "日".repeat(200)).signed(SECRET)).hasSizeLessThan(900);
    }

    @Test
    void noBitOfItCanBeChanged() {
        var bytes = Base64.getUrlDecoder().decode(TOKEN.signed(SECRET));
        for (var i = 0; i < bytes.length * 8; i++) {
            var changed = bytes.clone();
            changed[i / 8] ^= (byte) (1 << i % 8);
            assertThat(UnsubscribeToken.read(
                            Base64.getUrlEncoder().withoutPadding().encodeToString(changed), SECRET))
                    .isEmpty();
        }
    }

    @Test
    void thereIsOneWayToWriteItAndNoShorterOrLongerOne() {
        var text = TOKEN.signed(SECRET);
        for (var i = 0; i < text.length(); i++) {
            assertThat(UnsubscribeToken.read(text.substring(0, i), SECRET)).isEmpty();
        }
        for (var other : List.of(text + "=", text + "==", text + "A", "A" + text, text + " ", text + "\n")) {
            assertThat(UnsubscribeToken.read(other, SECRET)).isEmpty();
        }
        var last = text.charAt(text.length() - 1);
        for (var c : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".toCharArray()) {
            if (c != last) {
                assertThat(UnsubscribeToken.read(text.substring(0, text.length() - 1) + c, SECRET))
                        .isEmpty();
            }
        }
    }

    @Test
    void itIsOfThisInstallation() {
        assertThat(UnsubscribeToken.read(TOKEN.signed("another secret"), SECRET))
                .isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "x", "nonsense", "%%%", "....", "null", "AAAAAAAAAAEAAAAAAAAACW1lbnRpb24", "ä"})
    void nonsenseIsNone(String text) {
        assertThat(UnsubscribeToken.read(text, SECRET)).isEmpty();
        assertThat(UnsubscribeToken.read("A".repeat(1_000_000), SECRET)).isEmpty();
    }
}
