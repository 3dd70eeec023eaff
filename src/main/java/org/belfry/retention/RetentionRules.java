package org.belfry.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import org.belfry.access.FreshSignIn;
import org.belfry.audit.Action;
import org.belfry.audit.Audit;
import org.belfry.platform.RetryOnConflict;

/** What organizations say of how long is kept what. */
@ApplicationScoped
@Transactional
class RetentionRules {

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private RetentionSettings settings;

    @Inject
    private Audit audit;

    /** The organization's, or what is configured for all that say nothing. */
    public RetentionPolicy of(long organizationId) {
        var general = new RetentionPolicy.Days(settings.readDays(), null);
        var ofTypes = new HashMap<String, RetentionPolicy.Days>();
        for (var rule : entities.createQuery(
                        "select r from RetentionRule r where r.key.organizationId = :organization", RetentionRule.class)
                .setParameter("organization", organizationId)
                .getResultList()) {
            if (rule.type().equals(RetentionRule.ALL)) {
                general = rule.days();
            } else {
                ofTypes.put(rule.type(), rule.days());
            }
        }
        return new RetentionPolicy(general, ofTypes);
    }

    @RetryOnConflict
    @FreshSignIn
    public void replace(long organizationId, RetentionPolicy policy) {
        var before = of(organizationId);
        entities.createQuery("delete from RetentionRule r where r.key.organizationId = :organization")
                .setParameter("organization", organizationId)
                .executeUpdate();
        entities.clear();
        entities.persist(new RetentionRule(organizationId, RetentionRule.ALL, policy.general()));
        policy.ofTypes().forEach((type, days) -> entities.persist(new RetentionRule(organizationId, type, days)));
        audit.record(organizationId, Action.RETENTION_CHANGED, null, before.toJson(), policy.toJson());
    }
}
