package org.belfry.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import jakarta.json.Json;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.StreamClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamIT extends BelfryIT {

    @Test
    void aStreamSaysHelloAndThenEachNotification() {
        var ada = unique("ada");
        try (var stream = StreamClient.open(admin(), ada, null)) {
            assertThat(stream.subprotocol()).isEqualTo("belfry.v1");
            var hello = stream.await("hello");
            assertThat(hello.getInt("modseq")).isZero();
            assertThat(hello.getInt("unreadCount")).isZero();
            admin().event(event("mention", "One", ada)
                    .add("data", Json.createObjectBuilder().add("k", 1)));
            var frame = stream.await("notification");
            assertThat(frame.getInt("modseq")).isEqualTo(1);
            assertThat(frame.getInt("unreadCount")).isEqualTo(1);
            assertThat(frame.getJsonObject("notification"))
                    .isEqualTo(admin().inbox(ada).getJsonArray("notifications").getJsonObject(0));
        }
    }

    @Test
    void twoBrowsersOfOnePersonStayInStep() {
        var ada = unique("ada");
        try (var one = StreamClient.open(admin(), ada, 0L);
                var other = StreamClient.open(admin(), ada, 0L)) {
            var id = send(ada, "n");
            one.awaitModseq(1);
            other.awaitModseq(1);
            one.send("{\"action\":\"read\",\"ids\":[" + id + "]}");
            other.awaitModseq(2);
            var changed = other.changes().get(1);
            assertThat(changed.getInt("unreadCount")).isZero();
            assertThat(changed.getJsonObject("notification").isNull("read_at")).isFalse();
            send(ada, "n");
            one.awaitModseq(3);
            one.send("{\"action\":\"read-all\"}");
            other.awaitModseq(4);
            assertThat(other.changes().get(3).getString("frame")).isEqualTo("read-all");
            assertThat(other.changes().get(3).getInt("unreadCount")).isZero();
            assertThat(other.modseqs()).containsExactly(1L, 2L, 3L, 4L);
        }
    }

    @Test
    void aReceiptTakesAModseqAndIsNoNews() {
        var ada = unique("ada");
        try (var stream = StreamClient.open(admin(), ada, 0L)) {
            var id = send(ada, "n");
            stream.send("{\"action\":\"delivered\",\"ids\":[" + id + "]}");
            Awaitility.await().until(() -> admin().inbox(ada).getInt("modseq") == 2);
            send(ada, "n");
            stream.awaitModseq(3);
            assertThat(stream.modseqs()).containsExactly(1L, 3L);
        }
        assertThat(admin().inbox(ada)
                        .getJsonArray("notifications")
                        .getJsonObject(1)
                        .isNull("delivered_at"))
                .isFalse();
    }

    @Test
    void resumeTellsEveryLaterChangeOnceInOrderAndNothingElse() {
        var ada = unique("ada");
        var first = send(ada, "n1");
        send(ada, "n2");
        send(ada, "n3");
        markRead(first);
        try (var stream = StreamClient.open(admin(), ada, 1L)) {
            assertThat(stream.await("hello").getInt("modseq")).isEqualTo(4);
            stream.awaitModseq(4);
            assertThat(stream.modseqs()).containsExactly(2L, 3L, 4L);
            assertThat(stream.changes()
                            .get(2)
                            .getJsonObject("notification")
                            .getJsonNumber("id")
                            .longValue())
                    .isEqualTo(first);
        }
        try (var stream = StreamClient.open(admin(), ada, 4L)) {
            send(ada, "n4");
            stream.awaitModseq(5);
            assertThat(stream.modseqs()).containsExactly(5L);
        }
    }

    @Test
    void resumeAcrossReadAllAndRemovalTellsThemInTheirPlace() {
        var ada = unique("ada");
        var first = send(ada, "n1");
        send(ada, "n2");
        admin().put("api/notifications", "{\"recipient\":\"" + ada + "\",\"markAllRead\":true}")
                .expect(200);
        send(ada, "n3");
        admin().delete("api/notifications", "{\"ids\":[" + first + "]}").expect(200);
        send(ada, "n4");
        try (var stream = StreamClient.open(admin(), ada, 0L)) {
            stream.awaitModseq(6);
            assertThat(stream.changes())
                    .extracting(frame -> frame.getString("frame") + " " + frame.getInt("modseq"))
                    .containsExactly("notification 2", "read-all 3", "notification 4", "reset 5", "notification 6");
            assertThat(stream.changes().get(0).getJsonObject("notification").isNull("read_at"))
                    .isFalse();
        }
    }

    @Test
    void aLongAbsenceIsResumedInPagesWithoutAGap() {
        var ada = unique("ada");
        for (var i = 0; i < 450; i++) {
            send(ada, "n");
        }
        try (var stream = StreamClient.open(admin(), ada, 5L)) {
            stream.awaitModseq(450);
            assertThat(stream.modseqs())
                    .isEqualTo(LongStream.rangeClosed(6, 450).boxed().toList());
        }
    }

    @Test
    void aPositionThatTheInboxNeverHadMeansToListAgain() {
        var ada = unique("ada");
        send(ada, "n");
        try (var stream = StreamClient.open(admin(), ada, 1000L)) {
            assertThat(stream.await("reset").getInt("modseq")).isEqualTo(1);
        }
    }

    @Test
    void connectionsCutAtRandomWhileEventsArriveMissNothing() throws Exception {
        var ada = unique("ada");
        var total = 300;
        var poster = Executors.newFixedThreadPool(4);
        try {
            for (var i = 0; i < 4; i++) {
                poster.submit(() -> {
                    for (var n = 0; n < total / 4; n++) {
                        send(ada, "n");
                    }
                });
            }
            var seen = new ArrayList<Long>();
            var random = new Random(7);
            while (seen.isEmpty() || seen.get(seen.size() - 1) < total) {
                var position = seen.isEmpty() ? 0L : seen.get(seen.size() - 1);
                try (var stream = StreamClient.open(admin(), ada, position)) {
                    stream.awaitModseq(Math.min(total, position + 1 + random.nextInt(40)));
                    stream.cut();
                    seen.addAll(stream.modseqs());
                }
            }
            assertThat(seen).isEqualTo(LongStream.rangeClosed(1, total).boxed().toList());
        } finally {
            poster.shutdown();
            assertThat(poster.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aTicketIsGoodOnceAndForItsOriginOnly() {
        var ada = unique("ada");
        var ticket = ticket(admin(), ada);
        StreamClient.open(admin().base(), "ticket=" + ticket).await("hello");
        assertThat(StreamClient.refusal(admin().base(), "ticket=" + ticket)).isEqualTo(401);

        var fromPage = admin().send(admin().request("api/stream/tickets?recipient=" + ada)
                        .header("Origin", "https://app.example.org")
                        .POST(HttpRequest.BodyPublishers.noBody()))
                .expect(201)
                .getString("ticket");
        assertThat(StreamClient.refusal(admin().base(), "ticket=" + fromPage, "Origin", "https://evil.example.org"))
                .isEqualTo(401);
        StreamClient.open(admin().base(), "ticket=" + fromPage, "Origin", "https://app.example.org")
                .await("hello");
    }

    @Test
    void aProgramConnectsWithItsKeyInTheHeader() {
        var ada = unique("ada");
        try (var stream = StreamClient.open(
                admin().base(), "recipient=" + ada, "Authorization", "Bearer " + BelfryClient.ADMIN_KEY)) {
            stream.await("hello");
        }
        assertThat(StreamClient.refusal(admin().base(), "recipient=" + ada, "x-api-key", "wrong"))
                .isEqualTo(401);
        assertThat(StreamClient.refusal(admin().base(), "recipient=" + ada)).isEqualTo(401);
    }

    @Test
    void aSessionsCookieOpensTheStreamFromItsOwnOriginOnly() {
        var signedIn = admin().signIn();
        var cookie = signedIn.cookie();
        var base = admin().base();
        var own = base.getScheme() + "://" + base.getAuthority();
        StreamClient.open(base, "", "Cookie", cookie, "Origin", own).await("hello");
        assertThat(StreamClient.refusal(base, "", "Cookie", cookie, "Origin", "https://evil.example.org"))
                .isEqualTo(401);
        assertThat(StreamClient.refusal(base, "", "Cookie", cookie)).isEqualTo(401);
    }

    @Test
    void aRevokedKeyAndASignOutEndTheirStreams() {
        var ada = unique("ada");
        var created =
                admin().post("api/keys", "{\"name\":\"k\",\"role\":\"viewer\"}").expect(201);
        var revoked = StreamClient.open(admin().withKey(created.getString("key")), ada, 0L);
        var other = StreamClient.open(admin(), ada, 0L);
        revoked.await("hello");
        admin().delete("api/keys/" + created.getInt("id"), null).expect(204);
        assertThat(revoked.closeCode()).isEqualTo(4401);

        var signedIn = admin().signIn();
        var cookie = signedIn.cookie();
        var base = admin().base();
        var session =
                StreamClient.open(base, "", "Cookie", cookie, "Origin", base.getScheme() + "://" + base.getAuthority());
        session.await("hello");
        admin().withKey(null)
                .send(admin().request("api/session")
                        .header("Cookie", cookie)
                        .header("X-CSRF-Token", signedIn.json().getString("csrf_token"))
                        .DELETE())
                .expect(204);
        assertThat(session.closeCode()).isEqualTo(4401);

        send(ada, "n");
        other.awaitModseq(1);
        other.close();
    }

    @Test
    void aMutationByCookieNeedsTheCsrfToken() {
        var signedIn = admin().signIn();
        var cookie = signedIn.cookie();
        var stranger = admin().withKey(null);
        for (var token : new String[] {null, "", "wrong"}) {
            var request = stranger.request("api/stream/tickets").header("Cookie", cookie);
            if (token != null) {
                request.header("X-CSRF-Token", token);
            }
            stranger.send(request.POST(HttpRequest.BodyPublishers.noBody())).expect(403);
        }
        stranger.send(stranger.request("api/session").header("Cookie", cookie).GET())
                .expect(200);
    }

    @Test
    void aBoundKeyWatchesNobodyElse() {
        var ada = unique("ada");
        var bob = unique("bob");
        var bobsKey = admin().withNewKey(Json.createObjectBuilder()
                .add("name", "b")
                .add("role", "viewer")
                .add("recipient", bob));
        bobsKey.post("api/stream/tickets?recipient=" + ada, null).expect(404);
        var opened = new HashSet<String>();
        try (var stream = StreamClient.open(bobsKey, bob, 0L)) {
            send(ada, "not for bob");
            send(bob, "for bob");
            stream.awaitModseq(1);
            stream.frames().stream()
                    .filter(frame -> frame.containsKey("notification"))
                    .forEach(frame ->
                            opened.add(frame.getJsonObject("notification").getString("title")));
            stream.send("{\"action\":\"read-all\"}");
            assertThat(stream.await("error").getString("error")).contains("role");
        }
        assertThat(opened).containsExactly("for bob");
        assertThat(admin().inbox(bob).getInt("unreadCount")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "{}",
                "[]",
                "{\"action\":\"dance\",\"ids\":[1]}",
                "{\"action\":\"read\"}",
                "{\"action\":\"read\",\"ids\":\"1\"}",
                "{\"action\":\"read\",\"ids\":[-1]}",
                "{\"action\":7}"
            })
    void aMalformedCommandIsAnsweredWithASentenceAndTheStreamGoesOn(String command) {
        var ada = unique("ada");
        try (var stream = StreamClient.open(admin(), ada, 0L)) {
            stream.send(command);
            assertThat(stream.await("error").getString("error")).isNotBlank();
            send(ada, "n");
            stream.awaitModseq(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "-1", "1.5", "99999999999999999999"})
    void aPositionThatIsNoneIsRefused(String after) {
        var status =
                StreamClient.refusal(admin().base(), "ticket=" + ticket(admin(), unique("ada")) + "&after=" + after);
        assertThat(status).isEqualTo(400);
    }

    private long send(String recipient, String title) {
        return admin().event(event("mention", title, recipient))
                .getJsonArray("outcomes")
                .getJsonObject(0)
                .getJsonNumber("notification_id")
                .longValue();
    }

    private void markRead(long id) {
        admin().post("api/notifications/" + id + "/read", "").expect(200);
    }

    private static String ticket(BelfryClient client, String recipient) {
        return client.post("api/stream/tickets?recipient=" + recipient, null)
                .expect(201)
                .getString("ticket");
    }
}
