package org.belfry.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyTest {

    private static final String HEX = "8f0c3a51d27be694103fa85c7e2b961d4470c5e8a93f12b6de0764fb1c859a3e";

    /** RFC 5869, test case 1, as far as a key needs it, and test case 3 (without salt and info). */
    @Test
    void derivesAsRfc5869Says() {
        var salt = HexFormat.of().parseHex("000102030405060708090a0b0c");
        var secret = HexFormat.of().parseHex("0b".repeat(22));
        var info = new String(
                HexFormat.of().parseHex("f0f1f2f3f4f5f6f7f8f9"), java.nio.charset.StandardCharsets.ISO_8859_1);

        assertThat(HexFormat.of().formatHex(MasterKey.hkdf(salt, secret, info)))
                .isEqualTo("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
        assertThat(HexFormat.of().formatHex(MasterKey.hkdf(null, secret, "")))
                .isEqualTo("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
    }

    @Test
    void isReadInEachForm() {
        var bytes = HexFormat.of().parseHex(HEX);
        var key = MasterKey.parse("KEY", HEX);

        assertThat(MasterKey.parse("KEY", " " + HEX.toUpperCase(java.util.Locale.ROOT) + "\n"))
                .isEqualTo(key);
        assertThat(MasterKey.parse("KEY", Base64.getEncoder().encodeToString(bytes)))
                .isEqualTo(key);
        assertThat(MasterKey.parse(
                        "KEY", Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
                .isEqualTo(key);
        assertThat(MasterKey.parse("KEY", key.hexadecimal())).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "8f0c3a51d27be694103fa85c7e2b961d4470c5e8a93f12b6de0764fb1c859a",
                "8f0c3a51d27be694103fa85c7e2b961d4470c5e8a93f12b6de0764fb1c859a3e00",
                "zf0c3a51d27be694103fa85c7e2b961d4470c5e8a93f12b6de0764fb1c859a3e",
                "jww6UdJ75pQQP6hcfiuWHURwxeipPxK23gdk+xyFmg==",
                "???"
            })
    void anythingElseIsRefusedWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> MasterKey.parse("BELFRY_SECRET_KEY", text))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("BELFRY_SECRET_KEY must be 32 random bytes")
                .satisfies(e -> assertThat(text.isEmpty() || !e.getMessage().contains(text))
                        .isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "ab", "0123456789abcdef"})
    void aKeyThatRepeatsItselfIsRefused(String part) {
        var text = part.repeat(64 / part.length());
        assertThatThrownBy(() -> MasterKey.parse("BELFRY_SECRET_KEY", text))
                .hasMessageStartingWith("BELFRY_SECRET_KEY is not random");
    }

    @Test
    void aDigestDependsOnTheKey() {
        var key = MasterKey.parse("KEY", HEX);

        assertThat(key.digest("guess"))
                .matches("[0-9a-f]{64}")
                .isEqualTo(MasterKey.parse("KEY", HEX).digest("guess"));
        assertThat(key.digest("Guess")).isNotEqualTo(key.digest("guess"));
        assertThat(MasterKey.random().digest("guess")).isNotEqualTo(key.digest("guess"));
    }

    @Test
    void theIdSaysNothingOfTheKey() {
        var key = MasterKey.random();

        assertThat(key.id()).matches("[0-9a-f]{16}");
        assertThat(key.hexadecimal()).doesNotContain(key.id());
        assertThat(key.toString()).isEqualTo("key " + key.id());
        assertThat(MasterKey.random().id()).isNotEqualTo(key.id());
    }
}
