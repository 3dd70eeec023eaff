package org.belfry.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTest {

    private static final SecretColumn COLUMN = SecretColumn.WEBHOOK_SECRET;
    private static final String TEXT = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final MasterKey key = MasterKey.random();
    private final KeyRing ring = new KeyRing(key, Optional.empty());

    @ParameterizedTest
    @ValueSource(strings = {"", "x", TEXT, "\uD83D\uDD14 e\u0301\n"})
    void decryptsWhatItEncrypted(String text) {
        assertThat(ring.decrypt(COLUMN, 7L, ring.encrypt(COLUMN, 7L, text))).isEqualTo(text);
    }

    @Test
    void theLongestSecretFitsItsColumn() {
        assertThat(ring.encrypt(COLUMN, Long.MAX_VALUE, "x".repeat(200)).stored())
                .hasSizeLessThanOrEqualTo(400);
    }

    @Test
    void theSameTextIsEncryptedDifferentlyEachTime() {
        var encrypted = ring.encrypt(COLUMN, 7L, TEXT);

        assertThat(encrypted.stored()).startsWith("v1:" + key.id() + ":").doesNotContain("whsec");
        assertThat(ring.encrypt(COLUMN, 7L, TEXT)).isNotEqualTo(encrypted);
        assertThat(encrypted.toString()).isEqualTo("encrypted with key " + key.id());
    }

    @Test
    void aTextMovedToAnotherRowOrColumnIsRefused() {
        var encrypted = ring.encrypt(COLUMN, 7L, TEXT);

        assertRefused(ring, COLUMN, 8L, encrypted);
        assertRefused(ring, SecretColumn.PREVIOUS_WEBHOOK_SECRET, 7L, encrypted);
        assertRefused(ring, SecretColumn.SCHEDULE_SECRET, 7L, encrypted);
    }

    @Test
    void everyChangedByteIsNoticed() {
        var encrypted = ring.encrypt(COLUMN, 7L, TEXT);
        var data = Base64.getDecoder().decode(encrypted.data());
        for (var index = 0; index < data.length; index++) {
            var changed = data.clone();
            changed[index] ^= 1;
            assertRefused(
                    ring,
                    COLUMN,
                    7L,
                    EncryptedText.of(key.id(), Base64.getEncoder().encodeToString(changed)));
        }
        for (var length : new int[] {0, 11, 12, 27, data.length - 1}) {
            var cut = Base64.getEncoder().encodeToString(Arrays.copyOf(data, length));
            assertRefused(ring, COLUMN, 7L, EncryptedText.of(key.id(), cut));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", TEXT, "v1:", "v1:0123456789abcdef:", "v2:0123456789abcdef:AAAA", "v1:0123456789ABCDEF:AAAA"})
    void whatIsNotEncryptedIsNeverTakenForASecret(String stored) {
        assertRefused(ring, COLUMN, 7L, new EncryptedText(stored));
    }

    @Test
    void aPreviousKeyDecryptsAndNeverEncrypts() {
        var next = new KeyRing(MasterKey.random(), Optional.of(key));
        var old = ring.encrypt(COLUMN, 7L, TEXT);

        assertThat(next.decrypt(COLUMN, 7L, old)).isEqualTo(TEXT);
        assertThat(next.encrypt(COLUMN, 7L, TEXT).keyId())
                .isEqualTo(next.current().id());
        assertRefused(new KeyRing(next.current(), Optional.empty()), COLUMN, 7L, old);
        assertRefused(ring, COLUMN, 7L, next.encrypt(COLUMN, 7L, TEXT));
    }

    @Test
    void aKeyIsCheckedWithoutBeingStored() {
        var kept = new DatabaseKey(key, 1000);

        assertThat(kept.fits(key)).isTrue();
        assertThat(kept.fits(MasterKey.random())).isFalse();
        assertThat(kept.keyId()).isEqualTo(key.id());
    }

    private static void assertRefused(KeyRing by, SecretColumn column, Object row, EncryptedText text) {
        assertThatThrownBy(() -> by.decrypt(column, row, text))
                .isInstanceOf(UndecryptableException.class)
                .hasMessageContaining(column.table() + '.' + column.column())
                .hasMessageContaining("row " + row)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(TEXT));
    }
}
