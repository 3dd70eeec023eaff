package org.belfry.access;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.util.Arrays;
import java.util.Map;
import org.belfry.platform.JsonInput;
import org.belfry.platform.Secrets;

/** Password hashes: PBKDF2 with HMAC-SHA-512, by the Jakarta Security implementation of the server. */
@ApplicationScoped
class Passwords {

    static final int SHORTEST = 10;
    static final int LONGEST = 1000;

    @Inject
    private Pbkdf2PasswordHash pbkdf2;

    private String hashOfNobody;

    @PostConstruct
    void strengthen() {
        pbkdf2.initialize(Map.of(
                "Pbkdf2PasswordHash.Algorithm", "PBKDF2WithHmacSHA512",
                "Pbkdf2PasswordHash.Iterations", "210000",
                "Pbkdf2PasswordHash.SaltSizeBytes", "32"));
        hashOfNobody = pbkdf2.generate(Secrets.token().toCharArray());
    }

    /**
     * Reads a new password, which is required.
     *
     * @param account and {@code organization}: names that must not make up the password; null if unknown
     */
    static String read(JsonInput input, String field, String account, String organization) {
        var password = input.requiredText(field, LONGEST);
        if (password != null && password.length() < SHORTEST) {
            input.reject(field, "must have %s to %s characters", SHORTEST, LONGEST);
        }
        if (password != null && password.equalsIgnoreCase(account)) {
            input.reject(field, "must not be the account's name");
        } else if (password != null
                && password.length() >= SHORTEST
                && WeakPasswords.isOne(password, Arrays.asList(account, organization))) {
            input.reject(field, "is too easy to guess: it is a common password, a pattern, or little more than a name");
        }
        return password;
    }

    public String hash(String password) {
        return pbkdf2.generate(password.toCharArray());
    }

    /** @param hash null where there is no such account: that takes just as long, and is always false */
    public boolean matches(String password, String hash) {
        var matches = pbkdf2.verify(password.toCharArray(), hash == null ? hashOfNobody : hash);
        return matches && hash != null;
    }
}
