package org.belfry.audit.report;

import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.belfry.platform.Problem;
import org.belfry.platform.QueryParameters;

/** What an answer with entries looks like. */
enum AuditFormat {
    JSON(MediaType.APPLICATION_JSON),
    NDJSON(AuditFormat.NDJSON_TYPE),
    CSV(AuditFormat.CSV_TYPE);

    static final String NDJSON_TYPE = "application/x-ndjson";
    static final String CSV_TYPE = "text/csv";

    private final MediaType type;

    AuditFormat(String type) {
        this.type = MediaType.valueOf(type);
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The same with its characters, where they are not said by the type itself. */
    MediaType type() {
        return this == CSV ? type.withCharset("UTF-8") : type;
    }

    /**
     * @param named in the query, or null
     * @param accepted ranges of media types, the best first
     * @throws Problem 400 for a name that is none
     */
    static AuditFormat of(String named, List<String> accepted) {
        var name = QueryParameters.text("format", named);
        if (name != null) {
            return Arrays.stream(values())
                    .filter(format -> format.code().equals(name))
                    .findFirst()
                    .orElseThrow(() -> Problem.invalid("format", "must be one of %s", "json, ndjson, csv"));
        }
        return accepted.stream()
                .flatMap(range -> range.endsWith("/*") ? Stream.of(JSON) : of(range))
                .findFirst()
                .orElse(JSON);
    }

    private static Stream<AuditFormat> of(String type) {
        return Arrays.stream(values()).filter(format -> format.type.toString().equals(type));
    }
}
