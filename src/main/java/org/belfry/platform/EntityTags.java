package org.belfry.platform;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;

/** Strong entity tags (RFC 9110, 8.8.3), and the answers that depend on them. */
public final class EntityTags {

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
        for (var at = 0; at < known.length(); ) {
            var from = afterBlanks(known, at);
            from = known.startsWith("W/", from) ? from + 2 : from;
            var quote = known.startsWith("\"", from) ? known.indexOf('"', from + 1) : -1;
            var end = afterBlanks(known, quote + 1);
            if (quote < 0 || end < known.length() && known.charAt(end) != ',') {
                return false;
            }
            if (known.substring(from, quote + 1).equals(tag)) {
                return true;
            }
            at = end + 1;
        }
        return false;
    }

    private static int afterBlanks(String text, int from) {
        var at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
