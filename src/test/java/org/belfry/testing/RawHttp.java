package org.belfry.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sends bytes that no HTTP client would, each request on a connection of its own. */
public final class RawHttp {

    /** An answer; its body is what came after the header, without the framing of chunks. Each cookie that it sets is a line of the header's value. */
    public record Answer(int status, Map<String, String> headers, byte[] body) {

        /** A cookie that it sets, with its attributes. */
        public String cookie(String name) {
            return headers.getOrDefault(SET_COOKIE, "")
                    .lines()
                    .filter(cookie -> cookie.startsWith(name + "="))
                    .findFirst()
                    .orElseThrow();
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private static final String SET_COOKIE = "Set-Cookie";
    private static final byte[] END_OF_HEADER = {'\r', '\n', '\r', '\n'};

    private RawHttp() {}

    /**
     * @param requestLine without the version
     * @param headers whole lines; Host, Connection and Content-Length are added
     * @param body null for none
     */
    public static Answer send(URI server, byte[] requestLine, List<byte[]> headers, byte[] body) {
        return send(server, server.getAuthority(), requestLine, headers, body);
    }

    /** The same with another Host. */
    public static Answer send(URI server, String host, byte[] requestLine, List<byte[]> headers, byte[] body) {
        var request = new ByteArrayOutputStream();
        request.writeBytes(requestLine);
        line(request, " HTTP/1.1");
        line(request, "Host: " + host);
        line(request, "Connection: close");
        var framed = false;
        for (var header : headers) {
            framed |= new String(header, StandardCharsets.ISO_8859_1)
                    .toLowerCase(Locale.ROOT)
                    .startsWith("transfer-encoding");
            request.writeBytes(header);
            line(request, "");
        }
        if (body != null && !framed) {
            line(request, "Content-Length: " + body.length);
        }
        line(request, "");
        request.writeBytes(body == null ? new byte[0] : body);
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout((int) Duration.ofSeconds(60).toMillis());
            socket.getOutputStream().write(request.toByteArray());
            return read(socket.getInputStream().readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void line(ByteArrayOutputStream request, String text) {
        request.writeBytes((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Answer read(byte[] answer) {
        var end = indexOf(answer, END_OF_HEADER, 0);
        var lines = new ArrayList<>(List.of(new String(answer, 0, end, StandardCharsets.ISO_8859_1).split("\r\n")));
        var status = Integer.parseInt(lines.remove(0).split(" ")[1]);
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var header : lines) {
            var cut = header.indexOf(':');
            var name = header.substring(0, cut);
            var value = header.substring(cut + 1).strip();
            if (name.equalsIgnoreCase(SET_COOKIE)) {
                headers.merge(name, value, (first, next) -> first + "\n" + next);
            } else {
                headers.put(name, value);
            }
        }
        var body = Arrays.copyOfRange(answer, end + END_OF_HEADER.length, answer.length);
        return new Answer(
                status, headers, "chunked".equals(headers.get("Transfer-Encoding")) ? withoutChunks(body) : body);
    }

    private static byte[] withoutChunks(byte[] framed) {
        var body = new ByteArrayOutputStream();
        for (var at = 0; at < framed.length; ) {
            var end = indexOf(framed, new byte[] {'\r', '\n'}, at);
            var length = Integer.parseInt(new String(framed, at, end - at, StandardCharsets.ISO_8859_1).strip(), 16);
            if (length == 0) {
                break;
            }
            body.write(framed, end + 2, length);
            at = end + 2 + length + 2;
        }
        return body.toByteArray();
    }

    private static int indexOf(byte[] all, byte[] part, int from) {
        for (var at = from; at + part.length <= all.length; at++) {
            if (Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        throw new IllegalStateException("No HTTP answer: " + new String(all, StandardCharsets.ISO_8859_1));
    }
}
