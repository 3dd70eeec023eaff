package org.belfry.access.jwt;

import java.io.IOException;
import java.security.Key;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Logger;
import org.belfry.platform.Characters;
import org.belfry.platform.UnixTime;
import org.jose4j.http.Get;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.VerificationJwkSelector;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * The keys that an identity provider publishes at a URL (RFC 7517), as they were when it was last asked.
 *
 * <p>jose4j's own HttpsJwks asks again for each unknown key that comes when the URL cannot be reached, lets all requests
 * wait for that, and keeps old keys for ever.
 */
final class Jwks {

    private static final Logger LOG = Logger.getLogger(Jwks.class.getName());

    /** Seconds after which the URL is asked again. */
    static final long FRESH = 600;

    /** Seconds between two questions at least, whatever unknown keys strangers come with. */
    static final long PAUSE = 5;

    /** Seconds for which the last known keys are good while the URL cannot be reached. */
    static final long KEPT = 24 * 3600L;

    private static final int TIMEOUT_MILLIS = 3000;
    private static final int MAX_BYTES = 524_288;
    private static final VerificationJwkSelector SELECTOR = new VerificationJwkSelector();

    /** @param failed whether the last question, at {@code askedAt}, was not answered */
    private record Known(List<JsonWebKey> keys, long fetchedAt, long askedAt, boolean failed) {

        List<JsonWebKey> usable(long now) {
            return now - fetchedAt <= KEPT ? keys : List.of();
        }
    }

    private final String url;
    private final UnixTime time;
    private final Get http = new Get();
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Known known = new Known(List.of(), 0, 0, false);

    Jwks(String url, UnixTime time) {
        this.url = url;
        this.time = time;
        http.setConnectTimeout(TIMEOUT_MILLIS);
        http.setReadTimeout(TIMEOUT_MILLIS);
        http.setRetries(0);
        http.setResponseBodySizeLimit(MAX_BYTES);
    }

    /** The key that may have signed it; empty where the provider publishes none, or cannot be reached. */
    Optional<Key> keyOf(JsonWebSignature signature) {
        var present = known;
        if (time.now() - present.fetchedAt() > FRESH) {
            present = ask(present);
        }
        var key = select(signature, present);
        return key.isPresent() ? key : select(signature, ask(present));
    }

    private Optional<Key> select(JsonWebSignature signature, Known from) {
        try {
            return Optional.ofNullable(
                            SELECTOR.selectWithVerifySignatureDisambiguate(signature, from.usable(time.now())))
                    .map(JsonWebKey::getKey);
        } catch (JoseException | RuntimeException e) {
            // The header that says which key is a stranger's.
            return Optional.empty();
        }
    }

    /** One asks at a time. The others wait for the answer, unless the last question was not answered. */
    private Known ask(Known seen) {
        if (!seen.failed()) {
            asking.lock();
        } else if (!asking.tryLock()) {
            return seen;
        }
        try {
            if (known == seen && time.now() - seen.askedAt() >= PAUSE) {
                known = fetch(seen);
            }
            return known;
        } finally {
            asking.unlock();
        }
    }

    private Known fetch(Known old) {
        try {
            var keys = List.copyOf(new JsonWebKeySet(http.get(url).getBody()).getJsonWebKeys());
            if (old.failed()) {
                LOG.info(() -> "The keys at " + shown() + " can be fetched again");
            }
            return new Known(keys, time.now(), time.now(), false);
        } catch (IOException | JoseException | RuntimeException e) {
            if (!old.failed()) {
                LOG.warning(() -> "The keys at " + shown()
                        + " cannot be fetched. Tokens signed with unknown keys are rejected until they can: "
                        + String.valueOf(e).replace(url, shown()));
            }
            return new Known(old.keys(), old.fetchedAt(), time.now(), true);
        }
    }

    /** For the log: without the query, which may hold a secret. */
    private String shown() {
        return Characters.split(Characters.split(url, '?').get(0), '#').get(0);
    }
}
