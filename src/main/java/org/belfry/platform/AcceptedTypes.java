package org.belfry.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What a client asked for by {@code Accept} (RFC 9110, 12.5.1), for the few answers that there are in more than one form. The JAX-RS
 * implementations are not shown it, see {@link ApiRequest}.
 */
public final class AcceptedTypes {

    private static final String ATTRIBUTE = AcceptedTypes.class.getName();
    private static final InputPattern QUALITY =
            InputPattern.ofPart(200, "(?i)(?:^|;)\\s*+q\\s*+=\\s*+(0(?:\\.\\d{0,3})?|1(?:\\.0{0,3})?)\\s*+(?:;|$)");

    private record Range(String type, double quality) {}

    private AcceptedTypes() {}

    /** Keeps the header with a request. */
    static void keep(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, String.join(",", Collections.list(request.getHeaders("Accept"))));
    }

    /** The ranges that a request asked for, the best first; none where it did not say. */
    public static List<String> of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String header ? parse(header) : List.of();
    }

    /** What is malformed is passed over, and what is not acceptable. */
    static List<String> parse(String header) {
        var ranges = new ArrayList<Range>();
        for (var part : Characters.split(header, ',')) {
            var cut = part.indexOf(';');
            var type = (cut < 0 ? part : part.substring(0, cut)).strip().toLowerCase(Locale.ROOT);
            var quality = QUALITY.find(cut < 0 ? "" : part.substring(cut));
            ranges.add(new Range(
                    type,
                    quality.map(found -> Double.parseDouble(found.group(1))).orElse(1.0)));
        }
        return ranges.stream()
                .filter(range -> range.quality() > 0 && range.type().indexOf('/') > 0)
                .sorted(Comparator.comparingDouble(Range::quality).reversed())
                .map(Range::type)
                .toList();
    }
}
