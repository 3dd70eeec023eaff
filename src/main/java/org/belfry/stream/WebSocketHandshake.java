package org.belfry.stream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collections;
import java.util.stream.Stream;
import org.belfry.platform.Characters;
import org.belfry.platform.Problem;

/** The opening handshake of a WebSocket (RFC 6455, 4.2). */
final class WebSocketHandshake {

    static final String SUB_PROTOCOL = "belfry.v1";

    private static final String VERSION_HEADER = "Sec-WebSocket-Version";
    private static final String PROTOCOL_HEADER = "Sec-WebSocket-Protocol";
    private static final String VERSION = "13";
    private static final int KEY_BYTES = 16;

    /** The text that every server appends to the key. */
    private static final String APPENDED = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private WebSocketHandshake() {}

    /** @throws Problem for a request that opens no WebSocket */
    static void check(HttpServletRequest request, HttpServletResponse response) {
        if (!VERSION.equals(request.getHeader(VERSION_HEADER))) {
            response.setHeader(VERSION_HEADER, VERSION);
            throw Problem.of(426, "The version of the WebSocket protocol must be %s", VERSION);
        }
        if (tokens(request, "Connection").noneMatch("upgrade"::equalsIgnoreCase) || !isKey(key(request))) {
            throw Problem.badRequest("The WebSocket handshake is incomplete");
        }
    }

    /** Writes the answer with which the connection becomes a WebSocket. */
    static void accept(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
        response.setHeader("Upgrade", "websocket");
        response.setHeader("Connection", "Upgrade");
        response.setHeader("Sec-WebSocket-Accept", accepted(key(request)));
        if (tokens(request, PROTOCOL_HEADER).anyMatch(SUB_PROTOCOL::equals)) {
            response.setHeader(PROTOCOL_HEADER, SUB_PROTOCOL);
        }
    }

    static String accepted(String key) {
        try {
            var hash = MessageDigest.getInstance("SHA-1").digest((key + APPENDED).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-1", e);
        }
    }

    private static String key(HttpServletRequest request) {
        var key = request.getHeader("Sec-WebSocket-Key");
        return key == null ? "" : key.strip();
    }

    static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Stream<String> tokens(HttpServletRequest request, String header) {
        return Collections.list(request.getHeaders(header)).stream()
                .flatMap(line -> Characters.split(line, ',').stream())
                .map(String::strip);
    }
}
