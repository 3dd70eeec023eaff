package org.belfry.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.List;

/** The parts of the console, in the order in which one turns to them. Each is named by its first page. */
@Named("navigation")
@ApplicationScoped
public class Navigation {

    private static final List<String> ALL = List.of(
            "overview",
            "types",
            "deliveries",
            "why",
            "schedules",
            "people",
            "send",
            "keys",
            "accounts",
            "audit",
            "setup");

    public List<String> getAll() {
        return ALL;
    }
}
