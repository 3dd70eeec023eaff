package org.belfry.access.jwt;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.belfry.encryption.KeyLost;
import org.belfry.encryption.SecretCipher;
import org.belfry.platform.RetryOnConflict;
import org.belfry.platform.UnixTime;

/** The keys that sign our own tokens, in the database. */
@ApplicationScoped
@Transactional
public class SigningKeys {

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private SecretCipher secrets;

    @Inject
    private UnixTime time;

    /** The key of a period, made on its first use; where two nodes make it at once, both get the one that came first. */
    @RetryOnConflict
    public SigningKey ofGeneration(long generation) {
        return entities.createQuery("select k from SigningKey k where k.generation = :generation", SigningKey.class)
                .setParameter("generation", generation)
                .getResultStream()
                .findFirst()
                .orElseGet(() -> {
                    var made = new SigningKey(generation, secrets);
                    entities.persist(made);
                    entities.flush();
                    return made;
                });
    }

    public Optional<SigningKey> find(String kid) {
        return Optional.ofNullable(entities.find(SigningKey.class, kid));
    }

    /** The key for secrets is lost: none of these keys can be read any more. */
    void onKeyLost(@Observes KeyLost lost) {
        entities.createQuery("delete from SigningKey k").executeUpdate();
    }

    /** Removes the keys by which no token that is still valid can be signed. */
    @RetryOnConflict
    public void removeOld() {
        entities.createQuery("delete from SigningKey k where k.generation < :oldest")
                .setParameter("oldest", SigningKey.oldest(time.now()))
                .executeUpdate();
    }
}
