package org.belfry.platform;

import java.util.Map;

/**
 * The former wordings of patterns that {@link StoredSentence} has stored. A row that was written before a pattern was reworded is read
 * with the present wording, and so is translated too. Add an entry here whenever the pattern of a stored sentence changes.
 */
final class FormerWordings {

    /** The present pattern by each former one, with the same values in the same order. */
    static final Map<String, String> CURRENT = Map.ofEntries(
            Map.entry("%s moments passed from %s on, until %s", "%s scheduled times passed between %s and %s"),
            Map.entry("%s, and only the latest one fires: %s", "%s, and only the latest one runs: %s"),
            Map.entry("%s, where %s s are allowed: %s", "%s, although only %s s are allowed: %s"),
            Map.entry("given up after %s attempts; the last: %s", "failed after %s attempts; last response: %s"),
            Map.entry("it could not be tried again in time", "it could not be retried in time"),
            Map.entry(
                    "it could not be tried again in time; the last: %s",
                    "it could not be retried in time; last response: %s"),
            Map.entry(
                    "it was due at %s and first looked at at %s, %s s later",
                    "it was due at %s but was not processed until %s, %s s later"),
            Map.entry("its moment has come", "it is due"),
            Map.entry("run by hand", "run manually"),
            Map.entry("run by hand; there is nobody to call", "run manually; there is no URL to call"),
            Map.entry("there is nobody to call", "there is no URL to call"),
            Map.entry(
                    "the clock of the node %s is %s s ahead of the database's",
                    "the clock of node %s is %s s ahead of the database clock"),
            Map.entry(
                    "the clock of the node %s is %s s behind the database's",
                    "the clock of node %s is %s s behind the database clock"),
            Map.entry(
                    "the clock of the node %s went from %s to %s in one step: it was set, or the machine slept",
                    "the clock of node %s jumped from %s to %s: it was set, or the machine was suspended"),
            Map.entry(
                    "the last run has been missed; it waits for its next moment",
                    "the last run was missed; waiting for the next run"),
            Map.entry(
                    "the last run has failed; it waits for its next moment",
                    "the last run failed; waiting for the next run"),
            Map.entry(
                    "the last run has fired; it waits for its next moment",
                    "the last run completed; waiting for the next run"),
            Map.entry(
                    "the node %s began to call the target, and ended before it noted the answer: it is not known whether it was carried out, and too late to call again",
                    "node %s stopped before it recorded the response of the target: the call may or may not have succeeded, and it is too late to call again"),
            Map.entry("the run before went on until %s", "the previous run lasted until %s"),
            Map.entry("when it is due cannot be said: %s", "its next run cannot be determined: %s"),
            Map.entry(
                    "whoever scheduled it has no right to it any more: %s",
                    "the scheduler no longer has permission: %s"),
            Map.entry("%s has the role %s no more", "%s no longer has the role %s"));

    private FormerWordings() {}

    /** The present wording; the same for a pattern that was never reworded. */
    static String current(String stored) {
        return CURRENT.getOrDefault(stored, stored);
    }
}
