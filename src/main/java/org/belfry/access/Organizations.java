package org.belfry.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.belfry.audit.Action;
import org.belfry.platform.Problem;
import org.belfry.platform.RetryOnConflict;
import org.belfry.platform.UnixTime;

/** The organizations of the platform. */
@ApplicationScoped
@Transactional
public class Organizations {

    /** What an admin may set; null leaves a setting as it is. */
    public record OrganizationSettings(String name, String sender, String locale, Boolean adHocTypes) {}

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private AccessAuditLog log;

    @Inject
    private UnixTime time;

    public Optional<Organization> find(String code) {
        return entities.createQuery("select o from Organization o where o.code = :code", Organization.class)
                .setParameter("code", code)
                .getResultStream()
                .findFirst();
    }

    public Optional<Organization> find(long id) {
        return Optional.ofNullable(entities.find(Organization.class, id));
    }

    /**
     * The organization that an admin makes something in: of the platform's admins any, of all others their own.
     *
     * @param code null for their own
     * @throws Problem 404
     */
    public Organization chosenBy(Caller admin, String code) {
        if (code == null || code.equals(admin.organization())) {
            return find(admin.organizationId()).orElseThrow(Problem::unauthorized);
        }
        if (!admin.organization().equals(Organization.DEFAULT)) {
            throw Problem.notFound("Organization");
        }
        return find(code).orElseThrow(() -> Problem.notFound("Organization"));
    }

    public List<Organization> all() {
        return entities.createQuery("select o from Organization o order by o.code", Organization.class)
                .getResultList();
    }

    /** Empty where the code is taken. */
    @RetryOnConflict
    @FreshSignIn
    public Optional<Organization> create(String code, OrganizationSettings organizationSettings) {
        if (find(code).isPresent()) {
            return Optional.empty();
        }
        var organization = new Organization(code, organizationSettings.name(), false, time.now());
        apply(organization, organizationSettings);
        entities.persist(organization);
        entities.flush();
        log.organizationCreated(organization);
        return Optional.of(organization);
    }

    /** Empty where there is none of that code. */
    @RetryOnConflict
    @FreshSignIn
    public Optional<Organization> change(String code, OrganizationSettings organizationSettings) {
        var organization = find(code);
        organization.ifPresent(found -> {
            var before = AccessAuditLog.json(found);
            apply(found, organizationSettings);
            log.changed(found, Action.ORGANIZATION_CHANGED, code, before, AccessAuditLog.json(found));
        });
        return organization;
    }

    /** Its admins have been led through the setup, or have left it: they are asked no more. */
    @RetryOnConflict
    public void setUp(String code) {
        find(code).filter(Organization::isNew).ifPresent(organization -> {
            organization.setUp(time.now());
            log.record(organization, Action.ORGANIZATION_SET_UP, code, null, null);
        });
    }

    private static void apply(Organization organization, OrganizationSettings organizationSettings) {
        if (organizationSettings.name() != null) {
            organization.rename(organizationSettings.name());
        }
        if (organizationSettings.sender() != null) {
            organization.sendAs(organizationSettings.sender());
        }
        if (organizationSettings.locale() != null) {
            organization.speak(organizationSettings.locale());
        }
        if (organizationSettings.adHocTypes() != null) {
            organization.allowAdHocTypes(organizationSettings.adHocTypes());
        }
    }
}
