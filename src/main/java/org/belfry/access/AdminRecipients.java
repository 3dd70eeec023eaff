package org.belfry.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Set;
import java.util.TreeSet;

/** Whom Belfry tells of what an admin has to look after. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class AdminRecipients {

    /**
     * Some admins.
     *
     * @param organizationId the organization in which they have their inboxes
     * @param recipients the names of the inboxes; empty where nobody has an account
     */
    public record Inboxes(long organizationId, Set<String> recipients) {}

    @PersistenceContext
    private EntityManager entities;

    /** The enabled admins of an organization; where it has none, those of the platform. */
    public Inboxes of(long organizationId) {
        var own = in(organizationId);
        if (!own.isEmpty()) {
            return new Inboxes(organizationId, own);
        }
        var platform = entities.createQuery("select o.id from Organization o where o.code = :code", Long.class)
                .setParameter("code", Organization.DEFAULT)
                .getSingleResult();
        return new Inboxes(platform, in(platform));
    }

    /** The inboxes of the enabled admins of an organization, and of nobody else. */
    TreeSet<String> in(long organizationId) {
        return new TreeSet<>(entities.createQuery(
                        "select a.recipient from Account a where a.organization.id = :organization"
                                + " and a.role = :admin and a.enabled = true",
                        String.class)
                .setParameter("organization", organizationId)
                .setParameter("admin", Role.ADMIN.code())
                .getResultList());
    }
}
