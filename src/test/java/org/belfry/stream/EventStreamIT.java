package org.belfry.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import jakarta.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.belfry.testing.AtOnce;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.EventStreamClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The live stream as Server-Sent Events; what it shares with the WebSocket is tested there. */
@Tag("derby-only")
class EventStreamIT extends BelfryIT {

    private EventStreamClient watch(String recipient, String further) {
        return EventStreamClient.open(
                admin().base(), "recipient=" + recipient + further, "x-api-key", BelfryClient.ADMIN_KEY);
    }

    private long send(String recipient, String title) {
        return admin().event(event("mention", title, recipient))
                .getJsonArray("outcomes")
                .getJsonObject(0)
                .getJsonNumber("notification_id")
                .longValue();
    }

    @Test
    void aStreamSaysHelloAndThenEachChangeWithItsModseq() {
        var ada = unique("ada");
        try (var stream = watch(ada, "")) {
            var hello = stream.await("hello");
            assertThat(hello.id()).isZero();
            var id = send(ada, "Zürich\n🔔");
            var told = stream.await("notification");
            assertThat(told.id()).isEqualTo(1);
            assertThat(told.frame().getJsonObject("notification").getString("title"))
                    .isEqualTo("Zürich\n🔔");
            admin().post("api/notifications/" + id + "/read", null).expect(200);
            stream.awaitModseq(2);
            admin().post("api/notifications/" + id + "/archive", null).expect(200);
            stream.awaitModseq(3);
            send(ada, "to be marked");
            admin().put("api/notifications", "{\"recipient\":\"" + ada + "\",\"markAllRead\":true}")
                    .expect(200);
            assertThat(stream.await("read-all").id()).isEqualTo(5);
            admin().delete("api/notifications", "{\"ids\":[" + id + "]}").expect(200);
            assertThat(stream.await("reset").id()).isEqualTo(6);
            assertThat(stream.modseqs()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        }
    }

    @Test
    void whoComesBackGetsWhatCameMeanwhile() {
        var ada = unique("ada");
        LongStream.rangeClosed(1, 250).forEach(number -> send(ada, "n"));
        try (var stream = watch(ada, "&after=5")) {
            stream.awaitModseq(250);
            assertThat(stream.await("hello").id()).isEqualTo(5);
            assertThat(stream.modseqs())
                    .isEqualTo(LongStream.rangeClosed(6, 250).boxed().toList());
        }
        // The browser's own word is newer than the URL's.
        try (var stream = EventStreamClient.open(
                admin().base(),
                "after=5&recipient=" + ada,
                "x-api-key",
                BelfryClient.ADMIN_KEY,
                "Last-Event-ID",
                "248")) {
            stream.awaitModseq(250);
            assertThat(stream.modseqs()).containsExactly(249L, 250L);
        }
        try (var stream = watch(ada, "&after=1000")) {
            assertThat(stream.await("reset").id()).isEqualTo(250);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "after=abc, 400",
        "after=-1, 400",
        "after=1.5, 400",
        "after=99999999999999999999, 400",
        "recipient=, 400",
        "recipient=a%00b, 400"
    })
    void whatIsWrongIsRefusedInASentence(String query, int status) {
        var whole = query.startsWith("after") ? "recipient=ada&" + query : query;
        assertThat(admin().get("api/notifications/stream?" + whole)
                        .expect(status)
                        .getString("error"))
                .isNotBlank();
    }

    @Test
    void aBoundKeyWatchesItsOwnInboxAndARevokedOneNone() {
        var ada = unique("ada");
        var created = admin().post(
                        "api/keys",
                        Json.createObjectBuilder()
                                .add("name", "bound")
                                .add("role", "viewer")
                                .add("recipient", ada)
                                .build()
                                .toString())
                .expect(201);
        var key = created.getString("key");
        admin().withKey(key).get("api/notifications/stream?recipient=somebody").expect(404);
        try (var stream = EventStreamClient.open(admin().base(), "", "Authorization", "Bearer " + key)) {
            stream.await("hello");
            admin().delete("api/keys/" + created.getInt("id"), null).expect(204);
            stream.awaitEnd();
        }
        admin().withKey(key).get("api/notifications/stream").expect(401);
        admin().withKey(null).get("api/notifications/stream").expect(401);
    }

    /** A page that is read by no program, as by a browser's own EventSource: with the session's cookie. */
    @Test
    void aSessionsCookieOpensItUntilTheSessionEnds() {
        var signedIn = admin().signIn();
        try (var stream = EventStreamClient.open(admin().base(), "", "Cookie", signedIn.cookie())) {
            stream.await("hello");
            var stranger = admin().withKey(null);
            stranger.send(stranger.request("api/session")
                            .header("Cookie", signedIn.cookie())
                            .header("X-CSRF-Token", signedIn.json().getString("csrf_token"))
                            .DELETE())
                    .expect(204);
            stream.awaitEnd();
        }
    }

    /** More than the buffers of both sides hold, and soon: who reads nothing for half a minute is taken for gone. */
    @Test
    void aReaderWhoStopsHoldsNobodyUpAndFindsAllOfItLater() throws Exception {
        var ada = unique("ada");
        var producers = 8;
        var each = 33;
        var count = producers * each;
        var everything = LongStream.rangeClosed(1, count).boxed().toList();
        try (var stopped = new Stopped(admin().base(), "recipient=" + ada);
                var reading = watch(ada, "")) {
            reading.await("hello");
            stopped.awaitHead();
            var message = "ü".repeat(20_000);
            AtOnce.run(producers, any -> IntStream.range(0, each)
                    .mapToObj(number -> admin().event(event("mention", "n", ada).add("message", message)))
                    .toList());
            reading.awaitModseq(count);
            assertThat(reading.modseqs()).isEqualTo(everything);
            assertThat(stopped.readUntil(count)).isEqualTo(everything);
        }
    }

    /** Reads nothing but the head of the answer until it is told to. */
    private static final class Stopped implements AutoCloseable {

        private static final Pattern ID = Pattern.compile("id: ([0-9]+)");

        private final Socket socket = new Socket();
        private final BufferedReader lines;

        Stopped(URI base, String query) throws IOException {
            socket.setReceiveBufferSize(8_192);
            socket.setSoTimeout(60_000);
            socket.connect(new InetSocketAddress(base.getHost(), base.getPort()));
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 64);
            var request =
                    "GET " + base.resolve("api/notifications/stream").getPath() + "?" + query + " HTTP/1.0\r\nHost: "
                            + base.getAuthority() + "\r\nx-api-key: " + BelfryClient.ADMIN_KEY + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        }

        void awaitHead() throws IOException {
            while (!lines.readLine().isEmpty()) {
                assertThat(socket.isClosed()).isFalse();
            }
        }

        /** The ids of the changes up to that one. */
        List<Long> readUntil(long last) throws IOException {
            var ids = new ArrayList<Long>();
            while (ids.isEmpty() || ids.get(ids.size() - 1) < last) {
                var line = lines.readLine();
                assertThat(line).as("the stream goes on after %s", ids).isNotNull();
                var id = ID.matcher(line);
                if (id.matches() && !id.group(1).equals("0")) {
                    ids.add(Long.valueOf(id.group(1)));
                }
            }
            return ids;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
