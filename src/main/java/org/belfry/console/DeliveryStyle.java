package org.belfry.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/** How the state of a delivery looks, wherever it is shown; what it says stands in the texts. */
@Named("deliveryStyle")
@ApplicationScoped
public class DeliveryStyle {

    /** The style of its mark. @param state its code */
    public String of(String state) {
        return switch (state) {
            case "sent" -> "state state-good";
            case "dead" -> "state state-bad";
            case "uncertain" -> "state state-warning";
            default -> "state";
        };
    }
}
