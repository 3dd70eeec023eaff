package org.belfry.delivery.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.belfry.access.FreshSignIn;
import org.belfry.access.Organization;
import org.belfry.access.ResourceQuota;
import org.belfry.access.ResourceQuotas;
import org.belfry.audience.Recipient;
import org.belfry.audit.Action;
import org.belfry.audit.Audit;
import org.belfry.delivery.Circuits;
import org.belfry.encryption.KeyLost;
import org.belfry.encryption.SecretCipher;
import org.belfry.platform.Batches;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.Problem;
import org.belfry.platform.RetryOnConflict;
import org.belfry.platform.UnixTime;

/** The endpoints that webhooks go to. */
@ApplicationScoped
@Transactional
public class WebhookEndpoints {

    private static final String SELECT =
            "select e, r.name from WebhookEndpoint e left join Recipient r on r.id = e.recipientId"
                    + " where e.organizationId = :organization and ";

    /**
     * An endpoint, as it is shown.
     *
     * @param recipient whose own it is; null for the organization's
     * @param description null for none
     * @param disabledReason null where it is enabled
     * @param previousUntil until when the secret before signs too; null where it does not
     */
    record EndpointView(
            long id,
            String recipient,
            String url,
            String description,
            boolean enabled,
            String disabledReason,
            Long previousUntil,
            long createdAt,
            long changedAt) {}

    /** An endpoint with its new secret, which nobody can be told again. */
    record EndpointWithSecret(EndpointView endpoint, String secret) {

        @Override
        public String toString() {
            return endpoint.toString();
        }
    }

    /**
     * What an endpoint is to be; null leaves it as it is, or as it is by default.
     *
     * @param description empty for none
     */
    record EndpointChange(String url, Optional<String> description, Boolean enabled) {}

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private ResourceQuotas quotas;

    @Inject
    private WebhookFailureNotifier failureNotifier;

    @Inject
    private WebhookChangeNotifier changeNotifier;

    @Inject
    private Circuits circuits;

    @Inject
    private Audit audit;

    @Inject
    private SecretCipher secrets;

    @Inject
    private UnixTime time;

    /**
     * @param recipient whose own it is; null for the organization's
     * @throws Problem 409 where there are as many as there can be, 404 for somebody who was erased
     */
    @RetryOnConflict
    @FreshSignIn
    EndpointWithSecret create(long organizationId, Recipient recipient, EndpointChange wanted) {
        // Who makes two at once waits here, or each would count without the other.
        var owner = recipient == null
                ? entities.find(Organization.class, organizationId, LockModeType.PESSIMISTIC_WRITE)
                : entities.find(Recipient.class, recipient.id(), LockModeType.PESSIMISTIC_WRITE);
        if (owner == null) {
            throw Problem.notFound("Recipient");
        }
        var recipientId = recipient == null ? null : recipient.id();
        quotas.requireOfPerson(
                recipient == null ? ResourceQuota.WEBHOOKS : ResourceQuota.WEBHOOKS_PER_PERSON,
                organizationId,
                1,
                () -> entitiesOf(organizationId, recipientId).size());
        var now = time.now();
        var secret = WebhookSignature.newSecret();
        var endpoint = new WebhookEndpoint(organizationId, recipientId, wanted.url(), now);
        apply(endpoint, wanted, now);
        entities.persist(endpoint);
        endpoint.signWith(secret, secrets);
        audit.record(organizationId, Action.WEBHOOK_CREATED, String.valueOf(endpoint.id()), null, endpoint.described());
        changeNotifier.changed(endpoint, recipient == null ? null : recipient.name(), "created");
        return new EndpointWithSecret(shown(endpoint, recipient == null ? null : recipient.name()), secret);
    }

    private List<WebhookEndpoint> entitiesOf(long organizationId, Long recipientId) {
        var query = entities.createQuery(
                        "select e from WebhookEndpoint e where e.organizationId = :organization and "
                                + (recipientId == null ? "e.recipientId is null" : "e.recipientId = :recipient"),
                        WebhookEndpoint.class)
                .setParameter("organization", organizationId);
        if (recipientId != null) {
            query.setParameter("recipient", recipientId);
        }
        return query.getResultList();
    }

    /**
     * In the order in which they were made.
     *
     * @param recipient whose own; null for the organization's
     */
    List<EndpointView> list(long organizationId, String recipient) {
        var query = entities.createQuery(
                        SELECT + (recipient == null ? "e.recipientId is null" : "r.name = :recipient")
                                + " order by e.id",
                        Object[].class)
                .setParameter("organization", organizationId);
        if (recipient != null) {
            query.setParameter("recipient", recipient);
        }
        return query.getResultList().stream().map(this::shown).toList();
    }

    /** The ids of a recipient's own endpoints. */
    public Set<Long> ownIds(long organizationId, long recipientId) {
        return Set.copyOf(entities.createQuery(
                        "select e.id from WebhookEndpoint e where e.organizationId = :organization"
                                + " and e.recipientId = :recipient",
                        Long.class)
                .setParameter("organization", organizationId)
                .setParameter("recipient", recipientId)
                .getResultList());
    }

    Optional<EndpointView> find(long organizationId, long id) {
        return entities.createQuery(SELECT + "e.id = :id", Object[].class)
                .setParameter("organization", organizationId)
                .setParameter("id", id)
                .getResultStream()
                .map(this::shown)
                .findFirst();
    }

    /** What people know an endpoint by: its address, without what may be secret in it. Empty where the organization has no such one. */
    public Optional<String> shownAddress(long organizationId, long id) {
        return find(organizationId, id).map(endpoint -> EndpointUrl.shown(endpoint.url()));
    }

    /** Empty where the organization has no such endpoint. */
    @RetryOnConflict
    @FreshSignIn
    Optional<EndpointView> change(long organizationId, long id, EndpointChange change) {
        var found = locked(id).filter(endpoint -> endpoint.organizationId() == organizationId);
        found.ifPresent(endpoint -> {
            var before = endpoint.described();
            var urlBefore = endpoint.url();
            apply(endpoint, change, time.now());
            var moved = !urlBefore.equals(endpoint.url());
            recordChange(endpoint, before, moved);
            if (moved) {
                changeNotifier.changed(endpoint, shown(endpoint).recipient(), "moved");
            }
        });
        if (found.isPresent() && (change.url() != null || Boolean.TRUE.equals(change.enabled()))) {
            // Somebody has mended it: what waits need not wait for a probe.
            circuits.close("webhook:" + id);
        }
        return found.map(this::shown);
    }

    /** @param moved whether the URL differs, be it only in its query, of which nothing is told */
    private void recordChange(WebhookEndpoint endpoint, JsonObject before, boolean moved) {
        var after = endpoint.described();
        if (moved && after.equals(before)) {
            after = JsonOutput.object(after).add("query", "changed").build();
        }
        audit.changed(endpoint.organizationId(), Action.WEBHOOK_CHANGED, String.valueOf(endpoint.id()), before, after);
    }

    private static void apply(WebhookEndpoint endpoint, EndpointChange change, long now) {
        if (change.url() != null) {
            endpoint.moveTo(change.url(), now);
        }
        if (change.description() != null) {
            endpoint.describe(change.description().orElse(null), now);
        }
        if (Boolean.TRUE.equals(change.enabled())) {
            endpoint.enable(now);
        } else if (Boolean.FALSE.equals(change.enabled()) && endpoint.enabled()) {
            endpoint.disable("switched off", now);
        }
    }

    /**
     * Empty where the organization has no such endpoint.
     *
     * @param keepPreviousFor seconds for which the secret until now signs too
     */
    @RetryOnConflict
    @FreshSignIn
    Optional<EndpointWithSecret> rotate(long organizationId, long id, long keepPreviousFor) {
        var secret = WebhookSignature.newSecret();
        var found = locked(id).filter(endpoint -> endpoint.organizationId() == organizationId);
        found.ifPresent(endpoint -> {
            endpoint.rotate(secret, keepPreviousFor, secrets, time.now());
            audit.record(
                    organizationId,
                    Action.SECRET_ROTATED,
                    String.valueOf(id),
                    null,
                    JsonOutput.object()
                            .add("keep_previous_for", keepPreviousFor)
                            .build());
            changeNotifier.changed(endpoint, shown(endpoint).recipient(), "key_replaced");
        });
        return found.map(endpoint -> new EndpointWithSecret(shown(endpoint), secret));
    }

    /** What still waits for it is not sent any more. False where the organization has no such endpoint. */
    @RetryOnConflict
    @FreshSignIn
    boolean remove(long organizationId, long id) {
        var before = entities.find(WebhookEndpoint.class, id);
        var removed = entities.createQuery(
                                "delete from WebhookEndpoint e where e.id = :id and e.organizationId = :organization")
                        .setParameter("id", id)
                        .setParameter("organization", organizationId)
                        .executeUpdate()
                > 0;
        if (removed) {
            circuits.close("webhook:" + id);
            audit.record(
                    organizationId,
                    Action.WEBHOOK_REMOVED,
                    String.valueOf(id),
                    before == null ? null : before.described(),
                    null);
        }
        return removed;
    }

    /** The enabled endpoints of some recipients, and of their organization: one statement for up to five hundred of them. */
    public WebhookTargets targets(long organizationId, Collection<Long> recipientIds) {
        var ofOrganization = new TreeMap<Long, WebhookTargets.Target>();
        var ofRecipients = new HashMap<Long, List<WebhookTargets.Target>>();
        for (var some : Batches.of(recipientIds)) {
            var rows = entities.createQuery(
                            "select e.id, e.url, e.recipientId from WebhookEndpoint e"
                                    + " where e.organizationId = :organization and e.enabled = true"
                                    + " and (e.recipientId is null or e.recipientId in :ids) order by e.id",
                            Object[].class)
                    .setParameter("organization", organizationId)
                    .setParameter("ids", some)
                    .getResultList();
            for (var row : rows) {
                var target = new WebhookTargets.Target((Long) row[0], EndpointUrl.shown((String) row[1]));
                if (row[2] == null) {
                    ofOrganization.put(target.endpointId(), target);
                } else {
                    ofRecipients
                            .computeIfAbsent((Long) row[2], any -> new ArrayList<>())
                            .add(target);
                }
            }
        }
        return new WebhookTargets(List.copyOf(ofOrganization.values()), Map.copyOf(ofRecipients));
    }

    /** What is called, with its secrets; empty where it was removed. */
    Optional<WebhookCallTarget> callTarget(long id) {
        return entities.createQuery(
                        "select e, o.code, r.name from WebhookEndpoint e"
                                + " join Organization o on o.id = e.organizationId"
                                + " left join Recipient r on r.id = e.recipientId where e.id = :id",
                        Object[].class)
                .setParameter("id", id)
                .getResultStream()
                .map(row -> callTarget((WebhookEndpoint) row[0], (String) row[1], (String) row[2]))
                .findFirst();
    }

    /** {@link #callTarget(long)} for somebody who tries it, which is noted before it is done. */
    Optional<WebhookCallTarget> tested(long organizationId, long id) {
        var target = callTarget(id);
        target.ifPresent(any -> audit.record(organizationId, Action.WEBHOOK_TESTED, String.valueOf(id)));
        return target;
    }

    private WebhookCallTarget callTarget(WebhookEndpoint endpoint, String organization, String recipient) {
        return new WebhookCallTarget(
                endpoint.id(),
                endpoint.url(),
                endpoint.secrets(secrets, time.now()),
                endpoint.enabled(),
                endpoint.disabledReason(),
                recipient,
                organization);
    }

    /**
     * It said that it wants to hear no more: nothing is sent there until somebody enables it again, and whoever looks after it
     * is told. Where it goes elsewhere by now, that was said by another.
     */
    @RetryOnConflict
    void gone(WebhookCallTarget target, String answer) {
        locked(target.id())
                .filter(endpoint -> endpoint.enabled() && endpoint.url().equals(target.url()))
                .ifPresent(endpoint -> {
                    var before = endpoint.described();
                    endpoint.disable(answer, time.now());
                    recordChange(endpoint, before, false);
                    failureNotifier.notifyOwner(endpoint, answer);
                });
    }

    /** Their secrets are lost: they stay disabled until they get a new one. */
    void onKeyLost(@Observes KeyLost lost) {
        entities.createQuery("select e from WebhookEndpoint e", WebhookEndpoint.class)
                .getResultStream()
                .forEach(endpoint -> {
                    var before = endpoint.described();
                    endpoint.rotate(WebhookSignature.newSecret(), 0, secrets, time.now());
                    endpoint.disable(
                            "its secret was lost with the database's encryption key; create a new secret, then enable it again",
                            time.now());
                    recordChange(endpoint, before, false);
                });
    }

    private Optional<WebhookEndpoint> locked(long id) {
        return Optional.ofNullable(entities.find(WebhookEndpoint.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    private EndpointView shown(WebhookEndpoint endpoint) {
        var owner = endpoint.recipientId() == null ? null : entities.find(Recipient.class, endpoint.recipientId());
        return shown(endpoint, owner == null ? null : owner.name());
    }

    private EndpointView shown(Object[] row) {
        return shown((WebhookEndpoint) row[0], (String) row[1]);
    }

    private EndpointView shown(WebhookEndpoint endpoint, String recipient) {
        return new EndpointView(
                endpoint.id(),
                recipient,
                endpoint.url(),
                endpoint.description(),
                endpoint.enabled(),
                endpoint.disabledReason(),
                endpoint.previousUntil(time.now()),
                endpoint.createdAt(),
                endpoint.changedAt());
    }
}
