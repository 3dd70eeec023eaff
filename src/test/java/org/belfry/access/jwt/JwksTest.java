package org.belfry.access.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.belfry.platform.UnixTime;
import org.belfry.testing.IdentityProvider;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JwksTest {

    private final AtomicLong now = new AtomicLong(1_800_000_000);
    private final IdentityProvider provider = new IdentityProvider(0);
    private final PublicJsonWebKey first = provider.publish(IdentityProvider.key("first", "EdDSA"));
    private final PublicJsonWebKey second = IdentityProvider.key("second", "EdDSA");
    private final Jwks keys = new Jwks(provider.url(), new UnixTime(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochSecond(now.get());
        }
    }));

    @AfterEach
    void close() {
        provider.close();
    }

    private boolean knows(PublicJsonWebKey key) {
        var claims = IdentityProvider.claims("ada", now.get()).toJson();
        var jwt = Jwt.parse(IdentityProvider.sign(key, claims, header -> {})).orElseThrow();
        return keys.keyOf(jwt.signature()).filter(key.getPublicKey()::equals).isPresent();
    }

    @Test
    void theKeysAreAskedForOnce() {
        for (var i = 0; i < 20; i++) {
            assertThat(knows(first)).isTrue();
        }
        assertThat(provider.requests()).isEqualTo(1);

        now.addAndGet(Jwks.FRESH);
        assertThat(knows(first)).isTrue();
        assertThat(provider.requests()).isEqualTo(1);
        now.addAndGet(1);
        assertThat(knows(first)).isTrue();
        assertThat(provider.requests()).isEqualTo(2);
    }

    @Test
    void aNewKeyIsKnownWhenItsFirstTokenComes() {
        assertThat(knows(first)).isTrue();
        provider.publish(second);
        now.addAndGet(Jwks.PAUSE);

        assertThat(knows(second)).isTrue();
        assertThat(knows(first)).isTrue();
    }

    @Test
    void aKeyThatWasWithdrawnIsForgotten() {
        assertThat(knows(first)).isTrue();
        provider.publish(second);
        provider.withdraw(first);
        now.addAndGet(Jwks.FRESH + 1);

        assertThat(knows(first)).isFalse();
        assertThat(knows(second)).isTrue();
    }

    @Test
    void unknownKeysDoNotMakeUsHammer() {
        for (var i = 0; i < 50; i++) {
            assertThat(knows(second)).isFalse();
        }
        assertThat(provider.requests()).isEqualTo(1);

        now.addAndGet(Jwks.PAUSE);
        for (var i = 0; i < 50; i++) {
            assertThat(knows(second)).isFalse();
        }
        assertThat(provider.requests()).isEqualTo(2);
    }

    @Test
    void theLastKeysAreGoodForADayWhileTheUrlDoesNotAnswer() {
        assertThat(knows(first)).isTrue();
        provider.answerWith(503);
        now.addAndGet(Jwks.KEPT);
        assertThat(knows(first)).isTrue();
        now.addAndGet(1);
        assertThat(knows(first)).isFalse();

        provider.answerWith(200);
        now.addAndGet(Jwks.PAUSE);
        assertThat(knows(first)).isTrue();
    }

    @Test
    void withNothingKnownNothingIsVerifiedAndTheUrlIsNotHammered() {
        provider.answerWith(500);
        for (var i = 0; i < 50; i++) {
            assertThat(knows(first)).isFalse();
        }
        assertThat(provider.requests()).isEqualTo(1);

        provider.answerWith(200);
        now.addAndGet(Jwks.PAUSE);
        assertThat(knows(first)).isTrue();
    }

    @Test
    void aUrlWithNobodyBehindItIsNoFailure() {
        provider.close();

        assertThat(knows(first)).isFalse();
    }

    @Test
    void thoseWhoComeAtOnceShareOneAnswer() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try {
            var answers = new ArrayList<Future<Boolean>>();
            for (var i = 0; i < 40; i++) {
                answers.add(threads.submit(() -> knows(first)));
            }
            for (var answer : answers) {
                assertThat(answer.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(provider.requests()).isEqualTo(1);
    }
}
