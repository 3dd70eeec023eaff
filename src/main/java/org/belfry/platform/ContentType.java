package org.belfry.platform;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A media type with its parameters (RFC 9110, 8.3.1).
 *
 * @param type type and subtype, in lower case
 * @param parameters the rest, as it was sent
 */
public record ContentType(String type, String parameters) {

    private static final String TOKEN = "[!#$%&'+.^_`|~0-9A-Za-z-]+";
    private static final Pattern WHOLE = Pattern.compile("(" + TOKEN + "/" + TOKEN + ")((?:[ \t]*;[ \t]*(?:" + TOKEN
            + "=(?:" + TOKEN + "|\"(?:[^\"\\\\]|\\\\.)*\"))?)*)[ \t]*");
    private static final Pattern OTHER_CHARSET =
            Pattern.compile(";[ \t]*charset=(?!\"?utf-?8\"?(?:[ \t;]|$))", Pattern.CASE_INSENSITIVE);

    /** Empty where the header is malformed. */
    public static Optional<ContentType> parse(String header) {
        var parts = WHOLE.matcher(header.strip());
        return parts.matches()
                ? Optional.of(new ContentType(parts.group(1).toLowerCase(Locale.ROOT), parts.group(2)))
                : Optional.empty();
    }

    /** Whether it names a charset, and that is not UTF-8. */
    public boolean isOfAnotherCharset() {
        return OTHER_CHARSET.matcher(parameters).find();
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
