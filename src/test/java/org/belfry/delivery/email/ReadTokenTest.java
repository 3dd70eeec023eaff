package org.belfry.delivery.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadTokenTest {

    private static final String SECRET = "secret";
    private static final ReadToken TOKEN = new ReadToken(1, Long.MAX_VALUE, 3);

    @Test
    void whatWasSignedIsReadAgain() {
        assertThat(ReadToken.read(TOKEN.signed(SECRET), SECRET)).hasValue(TOKEN);
    }

    @Test
    void noBitOfItCanBeChanged() {
        var whole = Base64.getUrlDecoder().decode(TOKEN.signed(SECRET));
        for (var bit = 0; bit < whole.length * 8; bit++) {
            var changed = whole.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(ReadToken.read(Base64.getUrlEncoder().withoutPadding().encodeToString(changed), SECRET))
                    .isEmpty();
        }
    }

    /** As long as one to read is, and signed by us. */
    @Test
    void aTokenToUnsubscribeIsNone() {
        var other = new UnsubscribeToken(1, 2, "eight ch").signed(SECRET);
        assertThat(other).hasSameSizeAs(TOKEN.signed(SECRET));
        assertThat(ReadToken.read(other, SECRET)).isEmpty();
        assertThat(UnsubscribeToken.read(TOKEN.signed(SECRET), SECRET)).isEmpty();
    }

    @Test
    void itIsOfThisInstallation() {
        assertThat(ReadToken.read(TOKEN.signed("another"), SECRET)).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "x", "%%%", "null", "AAAAAAAAAAEAAAAAAAAACW1lbnRpb24", "ä"})
    void nonsenseIsNone(String text) {
        assertThat(ReadToken.read(text, SECRET)).isEmpty();
    }
}
