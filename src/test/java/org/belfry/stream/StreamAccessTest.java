package org.belfry.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.belfry.access.Caller;
import org.belfry.access.CredentialVerifier;
import org.belfry.access.Issuance;
import org.belfry.access.Role;
import org.belfry.platform.PublicUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamAccessTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "http://bell.example.org, bell.example.org, true",
                "https://bell.example.org, bell.example.org, true",
                "https://bell.example.org:8181, bell.example.org:8181, true",
                "https://bell.example.org:8181, bell.example.org, false",
                "https://evil.example.org, bell.example.org, false",
                "https://bell.example.org.evil.org, bell.example.org, false",
                "https://evil.org/bell.example.org, bell.example.org, false",
                "https://x@bell.example.org, bell.example.org, false",
                "ftp://bell.example.org, bell.example.org, false",
                "null, bell.example.org, false",
                "'', bell.example.org, false",
                "-, bell.example.org, false",
                "https://bell.example.org, -, false",
                "-, -, false",
            })
    void onlyAPageOfTheSameHostIsOurOwn(String origin, String host, boolean expected) {
        assertThat(PublicUrl.isOwnOrigin(origin, host, Optional.empty())).isEqualTo(expected);
    }

    /** As where a proxy passes its own name on. */
    @Test
    void aPageOfThePublicUrlIsOurOwnToo() {
        var own = Optional.of("https://bell.example.org");
        assertThat(PublicUrl.isOwnOrigin("https://bell.example.org", "10.0.0.7:8080", own))
                .isTrue();
        assertThat(PublicUrl.isOwnOrigin("http://bell.example.org", "10.0.0.7:8080", own))
                .isFalse();
        assertThat(PublicUrl.isOwnOrigin(null, "10.0.0.7:8080", own)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "https://a.example.org, https://a.example.org, 99, true",
                "https://a.example.org, https://b.example.org, 99, false",
                "https://a.example.org, -, 99, false",
                "-, https://b.example.org, 99, true",
                "-, -, 99, true",
                "https://a.example.org, https://a.example.org, 100, false",
                "-, -, 101, false",
            })
    void aTicketIsGoodForItsOriginUntilItExpires(String origin, String present, long now, boolean expected) {
        var ticket = new StreamTicket("hash", Frames.WATCH.caller(), "ada", 2, origin, 100);

        assertThat(ticket.isGoodFor(present, now)).isEqualTo(expected);
    }

    @Test
    void aTicketRemembersTheCredentialItCameFrom() {
        var key = new StreamTicket("hash", Frames.WATCH.caller(), "ada", 2, null, 100);
        var person = new Caller(Caller.Kind.SESSION, 33, "ada", 1, "default", Role.VIEWER, "ada", null);
        var session = new StreamTicket("hash", person, "grace", 2, null, 100);

        assertThat(key.kind()).isEqualTo(Caller.Kind.API_KEY);
        assertThat(key.credentialId()).isEqualTo(1);
        assertThat(session.kind()).isEqualTo(Caller.Kind.SESSION);
        assertThat(session.credentialId()).isEqualTo(33);
        assertThat(session.recipient()).isEqualTo("grace");
        assertThat(session.generation()).isEqualTo(2);
        assertThat(key.isOfToken() || session.isOfToken()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"HOST_TOKEN, 0, OPERATOR, , 77", "KEY_TOKEN, 5, , 3, ", "SESSION_TOKEN, 6, , 0, "})
    void aTicketRemembersWhatTheTokenSaid(Caller.Kind kind, long madeWith, Role role, Long generation, Long issuedAt) {
        var issuance = new Issuance(generation, issuedAt);
        var caller = new Caller(kind, madeWith, "ada", 1, "acme", role, "ada", 5000L, issuance);
        var ticket = new StreamTicket("hash", caller, "ada", 2, null, 100);

        assertThat(ticket.isOfToken()).isTrue();
        assertThat(ticket.token())
                .isEqualTo(new CredentialVerifier.Token(kind, madeWith, "acme", "ada", role, 5000, issuance));
    }
}
