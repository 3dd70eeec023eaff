package org.belfry.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.EventStreamClient;
import org.belfry.testing.Person;
import org.belfry.testing.StreamClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A credential for a recipient is of no use once the recipient is erased, whoever has the name next; and nobody who only reads creates a recipient. */
@Tag("both-databases")
class OutlivedCredentialsIT extends BelfryIT {

    private static final String PASSWORD = "a long password";

    private BelfryClient boss;

    @BeforeEach
    void anOrganizationOfItsOwn() {
        boss = organization();
    }

    private void send(String recipient, String title) {
        boss.event(event("mention", title, recipient));
    }

    private String token(String recipient) {
        return boss.post("api/tokens", "{\"recipient\":\"" + recipient + "\"}")
                .expect(201)
                .getString("token");
    }

    private List<String> names() {
        return boss.get("api/recipients").expect(200).getJsonArray("recipients").getValuesAs(JsonObject.class).stream()
                .map(one -> one.getString("name"))
                .toList();
    }

    @Test
    void aTokenOfSomebodyErasedIsRefusedAlsoWhenAnotherHasTheName() {
        send("bob", "for the first");
        var token = token("bob");
        var page = boss.withToken(token);
        var ticket = page.post("api/stream/tickets", null).expect(201).getString("ticket");
        var viewersTicket =
                boss.post("api/stream/tickets?recipient=bob", null).expect(201).getString("ticket");
        try (var socket = StreamClient.open(page, "bob", null);
                var events = EventStreamClient.open(boss.base(), "", "Authorization", "Bearer " + token)) {
            socket.await("hello");
            events.await("hello");

            boss.delete("api/recipients/bob", null).expect(204);

            page.get("api/notifications").expect(401);
            assertThat(socket.closeCode()).isEqualTo(4401);
            events.awaitEnd();
        }
        page.post("api/stream/tickets", null).expect(401);
        assertThat(names()).isEmpty();
        var next = token("bob");
        send("bob", "for the second");

        page.get("api/notifications").expect(401);
        page.put("api/preferences", "{\"locale\":\"de\"}").expect(401);
        assertThat(StreamClient.refusal(boss.base(), "", "Authorization", "Bearer " + token))
                .isEqualTo(401);
        assertThat(StreamClient.refusal(boss.base(), "ticket=" + ticket)).isEqualTo(401);
        assertThat(StreamClient.refusal(boss.base(), "ticket=" + viewersTicket)).isEqualTo(401);
        assertThat(boss.withToken(next).get("api/notifications").expect(200).getInt("total"))
                .isEqualTo(1);
        // Twice, as it is each time another.
        boss.delete("api/recipients/bob", null).expect(204);
        boss.withToken(next).get("api/notifications").expect(401);
        boss.withToken(token("bob")).get("api/notifications").expect(200);
    }

    @Test
    void theSessionsOfSomebodyErasedEndAndTheirAccountLeadsToNobodyElse() {
        var zed = "{\"account\":\"" + unique("zed") + "\",\"recipient\":\"zed\",\"password\":\"" + PASSWORD
                + "\",\"role\":\"admin\"}";
        boss.post("api/accounts", zed).expect(201);
        for (var role : List.of("null", "\"operator\"")) {
            var name = unique("carl");
            boss.post(
                            "api/accounts",
                            "{\"account\":\"" + name + "\",\"recipient\":\"carl\",\"password\":\"" + PASSWORD
                                    + "\",\"role\":" + role + "}")
                    .expect(201);
            await("carl", "account.status_changed");
            var carl = Person.signIn(boss, name, PASSWORD);
            try (var stream = carl.stream()) {
                stream.await("hello");

                boss.delete("api/recipients/carl", null).expect(204);

                carl.get("api/notifications").expect(401);
                assertThat(stream.closeCode()).isEqualTo(4401);
            }
            send("carl", "for the second");
            var again = Person.attempt(boss, name, PASSWORD).status();
            assertThat(again).isEqualTo(role.equals("null") ? 401 : 200);
            assertThat(boss.get("api/accounts/" + name).expect(200).getBoolean("enabled"))
                    .isEqualTo(!role.equals("null"));
            boss.delete("api/recipients/carl", null).expect(204);
            boss.delete("api/accounts/" + name, null).expect(204);
            // What happens is posted in the order in which it happens: when this has arrived, nothing of the account is
            // on its way.
            boss.withNewKey(Json.createObjectBuilder().add("name", name).add("role", "viewer"));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> boss.inbox("zed", "&type=api_key.changed")
                    .toString()
                    .contains(name));
            assertThat(names()).containsExactly("zed");
        }
    }

    private void await(String recipient, String type) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> boss.inbox(recipient, "&type=" + type).getInt("total") == 1);
    }

    /** As of a user of an application who opens its page before anything has ever happened. */
    @Test
    void anOpenBellOfSomebodyUnknownCreatesNobodyAndIsLiveFromTheFirstNotificationOn() {
        var viewer = boss.withNewKey(Json.createObjectBuilder().add("name", "v").add("role", "viewer"));
        var token = token("newcomer");
        var page = boss.withToken(token);
        assertThat(page.get("api/notifications").expect(200).getInt("total")).isZero();
        page.get("api/notifications/unread-count").expect(200);
        page.get("api/preferences").expect(200);
        page.get("api/topics").expect(200);
        page.get("api/webhooks?recipient=newcomer").expect(200);
        page.post("api/notifications/read-all", "").expect(200);
        viewer.post("api/stream/tickets?recipient=newcomer", null).expect(201);
        try (var bell = StreamClient.open(page, "newcomer", null);
                var back = StreamClient.open(page, "newcomer", 7L);
                var watcher = StreamClient.open(viewer, "newcomer", null);
                var events = EventStreamClient.open(boss.base(), "", "Authorization", "Bearer " + token)) {
            assertThat(bell.await("hello").getInt("modseq")).isZero();
            assertThat(back.await("reset").getInt("modseq")).isZero();
            watcher.await("hello");
            events.await("hello");
            bell.send("{\"action\":\"read-all\"}");
            bell.send("{\"action\":\"ping\"}");
            bell.await("pong");
            assertThat(names()).isEmpty();

            send("newcomer", "first");
            send("newcomer", "second");

            bell.awaitModseq(2);
            back.awaitModseq(2);
            watcher.awaitModseq(2);
            events.awaitModseq(2);
            assertThat(bell.modseqs()).containsExactly(1L, 2L);
            assertThat(watcher.modseqs()).containsExactly(1L, 2L);
            assertThat(events.modseqs()).containsExactly(1L, 2L);
            bell.send("{\"action\":\"read-all\"}");
            assertThat(bell.await("read-all").getInt("unreadCount")).isZero();

            boss.delete("api/recipients/newcomer", null).expect(204);
            assertThat(bell.closeCode()).isEqualTo(4401);
            assertThat(watcher.closeCode()).isEqualTo(4401);
            events.awaitEnd();
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void anEndpointEndsWithItsPerson() {
        boss.post("api/webhooks", "{\"url\":\"https://hooks.example.org/bob\",\"recipient\":\"bob\"}")
                .expect(201);

        boss.delete("api/recipients/bob", null).expect(204);
        send("bob", "for the second");

        assertThat(boss.get("api/webhooks?recipient=bob").expect(200).getJsonArray("webhooks"))
                .isEmpty();
    }
}
