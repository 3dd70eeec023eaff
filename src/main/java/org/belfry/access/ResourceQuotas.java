package org.belfry.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.belfry.audit.Action;
import org.belfry.platform.Characters;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.Migrations.DatabaseMigrated;
import org.belfry.platform.Problem;
import org.belfry.platform.RetryOnConflict;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Refuses to create more than a {@link ResourceQuota} allows. Far below a quota nothing is locked: a node counts, and may then create a
 * twentieth of what was free without counting again. Close to it the organization's row is locked until the transaction ends, and the
 * count is exact. Only rows that other nodes create without counting, 5 % of the free rows for each node, can exceed a quota.
 */
@ApplicationScoped
@Transactional
public class ResourceQuotas {

    /** Largest quota that can be set. */
    static final long LARGEST = 1_000_000_000;

    private static final int SHARE_WITHOUT_COUNTING = 20;

    /** Allowances below this are not worth remembering. */
    private static final long LEAST_WITHOUT_COUNTING = 50;

    private record Key(ResourceQuota quota, long organizationId) {}

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Organizations organizations;

    @Inject
    private AccessAuditLog log;

    /** How much this node may create without counting. The expiry bounds how long it misses a quota changed on another node. */
    private final Cache<Key, AtomicLong> uncounted = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .executor(Runnable::run)
            .build();

    private final Map<ResourceQuota, Long> configured = new EnumMap<>(ResourceQuota.class);

    /** Reads the settings at start, not when the first row is created. */
    void checkAtStart(@Observes DatabaseMigrated migrated) {
        // Calling this method creates the bean if it does not exist yet.
    }

    @PostConstruct
    void read() {
        var config = ConfigProvider.getConfig();
        for (var quota : ResourceQuota.values()) {
            configured.put(
                    quota,
                    config.getOptionalValue(quota.property(), String.class)
                            .map(text -> parse(quota, text.strip()))
                            .orElse(quota.standard()));
        }
    }

    static long parse(ResourceQuota quota, String text) {
        if (Characters.areDigits(text, 10) && Long.parseLong(text) >= 1 && Long.parseLong(text) <= LARGEST) {
            return Long.parseLong(text);
        }
        throw new IllegalStateException(
                quota.variable() + " must be a whole number between 1 and " + LARGEST + ", and not \"" + text + "\"");
    }

    /**
     * Lets the caller's transaction create some more of an organization.
     *
     * @param counted how many there are, without those
     * @throws Problem 409
     */
    @Transactional(TxType.MANDATORY)
    public void require(ResourceQuota quota, long organizationId, int created, LongSupplier counted) {
        if (created <= 0) {
            return;
        }
        var key = new Key(quota, organizationId);
        var left = uncounted.getIfPresent(key);
        if (left != null && left.addAndGet(-created) >= 0) {
            return;
        }
        var most = limit(quota, organizationId);
        var share = (most - counted.getAsLong() - created) / SHARE_WITHOUT_COUNTING;
        if (share >= LEAST_WITHOUT_COUNTING) {
            uncounted.put(key, new AtomicLong(share));
            return;
        }
        uncounted.invalidate(key);
        requireExactly(quota, organizationId, most, created, counted);
    }

    /**
     * The same for what belongs to one person.
     *
     * @param counted of that person
     */
    @Transactional(TxType.MANDATORY)
    public void requireOfPerson(ResourceQuota quota, long organizationId, int created, LongSupplier counted) {
        var most = limit(quota, organizationId);
        if (created > 0 && counted.getAsLong() + created + LEAST_WITHOUT_COUNTING > most) {
            requireExactly(quota, organizationId, most, created, counted);
        }
    }

    private void requireExactly(
            ResourceQuota quota, long organizationId, long most, int created, LongSupplier counted) {
        entities.find(Organization.class, organizationId, LockModeType.PESSIMISTIC_WRITE);
        if (counted.getAsLong() + created > most) {
            throw Problem.of(409, "The quota of %s %s has been reached; delete some first", most, quota.what());
        }
    }

    /** How many there may be. */
    public long limit(ResourceQuota quota, long organizationId) {
        var own = entities.find(OrganizationQuota.class, new OrganizationQuota.Key(organizationId, quota.code()));
        return own == null ? configured.get(quota) : own.most();
    }

    /** Each quota of an organization, by its code. */
    public JsonObject limits(Organization organization) {
        var limits = JsonOutput.object();
        for (var quota : ResourceQuota.values()) {
            limits.add(quota.code(), limit(quota, organization.id()));
        }
        return limits.build();
    }

    /**
     * Sets quotas of one organization.
     *
     * @param changes the new quota, empty for the deployment's
     * @return the quotas that hold then; empty if there is no such organization
     */
    @RetryOnConflict
    public Optional<JsonObject> change(String code, Map<ResourceQuota, Optional<Long>> changes) {
        return organizations.find(code).map(organization -> {
            entities.find(Organization.class, organization.id(), LockModeType.PESSIMISTIC_WRITE);
            var before = limits(organization);
            changes.forEach((quota, most) -> set(organization.id(), quota, most));
            entities.flush();
            var after = limits(organization);
            log.changed(organization, Action.ORGANIZATION_CHANGED, code, before, after);
            return after;
        });
    }

    private void set(long organizationId, ResourceQuota quota, Optional<Long> most) {
        var key = new OrganizationQuota.Key(organizationId, quota.code());
        var own = entities.find(OrganizationQuota.class, key);
        if (own != null && most.isEmpty()) {
            entities.remove(own);
        } else if (own != null) {
            own.become(most.get());
        } else if (most.isPresent()) {
            entities.persist(new OrganizationQuota(key, most.get()));
        }
        uncounted.invalidate(new Key(quota, organizationId));
    }
}
