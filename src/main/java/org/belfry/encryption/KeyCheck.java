package org.belfry.encryption;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.logging.Logger;
import org.belfry.platform.RetryOnConflict;
import org.belfry.platform.UnixTime;

/** Finds the master key of this node, and refuses one that is not the database's. */
@ApplicationScoped
@Transactional
public class KeyCheck {

    private static final Logger LOG = Logger.getLogger(KeyCheck.class.getName());

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private EncryptionSettings settings;

    @Inject
    private SecretCipher cipher;

    @Inject
    private Event<KeyLost> lost;

    @Inject
    private UnixTime time;

    /**
     * Lets the cipher use the keys of this node. A database without a key is given that of this node; of two nodes that do so at
     * the same moment the second waits here, and is checked against the key of the first.
     *
     * @throws IllegalStateException with a sentence for a key that is not the database's
     */
    @RetryOnConflict
    public KeyRing admit() {
        var database = entities.find(DatabaseKey.class, DatabaseKey.CURRENT, LockModeType.PESSIMISTIC_WRITE);
        var file = settings.file();
        var own = settings.current().or(file::read);
        if (settings.current().isEmpty() && own.isPresent() && file.isOpenToOthers()) {
            LOG.warning(() -> "Other users can read " + file.path() + "; change its mode to 0600");
        }
        var previous = settings.previous().filter(key -> !own.equals(Optional.of(key)));
        if (database == null) {
            var key = own.orElseGet(MasterKey::random);
            entities.persist(new DatabaseKey(key, time.now()));
            entities.flush();
            return use(key, previous, own.isEmpty());
        }
        if (own.filter(database::fits).isPresent()) {
            return use(own.get(), previous, false);
        }
        if (previous.filter(database::fits).isPresent()) {
            var key = own.orElseGet(MasterKey::random);
            database.replace(key, time.now());
            entities.flush();
            return use(key, previous, own.isEmpty());
        }
        if (settings.lost().filter(database.keyId()::equals).isPresent()) {
            var key = own.orElseGet(MasterKey::random);
            database.replace(key, time.now());
            entities.flush();
            var ring = use(key, previous, own.isEmpty());
            lost.fire(new KeyLost());
            LOG.warning(
                    "The key for secrets was lost: tokens and links made until now are no longer valid, webhooks are"
                            + " disabled until they get a new secret, and the targets of schedules have another one");
            return ring;
        }
        throw new IllegalStateException(refusal(database.keyId(), own, previous, file));
    }

    private KeyRing use(MasterKey key, Optional<MasterKey> previous, boolean isNew) {
        if (isNew) {
            keep(key);
        }
        var ring = new KeyRing(key, previous);
        cipher.use(ring);
        return ring;
    }

    private void keep(MasterKey key) {
        var file = settings.file();
        if (!file.create(key)) {
            throw new IllegalStateException(
                    "Another server has just created " + file.path() + "; restart this server to use that key");
        }
        LOG.info(() -> "Created " + file.path()
                + ", the key for secrets in the database. Keep a copy of it, separate from the database backups");
    }

    /** Whether this node can decrypt what the others encrypt by now; false if one has another key since. */
    public boolean isCurrent() {
        var database = entities.find(DatabaseKey.class, DatabaseKey.CURRENT);
        return database != null && cipher.knows(database.keyId());
    }

    private static String refusal(String keyId, Optional<MasterKey> own, Optional<MasterKey> previous, KeyFile file) {
        var had = own.isPresent()
                ? "this node has the " + own.get()
                        + previous.map(key -> " and the " + key).orElse("")
                : "this node has no key: " + EncryptionSettings.KEY + " is not set, and there is no file "
                        + file.path();
        return "The secrets in the database are encrypted with the key " + keyId + ", and " + had
                + ". Give it the key of the nodes that ran before, in " + EncryptionSettings.KEY + " or in the file;"
                + " if nobody has it any more, see \"When the key is lost\" in docs/operations.md";
    }
}
