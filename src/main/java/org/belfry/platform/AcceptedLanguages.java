package org.belfry.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What a client asked for by {@code Accept-Language} (RFC 9110, 12.5.4). The servers and the JAX-RS implementations read a malformed one each in
 * its own way, some with an exception: they see only the well-formed part.
 */
public final class AcceptedLanguages {

    private static final int LONGEST = 1_000;
    private static final int MOST = 20;
    private static final InputPattern RANGE = InputPattern.of(
            60,
            "([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,5})(?:[ \t]*+;[ \t]*+[qQ]=(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?))?");

    /** @param tag a language tag */
    record Range(String tag, double quality) {}

    private final List<Range> ranges;

    private AcceptedLanguages(List<Range> ranges) {
        this.ranges = ranges;
    }

    public static AcceptedLanguages of(HttpServletRequest request) {
        return parse(Collections.list(request.getHeaders("Accept-Language")));
    }

    /** Malformed or overlong ranges are skipped, and so is {@code *}. */
    static AcceptedLanguages parse(List<String> headers) {
        var ranges = new ArrayList<Range>();
        for (var header : headers) {
            if (header.length() <= LONGEST) {
                for (var part : Characters.split(header, ',')) {
                    RANGE.match(part.strip())
                            .map(found -> new Range(
                                    found.group(1), found.group(2) == null ? 1 : Double.parseDouble(found.group(2))))
                            .filter(range -> range.quality() > 0 && ranges.size() < MOST)
                            .ifPresent(ranges::add);
                }
            }
        }
        ranges.sort(Comparator.comparingDouble(Range::quality).reversed());
        return new AcceptedLanguages(List.copyOf(ranges));
    }

    /** The best first; none where the client did not say. */
    public List<Locale> locales() {
        return ranges.stream().map(range -> Locale.forLanguageTag(range.tag())).toList();
    }

    /** Null if there is none. */
    String header() {
        return ranges.isEmpty()
                ? null
                : String.join(
                        ", ",
                        ranges.stream()
                                .map(range -> range.quality() == 1
                                        ? range.tag()
                                        : range.tag() + ";q=" + String.format(Locale.ROOT, "%.3f", range.quality()))
                                .toList());
    }
}
