package org.belfry.bench;

import java.util.Collection;
import java.util.Locale;

/** Many measurements as one, and numbers as people read them. */
final class Figures {

    private Figures() {}

    static double median(Collection<Double> values) {
        return percentile(values, 0.5);
    }

    /** @param part such as 0.99 */
    static double percentile(Collection<Double> values, double part) {
        var sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(part * (sorted.size() - 1))));
    }

    static String whole(double value) {
        return String.format(Locale.ROOT, "%,d", Math.round(value));
    }

    static String hundredths(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
