package org.belfry.encryption;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.Arrays;
import java.util.logging.Logger;
import org.belfry.platform.Migrations.DatabaseMigrated;

/** At start: checks the key, and encrypts secrets that are not encrypted with it. */
@ApplicationScoped
class EncryptionStart {

    private static final Logger LOG = Logger.getLogger(EncryptionStart.class.getName());

    @Inject
    private KeyCheck check;

    @Inject
    private Reencryption reencryption;

    /** Before anything else at start, which may store secrets. */
    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) DatabaseMigrated migrated) {
        var key = check.admit().current();
        var count = Arrays.stream(SecretColumn.values())
                .filter(SecretColumn::isReencrypted)
                .mapToLong(column -> reencrypt(column, key.id()))
                .sum();
        LOG.info(() -> "Secrets in the database are encrypted with the " + key
                + (count == 0 ? "" : "; " + count + " of them were not until now"));
    }

    private long reencrypt(SecretColumn column, String keyId) {
        var count = 0L;
        int last;
        do {
            last = reencryption.step(column, keyId);
            count += last;
        } while (last == Reencryption.STEP);
        return count;
    }
}
