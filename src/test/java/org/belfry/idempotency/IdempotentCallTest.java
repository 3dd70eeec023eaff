package org.belfry.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.belfry.access.Caller;
import org.belfry.access.Issuance;
import org.belfry.access.Role;
import org.junit.jupiter.api.Test;

class IdempotentCallTest {

    private static final long NOW = 1000;

    private static Caller caller(Caller.Kind kind, long id) {
        return new Caller(kind, id, "name", 1, "default", null, "ada", null);
    }

    private static Caller token(String recipient, long organization, Role role) {
        return new Caller(Caller.Kind.HOST_TOKEN, 0, recipient, organization, "code", role, recipient, 2000L);
    }

    private static IdempotentAttempt attempt(String body) {
        return attempt(caller(Caller.Kind.API_KEY, 1), "k", "/api/events?null", body);
    }

    private static IdempotentAttempt attempt(Caller caller, String key, String target, String body) {
        return IdempotentAttempt.of(
                caller, "secret", IdempotencyKey.parse(List.of(key)), target, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Else the next of a name would be given the answers of the one before. */
    @Test
    void aCallIsOfOneRecipientOfAName() {
        Function<Long, String> call = generation -> attempt(
                        new Caller(
                                Caller.Kind.KEY_TOKEN,
                                1,
                                "ada",
                                1,
                                "code",
                                null,
                                "ada",
                                2000L,
                                new Issuance(generation, null)),
                        "k",
                        "/",
                        "{}")
                .call();

        assertThat(call.apply(1L)).isEqualTo(call.apply(1L)).isNotEqualTo(call.apply(2L));
    }

    @Test
    void aCallIsKnownByItsCallerAndItsKey() {
        var call = attempt("{}").call();
        assertThat(attempt("{\"a\":1}").call()).isEqualTo(call);
        assertThat(List.of(
                        attempt(caller(Caller.Kind.API_KEY, 2), "k", "/", "{}"),
                        attempt(caller(Caller.Kind.SESSION, 1), "k", "/", "{}"),
                        attempt(token("ada", 1, null), "k", "/", "{}"),
                        attempt(token("ada", 2, null), "k", "/", "{}"),
                        attempt(token("ada", 1, Role.ADMIN), "k", "/", "{}"),
                        attempt(token("bob", 1, null), "k", "/", "{}"),
                        attempt(caller(Caller.Kind.API_KEY, 1), "K", "/", "{}")))
                .extracting(IdempotentAttempt::call)
                .doesNotContain(call)
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsAskedIsPathQueryAndBody() {
        var caller = caller(Caller.Kind.API_KEY, 1);
        assertThat(List.of(
                        attempt(caller, "k", "/a?null", "{}"),
                        attempt(caller, "k", "/a?null", "{ }"),
                        attempt(caller, "k", "/a?b", "{}"),
                        attempt(caller, "k", "/b?null", "{}"),
                        attempt(caller, "k", "/a?null", "")))
                .extracting(IdempotentAttempt::request)
                .doesNotHaveDuplicates();
    }

    @Test
    void whileTheFirstAttemptLastsAnotherIsTurnedAway() {
        var call = new IdempotentCall(attempt("{}"), NOW);
        assertThat(call.join(attempt("{}"), NOW + IdempotentCall.LEASE - 1))
                .isInstanceOf(IdempotencyDecision.InFlight.class);
    }

    @Test
    void whenTheLeaseHasRunOutTheNextAttemptGoesOnWithTheSameOperation() {
        var call = new IdempotentCall(attempt("{}"), NOW);
        var later = NOW + IdempotentCall.LEASE;
        assertThat(call.join(attempt("{}"), later)).isEqualTo(new IdempotencyDecision.Proceed(call.operation()));
        assertThat(call.join(attempt("{}"), later)).isInstanceOf(IdempotencyDecision.InFlight.class);
    }

    @Test
    void anotherRequestIsTurnedAwayWhateverBecameOfTheFirst() {
        var call = new IdempotentCall(attempt("{}"), NOW);
        for (var now : List.of(NOW, NOW + IdempotentCall.LEASE, NOW + IdempotentCall.LIFETIME - 1)) {
            assertThat(call.join(attempt("{\"a\":1}"), now)).isInstanceOf(IdempotencyDecision.KeyReused.class);
        }
    }

    @Test
    void afterADayTheKeyIsNewAgain() {
        var call = new IdempotentCall(attempt("{}"), NOW);
        var first = call.operation();
        assertThat(call.join(attempt("{\"a\":1}"), NOW + IdempotentCall.LIFETIME))
                .isEqualTo(new IdempotencyDecision.Proceed(call.operation()));
        assertThat(call.operation()).isNotEqualTo(first);
        assertThat(call.join(attempt("{}"), NOW + IdempotentCall.LIFETIME))
                .isInstanceOf(IdempotencyDecision.KeyReused.class);
    }

    @Test
    void anAnswerIsKeptWithItsMediaType() {
        for (var answer : List.of(
                new StoredResponse(201, "application/json", "{}"),
                new StoredResponse(200, "application/json;charset=UTF-8", "a\nb\n"),
                new StoredResponse(200, "text/plain", ""),
                new StoredResponse(204, null, null))) {
            assertThat(StoredResponse.decode(answer.status(), answer.encode())).isEqualTo(answer);
        }
    }
}
