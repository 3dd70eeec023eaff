package org.belfry.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealTest {

    private static final String SECRET = "{\"key\":\"bfy_secret\"}";

    @ParameterizedTest
    @ValueSource(strings = {"", "x", SECRET, "\uD83D\uDD14 e\u0301\n"})
    void whoHasTheSameSecretReadsIt(String text) {
        assertThat(new Seal("s").open(new Seal("s").close(text))).isEqualTo(text);
    }

    @Test
    void nobodyElseDoes() {
        var sealed = new Seal("s").close(SECRET);
        assertThatThrownBy(() -> new Seal("t").open(sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nothingOfItCanBeSeen() {
        var sealed = new Seal("s").close(SECRET);
        assertThat(sealed).doesNotContain("bfy_");
        assertThat(new String(Base64.getDecoder().decode(sealed), StandardCharsets.ISO_8859_1))
                .doesNotContain("bfy_")
                .doesNotContain("secret");
        assertThat(new Seal("s").close(SECRET)).isNotEqualTo(sealed);
    }

    @Test
    void whatWasChangedIsRefused() {
        var bytes = Base64.getDecoder().decode(new Seal("s").close(SECRET));
        bytes[20] ^= 1;
        var changed = Base64.getEncoder().encodeToString(bytes);
        assertThatThrownBy(() -> new Seal("s").open(changed)).isInstanceOf(IllegalStateException.class);
    }
}
