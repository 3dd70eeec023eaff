package org.belfry.platform;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Strong entity tags (RFC 9110, 8.8.3), and the answers that depend on them. */
public final class EntityTags {

    private static final Pattern TAG = Pattern.compile("\\s*(?:W/)?(\"[^\"]*\")\\s*(?:,|$)");

    private EntityTags() {}

    /** The tag of what depends on these values alone, and on the URL. */
    public static String of(Object... values) {
        var text = new StringBuilder();
        for (var value : values) {
            text.append(value).append('\n');
        }
        return '"' + Secrets.sha256(text.toString()).substring(0, 32) + '"';
    }

    /**
     * 304 where the client has it already, else 200; both with the tag.
     *
     * @param known the request's {@code If-None-Match}, or null
     * @param tag of the present state, with its quotes
     * @param body makes the JSON, which a 304 does not need
     */
    public static Response answer(String known, String tag, Supplier<String> body) {
        var answer = matches(known, tag) ? Response.notModified() : Response.ok(body.get());
        return answer.header(HttpHeaders.ETAG, tag).build();
    }

    /** Compared weakly, as RFC 9110 wants it for this header; what is no list of tags matches nothing. */
    static boolean matches(String known, String tag) {
        if (known == null) {
            return false;
        }
        if (known.strip().equals("*")) {
            return true;
        }
        var tags = TAG.matcher(known);
        while (tags.lookingAt()) {
            if (tags.group(1).equals(tag)) {
                return true;
            }
            tags.region(tags.end(), known.length());
        }
        return false;
    }
}
