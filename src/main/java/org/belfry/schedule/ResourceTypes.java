package org.belfry.schedule;

import java.util.List;
import java.util.Map;

/** The types of resources that have types of notifications of their own, and what can be scheduled for them. */
final class ResourceTypes {

    static final String EXPERIMENT = "experiment";
    static final String FLAG = "flag_environment";

    private static final Map<String, List<String>> ACTIONS =
            Map.of(EXPERIMENT, List.of("launch", "end"), FLAG, List.of("enable", "disable"));

    private ResourceTypes() {}

    /** The actions that there are; empty where it can be any. */
    static List<String> actions(String resourceType) {
        return ACTIONS.getOrDefault(resourceType, List.of());
    }
}
