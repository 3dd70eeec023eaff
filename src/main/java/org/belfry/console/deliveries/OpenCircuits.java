package org.belfry.console.deliveries;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.belfry.console.Destructive;
import org.belfry.console.Messages;
import org.belfry.console.PageParameters;
import org.belfry.console.ReportProblems;
import org.belfry.console.SignedIn;
import org.belfry.console.Texts;
import org.belfry.delivery.Circuits;
import org.belfry.delivery.webhook.WebhookEndpoints;

/** The mail provider and the webhooks that nothing is sent to at present, and saying that one is mended. */
@Named("openCircuits")
@RequestScoped
public class OpenCircuits {

    private static final String PACKAGE = "deliveries";

    @Inject
    private Circuits circuits;

    @Inject
    private WebhookEndpoints endpoints;

    @Inject
    private SignedIn me;

    @Inject
    private PageParameters parameters;

    @Inject
    private Messages messages;

    @Inject
    private Texts texts;

    private List<Circuits.OpenCircuit> all;

    /** Of the webhooks, by the targets' names. */
    private final Map<String, String> addresses = new HashMap<>();

    @PostConstruct
    void load() {
        var organization = me.caller().organizationId();
        all = circuits.stopped(organization);
        all.stream().filter(stopped -> stopped.endpointId() != null).forEach(stopped -> endpoints
                .shownAddress(organization, stopped.endpointId())
                .ifPresent(address -> addresses.put(stopped.target(), address)));
    }

    public List<Circuits.OpenCircuit> getAll() {
        return all;
    }

    public String name(Circuits.OpenCircuit stopped) {
        return stopped.endpointId() == null
                ? texts.of(PACKAGE, "target." + stopped.channel().code())
                : texts.of(PACKAGE, "target.endpoint", String.valueOf(stopped.endpointId()));
    }

    /** Where it is; null for what is no webhook. */
    public String address(Circuits.OpenCircuit stopped) {
        return addresses.get(stopped.target());
    }

    public boolean mayMend(Circuits.OpenCircuit stopped) {
        return !stopped.common() || circuits.mayMendCommon(me.caller());
    }

    @ReportProblems
    @Destructive
    public void mend() {
        circuits.mend(me.caller(), String.valueOf(parameters.text("picked")));
        load();
        messages.done(texts.of(PACKAGE, "mended"));
    }
}
