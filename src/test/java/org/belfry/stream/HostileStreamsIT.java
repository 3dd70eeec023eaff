package org.belfry.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.awaitility.Awaitility;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryIT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that break the protocol of the stream, or want more of it than there is for one. */
class HostileStreamsIT extends BelfryIT {

    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;

    /** As it is by default. */
    private static final int MOST_OF_RECIPIENT = 50;

    private final List<Socket> sockets = new ArrayList<>();

    /** A connection on which a stream was asked for, and the first line of the answer. */
    private record Opened(Socket socket, String head) {

        int status() {
            return Integer.parseInt(head.split(" ")[1]);
        }

        void send(String hex) throws IOException {
            socket.getOutputStream().write(HexFormat.of().parseHex(hex.replace(" ", "")));
        }

        /** The next frame; it has less than 64 KiB. */
        byte[] frame(int first) throws IOException {
            var in = socket.getInputStream();
            assertThat(in.read()).isEqualTo(first);
            var length = in.read();
            return in.readNBytes(length == 126 ? in.read() << 8 | in.read() : length);
        }

        /** The code with which the server ends the stream. */
        int closed() throws IOException {
            var close = frame(CLOSE);
            return (close[0] & 0xFF) << 8 | close[1] & 0xFF;
        }
    }

    private Opened request(String path, String headers) throws IOException {
        var socket = new Socket(url.getHost(), url.getPort());
        sockets.add(socket);
        socket.setSoTimeout((int) Duration.ofSeconds(60).toMillis());
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nx-api-key: " + BelfryClient.ADMIN_KEY + "\r\n"
                                + headers + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var octet = socket.getInputStream().read();
            assertThat(octet).as("answer after %s", head).isNotNegative();
            head.append((char) octet);
        }
        return new Opened(socket, head.toString());
    }

    private Opened webSocket(String recipient, String version) throws IOException {
        return request(
                "/api/stream?recipient=" + recipient,
                "Upgrade: websocket\r\nConnection: keep-alive, Upgrade\r\nSec-WebSocket-Version: " + version
                        + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
    }

    /** An open stream that has said hello. */
    private Opened greeted(String recipient) throws IOException {
        var opened = webSocket(recipient, "13");
        assertThat(opened.head())
                .startsWith("HTTP/1.1 101")
                .containsIgnoringCase("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        assertThat(new String(opened.frame(TEXT), StandardCharsets.UTF_8)).contains("\"hello\"");
        return opened;
    }

    private void closeAll() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a frame of a gigabyte, 81 FF 0000000040000000, 1009",
        "a frame that is not masked, 81 02 6869, 1002",
        "a reserved bit, C1 80 00000000, 1002",
        "a ping of 126 bytes, 89 FE 007E, 1002",
        "a binary message, 82 80 00000000, 1003",
        "text that is no UTF-8, 81 81 00000000 FF, 1007",
        "the end of nothing, 80 80 00000000, 1002",
    })
    void aFrameThatMustNotBeEndsTheStream(String what, String frame, int code) throws Exception {
        var stream = greeted(unique("hostile"));
        stream.send(frame);

        assertThat(stream.closed()).as(what).isEqualTo(code);
        closeAll();
    }

    @Test
    void aMessageOfManyFramesIsNoLargerThanAnother() throws Exception {
        var stream = greeted(unique("hostile"));
        var thousand = " FE 03E8 00000000" + "78".repeat(1000);
        stream.send("01" + thousand);
        for (var i = 1; i < 65; i++) {
            stream.send("00" + thousand);
        }
        stream.send("89 80 00000000");
        assertThat(stream.frame(0x8A)).isEmpty();

        stream.send("00" + thousand);
        assertThat(stream.closed()).isEqualTo(1009);
        closeAll();
    }

    @Test
    void gigabytesThatManyStreamsClaimAreNotAwaited() throws Exception {
        var recipient = unique("hostile");
        var streams = new ArrayList<Opened>();
        for (var i = 0; i < 40; i++) {
            streams.add(greeted(recipient));
        }
        for (var stream : streams) {
            stream.send("81 FF 0000000040000000 00000000");
        }
        for (var stream : streams) {
            assertThat(stream.closed()).isEqualTo(1009);
        }
        closeAll();
        assertThat(greeted(recipient).status()).isEqualTo(101);
        closeAll();
    }

    @Test
    void aClientsGoodbyeIsAnswered() throws Exception {
        var stream = greeted(unique("polite"));
        stream.send("88 82 00000000 03E8");

        assertThat(stream.closed()).isEqualTo(1000);
        closeAll();
    }

    @Test
    void aRecipientHasOnlySoManyStreams() throws Exception {
        var recipient = unique("many");
        var event = request("/api/notifications/stream?recipient=" + recipient, "");
        assertThat(event.status()).isEqualTo(200);
        for (var i = 1; i < MOST_OF_RECIPIENT; i++) {
            greeted(recipient);
        }

        var refused = webSocket(recipient, "13");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.head()).containsIgnoringCase("\r\nretry-after: ");
        assertThat(request("/api/notifications/stream?recipient=" + recipient, "")
                        .status())
                .isEqualTo(429);

        sockets.get(1).close();
        Awaitility.await("the stream that was closed makes room")
                .atMost(Duration.ofSeconds(90))
                .until(() -> webSocket(recipient, "13").status() == 101);
        closeAll();
    }

    @Test
    void anotherVersionIsToldOurs() throws Exception {
        var refused = webSocket(unique("old"), "8");

        assertThat(refused.status()).isEqualTo(426);
        assertThat(refused.head()).containsIgnoringCase("\r\nSec-WebSocket-Version: 13\r\n");
        closeAll();
    }
}
