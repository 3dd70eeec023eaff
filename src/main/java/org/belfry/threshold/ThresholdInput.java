package org.belfry.threshold;

import java.util.List;
import org.belfry.platform.JsonInput;

/** Reads a threshold as an admin describes it. */
final class ThresholdInput {

    private static final int MAX_NAME = 200;
    private static final int MAX_KEY = 300;
    private static final int MAX_MEMBER = 100;
    private static final int MAX_RECIPIENTS = 100;
    private static final long MAX_AMOUNT = 1_000_000_000_000_000L;

    /** A week. */
    private static final long MAX_WITHIN = 7 * 86_400L;

    private ThresholdInput() {}

    /** What is missing or wrong is noted in the input, and the answer is of no use then. */
    static Threshold.Settings read(JsonInput input) {
        var name = input.requiredText("name", MAX_NAME);
        var type = input.requiredText("type", MAX_NAME);
        var key = optional(input, "key", MAX_KEY);
        var sumOf = optional(input, "sum_of", MAX_MEMBER);
        var amount = required(input, "amount", MAX_AMOUNT);
        var within = required(input, "within", MAX_WITHIN);
        var clearAt = input.integer("clear_at", 0, MAX_AMOUNT);
        var raises = input.requiredText("raises", MAX_NAME);
        var recipients = input.texts("recipients", MAX_RECIPIENTS, MAX_NAME);
        var topics = input.texts("topics", MAX_RECIPIENTS, MAX_NAME);
        var enabled = input.bool("enabled");
        if (amount != null && clearAt != null && clearAt >= amount) {
            input.reject("clear_at", "must be less than amount");
        }
        if (type != null && type.equals(raises)) {
            input.reject("raises", "must differ from the type that is counted");
        }
        if (recipients.isEmpty() && topics.isEmpty() && input.isFine()) {
            input.reject("recipients", "is required: at least one name, or topics");
        }
        return input.isFine()
                ? settings(
                        name,
                        new Threshold.Condition(
                                type, key, sumOf, amount, within, clearAt == null ? amount / 2 : clearAt),
                        raises,
                        recipients,
                        topics,
                        enabled)
                : null;
    }

    private static Threshold.Settings settings(
            String name,
            Threshold.Condition condition,
            String raises,
            List<String> recipients,
            List<String> topics,
            Boolean enabled) {
        return new Threshold.Settings(
                name, condition, new Threshold.RaisedEvent(raises, recipients, topics), !Boolean.FALSE.equals(enabled));
    }

    private static String optional(JsonInput input, String field, int max) {
        return input.has(field) ? input.requiredText(field, max) : null;
    }

    private static Long required(JsonInput input, String field, long max) {
        if (!input.has(field)) {
            input.reject(field, "is required");
        }
        return input.integer(field, 1, max);
    }
}
