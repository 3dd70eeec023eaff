package org.belfry.encryption;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import org.belfry.platform.RetryOnConflict;

/** Encrypts all secrets with the present key: plain text from an earlier release, and text encrypted with the previous key. */
@ApplicationScoped
@Transactional
public class Reencryption {

    /** Most secrets in one transaction. */
    static final int STEP = 200;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private SecretCipher cipher;

    /**
     * One step. What another node encrypts at the same moment stays as that one has it.
     *
     * @param keyId of the present key
     * @return how many there were to encrypt; fewer than {@value #STEP} where these were the last
     * @throws UndecryptableException for text encrypted with a third key
     */
    @RetryOnConflict
    public int step(SecretColumn column, String keyId) {
        var rows = entities.createNativeQuery("select " + column.id() + ", " + column.column() + " from "
                        + column.table() + " where " + column.column() + " is not null and " + column.column()
                        + " not like ?1 order by " + column.id())
                .setParameter(1, EncryptedText.prefix(keyId) + '%')
                .setMaxResults(STEP)
                .getResultList();
        for (var row : rows) {
            var columns = (Object[]) row;
            var stored = new EncryptedText((String) columns[1]);
            var plain = stored.isEncrypted() ? cipher.decrypt(column, columns[0], stored) : stored.stored();
            entities.createNativeQuery("update " + column.table() + " set " + column.column() + " = ?1 where "
                            + column.id() + " = ?2 and " + column.column() + " = ?3")
                    .setParameter(1, cipher.encrypt(column, columns[0], plain).stored())
                    .setParameter(2, columns[0])
                    .setParameter(3, stored.stored())
                    .executeUpdate();
        }
        return rows.size();
    }
}
