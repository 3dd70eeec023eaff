package org.belfry.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.belfry.access.Caller;
import org.belfry.access.FreshSignIn;
import org.belfry.access.Organization;
import org.belfry.access.Organizations;
import org.belfry.audit.Action;
import org.belfry.audit.Audit;
import org.belfry.catalog.Channel;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.Problem;
import org.belfry.platform.RetryOnConflict;
import org.belfry.platform.UnixTime;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The circuit breakers, common to all nodes. */
@ApplicationScoped
@Transactional
public class Circuits {

    private static final Logger LOG = Logger.getLogger(Circuits.class.getName());

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private CircuitOpenedNotifier notifier;

    @Inject
    private Audit audit;

    @Inject
    private Organizations organizations;

    @Inject
    private Event<DeliveriesDue> wake;

    @Inject
    private UnixTime time;

    @Inject
    @ConfigProperty(name = "belfry.delivery.probe-after", defaultValue = "30")
    private long probeAfter;

    /** As they were when somebody last looked, to be asked without a database. */
    private volatile Map<String, Circuit> known = Map.of();

    /** @throws IllegalStateException where it is configured to what makes no sense */
    void checkSettings() {
        if (probeAfter < 1 || probeAfter > 86_400) {
            throw new IllegalStateException("BELFRY_DELIVERY_PROBE_AFTER must be from 1 to 86400: " + probeAfter);
        }
    }

    /** All that there are; few, as there is one only while something is wrong. */
    public Map<String, Circuit> load() {
        known = entities.createQuery("select c from Circuit c", Circuit.class).getResultList().stream()
                .collect(Collectors.toUnmodifiableMap(Circuit::target, Function.identity()));
        return known;
    }

    /** As of some seconds ago. */
    Map<String, Circuit> known() {
        return known;
    }

    /** Learns how an attempt ended. A success says nothing new where nothing was wrong. */
    @RetryOnConflict
    public void learn(LeasedMessage delivery, ChannelSender sender, Outcome outcome) {
        var now = time.now();
        var circuit = entities.find(Circuit.class, delivery.target(), LockModeType.PESSIMISTIC_WRITE);
        if (circuit != null && !circuit.isOf(sender.settings())) {
            entities.remove(circuit);
            entities.flush();
            circuit = null;
        }
        if (circuit == null) {
            if (!outcome.result().concernsTarget()) {
                return;
            }
            circuit = new Circuit(
                    delivery.target(),
                    delivery.endpointId() == null
                            ? null
                            : delivery.organization().id(),
                    sender.settings());
            entities.persist(circuit);
            // Now, and not with the commit: where another was first, it is run again without a word in the server's
            // log.
            entities.flush();
        }
        var before = circuit.state(now);
        var opened = circuit.learn(outcome, delivery.startedAt(), now, probeAfter);
        if (opened) {
            LOG.warning(
                    () -> "Sending to " + delivery.target() + " is paused until it works again: " + outcome.answer());
            notifier.notifyAdmins(delivery, sender.provider(), outcome.answer());
            record(
                    circuit,
                    Action.CIRCUIT_OPENED,
                    JsonOutput.object()
                            .add("reason", JsonOutput.of(circuit.reason()))
                            .build());
        } else if (circuit.isIdle(now)) {
            entities.remove(circuit);
            if (before != Circuit.State.CLOSED && before != Circuit.State.PAUSED) {
                LOG.info(() -> delivery.target() + " works again");
                record(circuit, Action.CIRCUIT_CLOSED, null);
            }
        }
    }

    /** A person says that it is mended: everything is tried anew. False where nothing was wrong. */
    @RetryOnConflict
    public boolean close(String target) {
        var circuit = entities.find(Circuit.class, target, LockModeType.PESSIMISTIC_WRITE);
        if (circuit != null) {
            entities.remove(circuit);
            record(circuit, Action.CIRCUIT_CLOSED, null);
        }
        return circuit != null;
    }

    /**
     * The same by order of an admin. The mail provider is common to all organizations: that is for the platform's admins.
     *
     * @throws Problem 404 where nothing is wrong there, and for what is another organization's; 403 for what is common to all
     */
    @RetryOnConflict
    @FreshSignIn
    public void mend(Caller admin, String target) {
        var circuit = find(target).orElseThrow(() -> Problem.notFound("Circuit"));
        if (circuit.organizationId() == null) {
            if (!mayMendCommon(admin)) {
                throw Problem.forbidden("This operation is available only to platform admins");
            }
        } else if (circuit.organizationId() != admin.organizationId()) {
            throw Problem.notFound("Circuit");
        }
        close(target);
        wake.fire(new DeliveriesDue(circuit.channel()));
    }

    /** Whether an admin may say of what is common to all organizations that it is mended. */
    public boolean mayMendCommon(Caller admin) {
        return admin.organization().equals(Organization.DEFAULT);
    }

    /**
     * A target that nothing is sent to at present.
     *
     * @param endpointId of a webhook; null for a provider
     * @param common whether it is so for all organizations
     * @param since Unix seconds; null for a pause that was asked for
     * @param until Unix seconds: of a pause its end, else when it is tried next; null where only a person can mend it
     * @param reason the last words of what failed; may be null
     */
    public record OpenCircuit(
            String target,
            Channel channel,
            Long endpointId,
            Circuit.State state,
            boolean common,
            Long since,
            Long until,
            String reason) {}

    /** What an organization may know of that is stopped at present. */
    public List<OpenCircuit> stopped(long organizationId) {
        var now = time.now();
        return of(organizationId).stream()
                .filter(circuit -> circuit.state(now) != Circuit.State.CLOSED)
                .map(circuit -> new OpenCircuit(
                        circuit.target(),
                        circuit.channel(),
                        circuit.endpointId(),
                        circuit.state(now),
                        circuit.organizationId() == null,
                        circuit.openedAt(),
                        circuit.state(now) == Circuit.State.PAUSED ? circuit.pausedUntil() : circuit.nextProbeAt(),
                        circuit.reason()))
                .toList();
    }

    /** That of a mail provider is told where those are who run the platform. */
    private void record(Circuit circuit, Action action, JsonObject after) {
        var organizationId = circuit.organizationId() != null
                ? circuit.organizationId()
                : organizations.find(Organization.DEFAULT).orElseThrow().id();
        audit.record(organizationId, action, circuit.target(), null, after);
    }

    /** Those that an organization may know of: its endpoints', and the common ones. */
    public List<Circuit> of(long organizationId) {
        return entities.createQuery(
                        "select c from Circuit c where c.organizationId is null or c.organizationId = :organization"
                                + " order by c.target",
                        Circuit.class)
                .setParameter("organization", organizationId)
                .getResultList();
    }

    /** Of a target; empty where nothing is wrong. */
    public Optional<Circuit> find(String target) {
        return Optional.ofNullable(entities.find(Circuit.class, target));
    }
}
