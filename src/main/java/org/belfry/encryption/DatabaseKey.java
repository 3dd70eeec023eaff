package org.belfry.encryption;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;

/** Which master key the secrets of this database are encrypted with, and a text by which a key is checked. */
@Entity
@Table(name = "encryption_key")
public class DatabaseKey {

    static final String CURRENT = "current";
    private static final String CHECK = "belfry";

    @Id
    private String name;

    @Column(name = "key_id")
    private String keyId;

    @Column(name = "check_value")
    private EncryptedText checkValue;

    @Column(name = "changed_at")
    private long changedAt;

    protected DatabaseKey() {}

    DatabaseKey(MasterKey key, long now) {
        name = CURRENT;
        replace(key, now);
    }

    void replace(MasterKey key, long now) {
        keyId = key.id();
        checkValue = new KeyRing(key, Optional.empty()).encrypt(SecretColumn.KEY_CHECK, name, CHECK);
        changedAt = now;
    }

    /** Whether that is the key. */
    boolean fits(MasterKey key) {
        if (!key.id().equals(keyId)) {
            return false;
        }
        return new KeyRing(key, Optional.empty())
                .decrypt(SecretColumn.KEY_CHECK, name, checkValue)
                .equals(CHECK);
    }

    String keyId() {
        return keyId;
    }
}
