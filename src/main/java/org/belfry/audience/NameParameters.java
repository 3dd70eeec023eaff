package org.belfry.audience;

import jakarta.json.JsonObject;
import java.util.SortedSet;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.Problem;
import org.belfry.platform.Sentence;

/** The names of recipients and topics, as a path or a query has them. */
public final class NameParameters {

    /** Most characters (UTF-16 units). */
    static final int MAX = 200;

    private static final int TOLD = 20;

    private NameParameters() {}

    /** @throws Problem 400 for what can be no name */
    public static String checked(String field, String name) {
        Sentence wrong = wrong(name);
        if (wrong != null) {
            throw Problem.invalid(field, wrong);
        }
        return name;
    }

    /** How many there are and the first of them, for an entry of the audit log, which is not to grow with their number. */
    static JsonObject some(SortedSet<String> names) {
        var first = JsonOutput.array();
        names.stream().limit(TOLD).forEach(first::add);
        return JsonOutput.object()
                .add("count", names.size())
                .add("recipients", first)
                .build();
    }

    /** Why it can be no name; null where it can. */
    static Sentence wrong(String name) {
        return name.isBlank() || name.length() > MAX || name.indexOf('\0') >= 0
                ? Sentence.of("must have 1 to %s characters, and no U+0000", MAX)
                : null;
    }
}
