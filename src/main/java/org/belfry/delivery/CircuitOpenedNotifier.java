package org.belfry.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Set;
import org.belfry.access.AdminRecipients;
import org.belfry.access.Organization;
import org.belfry.access.Organizations;
import org.belfry.access.SystemEvents;
import org.belfry.platform.JsonOutput;

/** Tells, once for each time, that nothing is sent to a target any more. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class CircuitOpenedNotifier {

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private SystemEvents systemEvents;

    @Inject
    private Organizations organizations;

    @Inject
    private AdminRecipients adminRecipients;

    /** Whom the endpoint belongs to, or the admins of its organization; of a mail provider, those who run the platform. */
    public void notifyAdmins(LeasedMessage delivery, String provider, String reason) {
        var told = admins(delivery);
        if (told.recipients().isEmpty()) {
            return;
        }
        var names = JsonOutput.array();
        told.recipients().forEach(names::add);
        systemEvents.record(
                told.organizationId(),
                JsonOutput.object()
                        .add("type", "delivery.stopped")
                        .add("recipients", names)
                        .add("dedup_key", "circuit:" + delivery.target())
                        .add(
                                "data",
                                JsonOutput.object()
                                        .add("target", delivery.target())
                                        .add("provider", provider)
                                        .add("error", JsonOutput.of(reason)))
                        .build());
    }

    private AdminRecipients.Inboxes admins(LeasedMessage delivery) {
        if (delivery.endpointId() == null) {
            return adminRecipients.of(
                    organizations.find(Organization.DEFAULT).orElseThrow().id());
        }
        var ofRecipient = entities.createNativeQuery(
                        "select 1 from webhook_endpoint where id = ?1 and recipient_id = ?2")
                .setParameter(1, delivery.endpointId())
                .setParameter(2, delivery.recipient().id())
                .getResultList();
        return ofRecipient.isEmpty()
                ? adminRecipients.of(delivery.organization().id())
                : new AdminRecipients.Inboxes(
                        delivery.organization().id(),
                        Set.of(delivery.recipient().name()));
    }
}
