package org.belfry.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import org.belfry.access.Admins;
import org.belfry.access.Organization;
import org.belfry.access.Organizations;
import org.belfry.access.OwnHappenings;
import org.belfry.platform.JsonOutput;

/** Tells admins, once for each time, that nothing is sent to a target any more. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class StoppedNews {

    @Inject
    private OwnHappenings happenings;

    @Inject
    private Organizations organizations;

    @Inject
    private Admins admins;

    /** Those of the endpoint's organization; of a mail provider, those who run the platform. */
    public void tell(Leased delivery, String provider, String reason) {
        var organizationId = delivery.endpointId() == null
                ? organizations.find(Organization.DEFAULT).orElseThrow().id()
                : delivery.organization().id();
        var told = admins.of(organizationId);
        if (told.recipients().isEmpty()) {
            return;
        }
        var names = JsonOutput.array();
        told.recipients().forEach(names::add);
        happenings.record(
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
}
