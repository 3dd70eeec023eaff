package org.belfry.platform;

import java.util.Locale;
import java.util.Optional;

/**
 * A media type with its parameters (RFC 9110, 8.3.1).
 *
 * @param type type and subtype, in lower case
 * @param parameters the rest, as it was sent
 */
public record ContentType(String type, String parameters) {

    /** Longer than any client has a reason for. */
    static final int LONGEST = 1_000;

    private static final String TOKEN = "[!#$%&'+.^_`|~0-9A-Za-z-]++";
    private static final InputPattern WHOLE = InputPattern.of(
            LONGEST,
            "(" + TOKEN + "/" + TOKEN + ")((?:[ \t]*+;[ \t]*+(?:" + TOKEN + "=(?:" + TOKEN
                    + "|\"(?:[^\"\\\\]|\\\\.)*+\"))?+)*+)[ \t]*+");
    private static final InputPattern OTHER_CHARSET =
            InputPattern.ofPart(LONGEST, "(?i);[ \t]*+charset=(?!\"?utf-?8\"?(?:[ \t;]|$))");

    /** Empty if the header is malformed or has more than 1,000 characters. */
    public static Optional<ContentType> parse(String header) {
        return WHOLE.match(header.strip())
                .map(parts -> new ContentType(parts.group(1).toLowerCase(Locale.ROOT), parts.group(2)));
    }

    /** Whether it names a charset, and that is not UTF-8. */
    public boolean isOfAnotherCharset() {
        return OTHER_CHARSET.find(parameters).isPresent();
    }

    /** By the rule of the CloudEvents JSON format (1.0.2, 3.1.1). */
    public boolean isJson() {
        return type.endsWith("/json") || type.endsWith("+json");
    }

    /** What a person can read as it is. */
    public boolean isText() {
        return type.startsWith("text/") || type.endsWith("/xml") || type.endsWith("+xml");
    }
}
