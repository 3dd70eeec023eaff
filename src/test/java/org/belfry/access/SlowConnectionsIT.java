package org.belfry.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryIT;
import org.junit.jupiter.api.Test;

/** Strangers, and others, who announce a body and do not send it. The build sets the deadline of a body to five seconds. */
class SlowConnectionsIT extends BelfryIT {

    private static final int OF_EACH_KIND = 50;
    private static final String KEY = "x-api-key: " + BelfryClient.ADMIN_KEY + "\r\n";
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";
    private static final String LENGTH = "Content-Length: 1000\r\n";
    private static final String CHUNKS = "Transfer-Encoding: chunked\r\n";
    private static final String UPGRADE = "Upgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    /** A body that takes its time, and with what it may be answered. */
    private record Kind(String line, String headers, Set<Integer> answers) {

        String firstBytes() {
            return headers.contains(CHUNKS) ? "3e8\r\n{" : "{";
        }
    }

    private static final Set<Integer> GIVEN_UP = Set.of(408, 429);

    private static final List<Kind> KINDS = List.of(
            new Kind("POST /api/events", JSON + LENGTH, Set.of(401)),
            new Kind("POST /api/events", "x-api-key: wrong\r\n" + JSON + CHUNKS, Set.of(401)),
            new Kind("POST /api/events", KEY + JSON + LENGTH, GIVEN_UP),
            new Kind("PUT /api/preferences?recipient=slow", KEY + JSON + CHUNKS, GIVEN_UP),
            new Kind("POST /api/session", JSON + LENGTH, GIVEN_UP),
            new Kind("POST /console/sign-in", FORM + LENGTH, GIVEN_UP),
            new Kind("POST /inbox", FORM + LENGTH, Set.of(405)),
            new Kind("GET /api/types", KEY + LENGTH, Set.of(400)),
            new Kind("POST /api/events", KEY + JSON + UPGRADE + LENGTH, Set.of(400)),
            new Kind("GET /api/stream", KEY + UPGRADE + CHUNKS, Set.of(400)));

    private Socket open(Kind kind) throws IOException {
        var socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout((int) Duration.ofSeconds(60).toMillis());
        send(socket, kind.line() + " HTTP/1.1\r\nHost: localhost\r\n" + kind.headers() + "\r\n" + kind.firstBytes());
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void slowBodiesKeepNobodyElseWaiting() throws Exception {
        var sockets = new ArrayList<Socket>();
        try {
            for (var i = 0; i < OF_EACH_KIND; i++) {
                for (var kind : KINDS) {
                    sockets.add(open(kind));
                }
            }
            assertLive();
            for (var i = 0; i < 5; i++) {
                admin().event(BelfryClient.event("task_assigned", "Meanwhile", "meanwhile"));
            }
            for (var i = 0; i < sockets.size(); i++) {
                dribble(sockets.get(i));
            }
            assertLive();
            for (var i = 0; i < sockets.size(); i++) {
                var kind = KINDS.get(i % KINDS.size());
                var answer = head(sockets.get(i));
                assertThat(answer).as("%s", kind).containsIgnoringCase("connection: close");
                assertThat(kind.answers()).as("%s", kind).contains(Integer.parseInt(answer.split(" ")[1]));
            }
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    /** What is asked of a load balancer's probe; once, as the machine may be busy with other things. */
    private void assertLive() {
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var probe = HttpRequest.newBuilder(URI.create(url + "health/live"))
                .timeout(Duration.ofSeconds(1))
                .build();
        Awaitility.await("/health/live within a second")
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> client.send(probe, BodyHandlers.ofString()).statusCode() == 200);
    }

    private static void dribble(Socket socket) {
        try {
            send(socket, " ");
        } catch (IOException e) {
            // It was refused, and is closed.
        }
    }

    /** Of the answer. A server may close the connection while something is unread, which its client may see as a reset. */
    private static String head(Socket socket) throws IOException {
        var head = new StringBuilder();
        var in = socket.getInputStream();
        while (head.indexOf("\r\n\r\n") < 0) {
            var octet = in.read();
            assertThat(octet).as("answer after %s", head).isNotNegative();
            head.append((char) octet);
        }
        return head.toString();
    }

    /** Sends a request with a body in pieces, each as a packet of its own. */
    private String inPieces(String line, String headers, String body) throws IOException {
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) Duration.ofSeconds(60).toMillis());
            send(socket, line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers);
            send(socket, "Content-Length: " + body.length() + "\r\n\r\n");
            for (var from = 0; from < body.length(); from += 50) {
                send(socket, body.substring(from, Math.min(body.length(), from + 50)));
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aBodyInPiecesIsReadLikeAnyOther() throws Exception {
        var recipient = unique("pieces");
        var event = BelfryClient.event("task_assigned", "x".repeat(200), recipient)
                .build()
                .toString();
        var key = "Idempotency-Key: " + unique("key") + "\r\n";

        assertThat(inPieces("POST /api/events", KEY + JSON + key, event)).startsWith("HTTP/1.1 201");
        assertThat(inPieces("POST /api/events", KEY + JSON + key, event)).startsWith("HTTP/1.1 201");
        assertThat(inPieces("PUT /api/preferences?recipient=" + recipient, KEY + JSON, "{\"types\": {}}"))
                .startsWith("HTTP/1.1 200");
        assertThat(inPieces(
                        "POST /api/session", JSON, "{\"account\": \"nobody\", \"password\": \"not the right one\"}"))
                .startsWith("HTTP/1.1 401");
        assertThat(inPieces("POST /api/events", KEY + JSON, "{\"type\": ")).startsWith("HTTP/1.1 400");

        assertThat(admin().inbox(recipient).getInt("total")).isEqualTo(1);
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedWithoutIt() throws Exception {
        var kind = new Kind("POST /api/events", KEY + JSON + "Content-Length: 1048577\r\n", Set.of());
        try (var socket = open(kind)) {
            assertThat(head(socket)).contains(" 413 ").containsIgnoringCase("connection: close");
        }
    }

    /** A server may refuse it without us. */
    @Test
    void aBodyThatIsNoneIsRefused() throws Exception {
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout((int) Duration.ofSeconds(60).toMillis());
            send(
                    socket,
                    "POST /api/events HTTP/1.1\r\nHost: localhost\r\n" + KEY + JSON + CHUNKS + "\r\n3\r\n{\"a\r\n");
            send(socket, "no length\r\n");
            assertThat(head(socket)).startsWith("HTTP/1.1 400");
        }
    }

    /** Payara Micro asks everybody to continue before the application sees the request. */
    @Test
    void whoeverAwaitsToBeAskedIsRefusedWithoutABody() throws Exception {
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout((int) Duration.ofSeconds(60).toMillis());
            send(
                    socket,
                    "POST /api/events HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n" + JSON + LENGTH
                            + "\r\n");
            var answer = head(socket);
            assertThat(answer.contains(" 100 ") ? head(socket) : answer).startsWith("HTTP/1.1 401");
        }
    }
}
