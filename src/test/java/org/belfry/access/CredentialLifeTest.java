package org.belfry.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialLifeTest {

    private static final Organization ORGANIZATION = new Organization("default", "Default", true, 0);

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, 0, false",
                "-, 9223372036854775807, false",
                "100, 99, false",
                "100, 100, true",
                "100, 101, true"
            })
    void aKeyIsRefusedFromTheSecondItExpires(Long expiresAt, long now, boolean expected) {
        var key = new ApiKey(ORGANIZATION, null, "key", "hash", Role.VIEWER, 0, expiresAt);

        assertThat(key.expired(now)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1000, true", "44199, true", "44200, false", "44201, false"})
    void aSessionLastsTwelveHours(long now, boolean expected) {
        var account = new Account(ORGANIZATION, "ada", "ada", "hash", null, 0);

        assertThat(new AccountSession(account, "hash", 1000).valid(now)).isEqualTo(expected);
    }
}
