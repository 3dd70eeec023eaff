package org.belfry.console.deliveries;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.belfry.console.Messages;
import org.belfry.console.PageParameters;
import org.belfry.console.ReportProblems;
import org.belfry.console.SignedIn;
import org.belfry.console.Texts;
import org.belfry.delivery.DeliveryReports;
import org.belfry.delivery.DeliveryRetryService;
import org.belfry.delivery.DeliveryState;
import org.belfry.platform.Problem;

/** One delivery, which the page's address names, and each attempt at it. */
@Named("deliveryPage")
@RequestScoped
public class DeliveryPage {

    private static final String PACKAGE = "deliveries";

    @Inject
    private DeliveryReports reports;

    @Inject
    private DeliveryRetryService retryService;

    @Inject
    private SignedIn me;

    @Inject
    private PageParameters parameters;

    @Inject
    private Messages messages;

    @Inject
    private Texts texts;

    private DeliveryReports.DeliveryReport report;

    @PostConstruct
    void read() {
        report = reports.find(me.caller().organizationId(), parameters.requiredId("id"))
                .orElseThrow(() -> Problem.notFound("Delivery"));
    }

    public DeliveryReports.DeliveryReport getReport() {
        return report;
    }

    public String getTitle() {
        return texts.of(PACKAGE, "to." + report.delivery().channel(), report.recipient());
    }

    /** As an address has it. */
    public String getEncodedRecipient() {
        return URLEncoder.encode(report.recipient(), StandardCharsets.UTF_8);
    }

    public String getReason() {
        var reason = reports.reason(report.delivery());
        return reason == null ? null : texts.within(reason);
    }

    public boolean isRetryable() {
        return report.delivery().state().mayBeTriedAgain();
    }

    public boolean isPending() {
        return report.delivery().state() == DeliveryState.PENDING;
    }

    /** Whether its state may change without anybody's doing, so that the page refreshes. */
    public boolean isUnderWay() {
        return isPending() || report.delivery().state() == DeliveryState.SENDING;
    }

    /** The same as {@code POST /api/deliveries/{id}/retry}. */
    @ReportProblems
    public void retry() {
        retryService.one(me.caller().organizationId(), report.delivery().id());
        read();
        messages.done(texts.of(PACKAGE, "retried.one"));
    }
}
