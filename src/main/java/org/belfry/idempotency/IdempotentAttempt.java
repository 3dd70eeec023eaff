package org.belfry.idempotency;

import java.nio.charset.StandardCharsets;
import org.belfry.access.Caller;
import org.belfry.platform.Secrets;

/**
 * One request with an {@code Idempotency-Key}, on its way through this node.
 *
 * @param call under which name the call is known: a digest of caller and key
 * @param whose who made it
 * @param request a digest of what is asked: method, path, query and body
 * @param owner this attempt alone
 * @param cipher encrypts and decrypts the answer
 */
record IdempotentAttempt(String call, Whose whose, String request, String owner, ResponseCipher cipher) {

    /**
     * Whose quota the call counts for.
     *
     * @param caller a digest of who calls
     * @param personal whether that is a person, or an agent of one inbox
     */
    record Whose(long organizationId, String caller, boolean personal) {}

    /**
     * Successive recipients of one name have separate calls.
     *
     * @param secret the caller's credential as it was presented; empty for a token, which is renewed while its bearer stays
     *     the same
     * @param target path and query as they were sent
     */
    static IdempotentAttempt of(Caller caller, String secret, IdempotencyKey key, String target, byte[] body) {
        var scope = caller.kind() + " " + caller.credentialId() + ' ' + caller.organizationId() + ' ' + caller.role()
                + ' ' + caller.recipient()
                + (caller.issuance() == null ? "" : " " + caller.issuance().generation());
        return new IdempotentAttempt(
                Secrets.sha256("call\0" + scope + '\0' + key.text()),
                new Whose(
                        caller.organizationId(),
                        Secrets.sha256("caller\0" + scope),
                        caller.kind() != Caller.Kind.API_KEY || caller.confined()),
                Secrets.sha256("POST\0" + target + '\0' + new String(body, StandardCharsets.ISO_8859_1)),
                Secrets.token(),
                new ResponseCipher(scope + '\0' + secret + '\0' + key.text()));
    }
}
