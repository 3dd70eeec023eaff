package org.belfry.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestCredentialsTest {

    private static String apiKey(Map<String, String> headers) {
        var byName = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(headers);
        return RequestCredentials.apiKey(byName::get);
    }

    @Test
    void aKeyComesInItsOwnHeader() {
        assertThat(apiKey(Map.of("X-API-Key", " secret "))).isEqualTo("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer secret", "bearer secret", "BEARER   secret ", "bEaReR secret"})
    void aKeyComesAsABearerTokenInAnyCase(String authorization) {
        assertThat(apiKey(Map.of("Authorization", authorization))).isEqualTo("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic c2VjcmV0", "Bearersecret", "Bearer", "", "secret", "Token bearer x"})
    void otherSchemesAreNoKey(String authorization) {
        assertThat(apiKey(Map.of("Authorization", authorization))).isNull();
    }

    @Test
    void nothingIsNoKey() {
        assertThat(apiKey(Map.of())).isNull();
        assertThat(apiKey(Map.of("X-API-Key", " "))).isNull();
    }

    @Test
    void theHeaderOfItsOwnGoesFirstUnlessItIsBlank() {
        assertThat(apiKey(Map.of("X-API-Key", "one", "Authorization", "Bearer two")))
                .isEqualTo("one");
        assertThat(apiKey(Map.of("X-API-Key", " ", "Authorization", "Bearer two")))
                .isEqualTo("two");
    }

    @Test
    void theCsrfTokenIsTheSessionsAndDoesNotGiveItAway() {
        assertThat(RequestCredentials.csrfToken("one"))
                .isEqualTo(RequestCredentials.csrfToken("one"))
                .isNotEqualTo(RequestCredentials.csrfToken("two"))
                .matches("[0-9a-f]{64}");
    }

    @Test
    void theSessionsTokenComesInItsCookie() {
        assertThat(RequestCredentials.session(Map.of("Cookie", "belfry_session=abc")::get))
                .isEqualTo("abc");
        assertThat(RequestCredentials.session(Map.of("Cookie", "a=b; belfry_session=abc; c=d")::get))
                .isEqualTo("abc");
        assertThat(RequestCredentials.session(Map.of("Cookie", "a=b; xbelfry_session=abc;=;;belfry_session")::get))
                .isNull();
        assertThat(RequestCredentials.session(Map.<String, String>of()::get)).isNull();
    }

    @Test
    void aHeaderWinsOverTheCookie() {
        var both = Map.of("x-api-key", "key", "Cookie", "belfry_session=abc");
        assertThat(RequestCredentials.secret(both::get)).isEqualTo("key");
        assertThat(RequestCredentials.secret(Map.of("Cookie", "belfry_session=abc")::get))
                .isEqualTo("abc");
        assertThat(RequestCredentials.secret(Map.<String, String>of()::get)).isNull();
    }
}
