package org.belfry.delivery;

import jakarta.enterprise.context.ApplicationScoped;
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
import org.belfry.access.Organization;
import org.belfry.access.Organizations;
import org.belfry.audit.Action;
import org.belfry.audit.Audit;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.Retried;
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
    private StoppedNews news;

    @Inject
    private Audit audit;

    @Inject
    private Organizations organizations;

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
    public Map<String, Circuit> look() {
        known = entities.createQuery("select c from Circuit c", Circuit.class).getResultList().stream()
                .collect(Collectors.toUnmodifiableMap(Circuit::target, Function.identity()));
        return known;
    }

    /** As of some seconds ago. */
    Map<String, Circuit> known() {
        return known;
    }

    /** Learns how an attempt ended. A success says nothing new where nothing was wrong. */
    @Retried
    public void learn(Leased delivery, ChannelSender sender, Outcome outcome) {
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
            LOG.warning(() -> "Nothing is sent to " + delivery.target() + " until it works again: " + outcome.answer());
            news.tell(delivery, sender.provider(), outcome.answer());
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
    @Retried
    public boolean close(String target) {
        var circuit = entities.find(Circuit.class, target, LockModeType.PESSIMISTIC_WRITE);
        if (circuit != null) {
            entities.remove(circuit);
            record(circuit, Action.CIRCUIT_CLOSED, null);
        }
        return circuit != null;
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
