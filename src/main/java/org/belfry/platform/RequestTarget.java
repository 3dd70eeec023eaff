package org.belfry.platform;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Whether a path and a query are what RFC 3986 allows: the servers read what is not in different ways. */
final class RequestTarget {

    /** The longest request line on both servers (payara/preboot.txt, liberty/server.xml). */
    private static final int LONGEST = 32_768;

    private static final String PLAIN = "A-Za-z0-9._~!$&'()*+,;=:@%-";
    private static final InputPattern PATH = InputPattern.of(LONGEST, "[/" + PLAIN + "]*+");
    private static final InputPattern QUERY = InputPattern.of(LONGEST, "[/?\\[\\]" + PLAIN + "]*+");

    /**
     * A step that no path needs, a control character, and what Open Liberty refuses by Servlet 6.0 (3.5.2): an encoded dot,
     * slash, backslash or number sign. Such a name goes into a body or a query.
     */
    private static final InputPattern SUSPICIOUS =
            InputPattern.ofPart(LONGEST, "(?i)%2[3ef]|%5c|%[01].|%7f|/\\.{1,2}(?=[/;]|$)");

    private RequestTarget() {}

    /** @param path as it was sent, percent-encoded */
    static boolean isWellFormedPath(String path) {
        return PATH.matches(path) && SUSPICIOUS.find(path).isEmpty() && isUtf8(path);
    }

    /** @param query as it was sent, percent-encoded; null for none */
    static boolean isWellFormedQuery(String query) {
        return query == null || QUERY.matches(query) && isUtf8(query);
    }

    private static boolean isUtf8(String encoded) {
        if (encoded.indexOf('%') < 0) {
            return true;
        }
        var bytes = new ByteArrayOutputStream();
        for (var i = 0; i < encoded.length(); i++) {
            var c = encoded.charAt(i);
            if (c != '%') {
                bytes.write(c);
            } else if (i + 2 < encoded.length() && isHex(encoded.charAt(i + 1)) && isHex(encoded.charAt(i + 2))) {
                bytes.write(Integer.parseInt(encoded, i + 1, i + 3, 16));
                i += 2;
            } else {
                return false;
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0 && c < 128;
    }
}
