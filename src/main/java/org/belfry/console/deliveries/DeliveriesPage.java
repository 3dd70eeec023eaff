package org.belfry.console.deliveries;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import org.belfry.catalog.Catalog;
import org.belfry.catalog.Channel;
import org.belfry.console.Destructive;
import org.belfry.console.FilterProblems;
import org.belfry.console.LazyRows;
import org.belfry.console.Messages;
import org.belfry.console.PageParameters;
import org.belfry.console.ReportProblems;
import org.belfry.console.SignedIn;
import org.belfry.console.Texts;
import org.belfry.delivery.DeliveryFilter;
import org.belfry.delivery.DeliveryReports;
import org.belfry.delivery.DeliveryRetryService;
import org.belfry.delivery.DeliveryState;

/** The deliveries that pass the filter in the page's address, and trying those again that were given up. */
@Named("deliveriesPage")
@RequestScoped
public class DeliveriesPage {

    private static final String PACKAGE = "deliveries";

    @Inject
    private DeliveryReports reports;

    @Inject
    private DeliveryRetryService retryService;

    @Inject
    private Catalog catalog;

    @Inject
    private SignedIn me;

    @Inject
    private PageParameters parameters;

    @Inject
    private FilterProblems problems;

    @Inject
    private Messages messages;

    @Inject
    private Texts texts;

    /** Null where the address asks for what there is not. */
    private DeliveryFilter filter;

    private LazyRows<DeliveryReports.DeliveryReport> rows;
    private Integer dead;

    @PostConstruct
    void read() {
        filter = problems.read(() -> DeliveryFilter.read(
                parameters.text("state"),
                parameters.text("channel"),
                parameters.text("recipient"),
                parameters.text("type"),
                parameters.text("from"),
                parameters.text("until")));
        rows = new LazyRows<>(
                page -> filter == null ? List.of() : reports.page(organization(), filter, page),
                most -> filter == null ? 0 : reports.count(organization(), filter, most),
                report -> report.delivery().id());
    }

    private long organization() {
        return me.caller().organizationId();
    }

    public LazyRows<DeliveryReports.DeliveryReport> getRows() {
        return rows;
    }

    /** What is told of a delivery besides its state; null where there is nothing to say. */
    public String reason(DeliveryReports.DeliveryReport report) {
        var reason = reports.reason(report.delivery());
        return reason == null ? null : texts.within(reason);
    }

    public boolean isFiltered() {
        return filter == null || !filter.equals(DeliveryFilter.ALL);
    }

    public List<String> getStates() {
        return Arrays.stream(DeliveryState.values()).map(DeliveryState::code).toList();
    }

    /** Those that something is delivered on. */
    public List<String> getChannels() {
        return Arrays.stream(Channel.values())
                .filter(channel -> channel != Channel.IN_APP)
                .map(Channel::code)
                .toList();
    }

    public List<String> getTypes() {
        return catalog.all(organization()).stream()
                .map(type -> type.type().code())
                .toList();
    }

    /** How many pass the filter that were given up, up to one more than can be tried again at once. */
    private int dead() {
        if (dead == null) {
            var concerned = filter != null && (filter.state() == null || filter.state() == DeliveryState.DEAD);
            dead = concerned ? reports.count(organization(), filter.in(DeliveryState.DEAD), LazyRows.MOST + 1) : 0;
        }
        return dead;
    }

    public boolean isAnyDead() {
        return dead() > 0;
    }

    public String getDeadText() {
        return dead() > LazyRows.MOST
                ? texts.of(PACKAGE, "dead.more", LazyRows.MOST)
                : texts.of(PACKAGE, isFiltered() ? "dead.filtered" : "dead.all", dead());
    }

    public String getRetryText() {
        return texts.of(PACKAGE, "retryAll", Math.min(dead(), LazyRows.MOST));
    }

    public String getRetryQuestion() {
        return dead() > LazyRows.MOST
                ? texts.of(PACKAGE, "retryAll.question.more", LazyRows.MOST)
                : texts.of(PACKAGE, "retryAll.question", dead());
    }

    /** At most as many at once as are counted: a request does not take minutes. */
    @ReportProblems
    @Destructive
    public void retryAll() {
        var retried = filter == null ? 0 : retryService.dead(organization(), filter, LazyRows.MOST);
        dead = null;
        messages.done(
                isAnyDead() ? texts.of(PACKAGE, "retried.some", retried) : texts.of(PACKAGE, "retried.all", retried));
    }
}
