package org.belfry.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One HTTP/1.1 connection, kept alive as long as the server wants. It costs little, as the server that is measured shares
 * the machine: no threads of its own, no more of HTTP than Belfry's answers need.
 */
final class HttpConnection implements Closeable {

    /** @param tag the ETag, or null */
    record Answer(int status, byte[] body, String tag) {

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** After which the server may have closed it. */
    private static final long IDLE_NANOS = 10_000_000_000L;

    private final URI server;
    private final String key;
    private Socket socket;
    private InputStream in;
    private long usedAt;

    HttpConnection(URI server, String key) {
        this.server = server;
        this.key = key;
    }

    Answer get(String path, int expected) throws IOException {
        return send("GET", path, "", expected);
    }

    /** With {@code If-None-Match}. */
    Answer get(String path, String tag, int expected) throws IOException {
        return send("GET", path, "If-None-Match: " + tag + "\r\n\r\n", expected);
    }

    Answer post(String path, String json, int expected) throws IOException {
        var length = json.getBytes(StandardCharsets.UTF_8).length;
        return send(
                "POST",
                path,
                "Content-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n" + json,
                expected);
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }

    private Answer send(String method, String path, String rest, int expected) throws IOException {
        if (System.nanoTime() - usedAt > IDLE_NANOS) {
            close();
        }
        if (socket == null) {
            socket = new Socket(server.getHost(), server.getPort());
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream(), 65_536);
        }
        var request = method + " /" + path + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\nx-api-key: " + key
                + "\r\n" + (rest.isEmpty() ? "\r\n" : rest);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        var answer = read();
        usedAt = System.nanoTime();
        if (answer.status() != expected) {
            throw new IOException(method + " " + path + ": " + answer.status() + " " + answer.text());
        }
        return answer;
    }

    private Answer read() throws IOException {
        var status = Integer.parseInt(line().substring(9, 12));
        var length = 0;
        var chunked = false;
        var last = false;
        String tag = null;
        for (var header = line(); !header.isEmpty(); header = line()) {
            var colon = header.indexOf(':');
            var value = header.substring(colon + 1).strip();
            switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = Integer.parseInt(value);
                case "transfer-encoding" -> chunked = value.equalsIgnoreCase("chunked");
                case "connection" -> last = value.equalsIgnoreCase("close");
                case "etag" -> tag = value;
                default -> {
                    // Nothing that matters here.
                }
            }
        }
        var body = chunked ? chunks() : in.readNBytes(length);
        if (last) {
            close();
        }
        return new Answer(status, body, tag);
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        int size;
        do {
            size = Integer.parseInt(line(), 16);
            body.write(in.readNBytes(size));
            line();
        } while (size > 0);
        return body.toByteArray();
    }

    private String line() throws IOException {
        var line = new StringBuilder(64);
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The server closed the connection.");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
