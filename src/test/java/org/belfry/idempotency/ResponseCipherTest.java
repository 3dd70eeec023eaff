package org.belfry.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseCipherTest {

    private static final String SECRET = "{\"key\":\"bfy_secret\"}";

    @ParameterizedTest
    @ValueSource(strings = {"", "x", SECRET, "\uD83D\uDD14 e\u0301\n"})
    void whoHasTheSameSecretReadsIt(String text) {
        assertThat(new ResponseCipher("s").decrypt(new ResponseCipher("s").encrypt(text)))
                .isEqualTo(text);
    }

    @Test
    void nobodyElseDoes() {
        var sealed = new ResponseCipher("s").encrypt(SECRET);
        assertThatThrownBy(() -> new ResponseCipher("t").decrypt(sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nothingOfItCanBeSeen() {
        var sealed = new ResponseCipher("s").encrypt(SECRET);
        assertThat(sealed).doesNotContain("bfy_");
        assertThat(new String(Base64.getDecoder().decode(sealed), StandardCharsets.ISO_8859_1))
                .doesNotContain("bfy_")
                .doesNotContain("secret");
        assertThat(new ResponseCipher("s").encrypt(SECRET)).isNotEqualTo(sealed);
    }

    @Test
    void whatWasChangedIsRefused() {
        var bytes = Base64.getDecoder().decode(new ResponseCipher("s").encrypt(SECRET));
        bytes[20] ^= 1;
        var changed = Base64.getEncoder().encodeToString(bytes);
        assertThatThrownBy(() -> new ResponseCipher("s").decrypt(changed)).isInstanceOf(IllegalStateException.class);
    }
}
