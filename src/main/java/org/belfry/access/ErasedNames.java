package org.belfry.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.belfry.platform.Batches;
import org.belfry.platform.Secrets;
import org.belfry.platform.UnixTime;

/**
 * The names whose recipients were erased. A name may be given to somebody else later, so each credential that leads to a recipient by name
 * says for which {@linkplain Issuance generation} of the name it was issued, and is refused in the next one.
 */
@ApplicationScoped
@Transactional
public class ErasedNames {

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private UnixTime time;

    @Inject
    private Event<NameErased> erased;

    /**
     * The digest by which anyone who knows a name can look for it.
     *
     * @param organization its code, so the digest of a name differs between organizations
     */
    public static String digest(String organization, String name) {
        return Secrets.sha256(organization + '\0' + name);
    }

    /** How often recipients of the name were erased, which is the generation of credentials issued now. */
    public long generation(long organizationId, String organization, String name) {
        var found = entities.find(ErasedName.class, new ErasedName.Key(organizationId, digest(organization, name)));
        return found == null ? 0 : found.generation();
    }

    /** Ends, in the caller's transaction, all credentials issued for the name until now. */
    @Transactional(TxType.MANDATORY)
    public void erase(long organizationId, String organization, String name) {
        var hash = digest(organization, name);
        var key = new ErasedName.Key(organizationId, hash);
        var found = entities.find(ErasedName.class, key, LockModeType.PESSIMISTIC_WRITE);
        if (found == null) {
            found = new ErasedName(key);
            entities.persist(found);
        }
        found.erased(time.now());
        entities.flush();
        erased.fire(new NameErased(organizationId, hash));
    }

    /**
     * The caller, with the generation of the name that its credential is of; empty if the credential was issued for a recipient who has been
     * erased since. A caller whose credential does not depend on that stays as it is.
     */
    Optional<Caller> present(Caller caller) {
        if (caller.issuance() == null) {
            return Optional.of(caller);
        }
        var hash = digest(caller.organization(), caller.recipient());
        var found = entities.find(ErasedName.class, new ErasedName.Key(caller.organizationId(), hash));
        if (found != null && caller.issuance().isBefore(found)) {
            return Optional.empty();
        }
        return Optional.of(caller.ofGeneration(found == null ? 0 : found.generation()));
    }

    /** Those of the callers whose own recipient has been erased since their credential was issued. One statement for each five hundred. */
    public Set<Caller> outlived(Collection<Caller> callers) {
        var byKey = new HashMap<ErasedName.Key, Set<Caller>>();
        for (var caller : callers) {
            if (caller.recipient() != null && caller.issuance() != null) {
                var hash = digest(caller.organization(), caller.recipient());
                byKey.computeIfAbsent(new ErasedName.Key(caller.organizationId(), hash), any -> new HashSet<>())
                        .add(caller);
            }
        }
        var outlived = new HashSet<Caller>();
        for (var some : Batches.of(byKey.keySet())) {
            for (var name : erased(some)) {
                byKey.getOrDefault(name.key(), Set.of()).stream()
                        .filter(caller -> caller.issuance().isBefore(name))
                        .forEach(outlived::add);
            }
        }
        return outlived;
    }

    /** The digest includes the organization, so the row can be found by it alone. */
    private List<ErasedName> erased(Collection<ErasedName.Key> keys) {
        return entities.createQuery(
                        "select e from ErasedName e where e.key.nameHash in :hashes"
                                + " and e.key.organizationId in :organizations",
                        ErasedName.class)
                .setParameter(
                        "hashes", keys.stream().map(ErasedName.Key::nameHash).toList())
                .setParameter(
                        "organizations",
                        keys.stream()
                                .map(ErasedName.Key::organizationId)
                                .distinct()
                                .toList())
                .getResultList();
    }
}
