package org.belfry.access.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import org.belfry.testing.IdentityProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwtTest {

    @Test
    void aTokenLooksLikeOne() {
        var claims = IdentityProvider.claims("ada", 1_800_000_000).toJson();
        for (var algorithm : new String[] {"RS256", "ES256", "EdDSA"}) {
            assertThat(Jwt.isOne(IdentityProvider.sign(IdentityProvider.key("k", algorithm), claims, header -> {})))
                    .isTrue();
        }
        assertThat(Jwt.isOne("eyJhbGciOiJub25lIn0.e30."))
                .as("without a signature")
                .isTrue();
        assertThat(Jwt.isOne("eyJ" + "A".repeat(100_000) + ".e30.AAAA")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bfy_Zm9v",
                "test-admin-key-0123456789",
                "team.belfry.key",
                "a.b.c",
                "eyJhbGciOiJub25lIn0",
                "eyJhbGciOiJub25lIn0.e30",
                "eyJhbGciOiJub25lIn0.e30.a.b.c",
                "eyJhbGciOiJub25lIn0.e30.a b",
                "eyJhbGciOiJub25lIn0=.e30.a",
                "p:a.s&s?w.o%r$d",
                "..."
            })
    void anApiKeyDoesNot(String key) {
        assertThat(Jwt.isOne(key)).isFalse();
    }
}
