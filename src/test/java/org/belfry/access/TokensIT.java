package org.belfry.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.IdentityProvider;
import org.belfry.testing.StreamClient;
import org.belfry.testing.TestEnvironment;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensIT extends BelfryIT {

    private static PublicJsonWebKey rsa;
    private static PublicJsonWebKey ec;
    private static PublicJsonWebKey ed;

    @BeforeAll
    static void publish() {
        rsa = publish("RS256");
        ec = publish("ES256");
        ed = publish("EdDSA");
    }

    private static PublicJsonWebKey publish(String algorithm) {
        return TestEnvironment.identityProvider().publish(IdentityProvider.key(unique("key"), algorithm));
    }

    /** The node asks the provider for a key that it does not know, but not all the time. */
    private BelfryClient host(PublicJsonWebKey key, String organization, String subject, String... roles) {
        var client = admin().withToken(IdentityProvider.token(key, organization, subject, roles));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> client.get("api/session").status() == 200);
        return client;
    }

    private JsonObject minted(BelfryClient by, String recipient, String more) {
        return by.post("api/tokens", "{\"recipient\":\"" + recipient + "\"" + more + "}")
                .expect(201);
    }

    private void send(String recipient, String title) {
        admin().event(event("mention", title, recipient));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "ES256", "EdDSA"})
    void aUserOfTheHostSeesTheirOwnInboxOnly(String algorithm) {
        var key = algorithm.equals("RS256") ? rsa : algorithm.equals("ES256") ? ec : ed;
        var ada = unique("ada");
        var bob = unique("bob");
        send(ada, "for ada");
        send(bob, "for bob");
        var client = host(key, "default", ada);

        var own = client.get("api/notifications").expect(200);
        assertThat(own.getInt("total")).isEqualTo(1);
        var id = own.getJsonArray("notifications").getJsonObject(0).getInt("id");
        client.get("api/notifications?recipient=" + bob).expect(404);
        client.post("api/notifications/" + id + "/read", "").expect(200);
        assertThat(client.get("api/notifications/unread-count").expect(200).getInt("unreadCount"))
                .isZero();
        var others = admin().inbox(bob)
                .getJsonArray("notifications")
                .getJsonObject(0)
                .getInt("id");
        client.get("api/notifications/" + others).expect(404);
        client.post("api/notifications/" + others + "/read", "").expect(404);
        client.put("api/notifications", "{\"recipient\":\"" + bob + "\",\"markAllRead\":true}")
                .expect(404);
        client.post("api/events", event("mention", "t", ada).build().toString()).expect(403);
        client.post("api/tokens", "{\"recipient\":\"" + ada + "\"}").expect(403);
        client.get("api/keys").expect(403);

        var session = client.get("api/session").expect(200);
        assertThat(session.getString("recipient")).isEqualTo(ada);
        assertThat(session.getString("organization")).isEqualTo("default");
        assertThat(session.isNull("role")).isTrue();
        assertThat(session).doesNotContainKey("csrf_token");
        client.delete("api/session", null).expect(400);
    }

    @ParameterizedTest
    @CsvSource({"belfry-viewer, 403, 403", "belfry-operator, 201, 403", "belfry-admin, 201, 200"})
    void theHostsRolesCount(String role, int sending, int keys) {
        var ada = unique("ada");
        var bob = unique("bob");
        send(bob, "for bob");
        var client = host(ed, "default", ada, "offline_access", "admin", role);

        assertThat(client.get("api/notifications?recipient=" + bob).expect(200).getInt("total"))
                .isEqualTo(1);
        client.post("api/events", event("mention", "t", ada).build().toString()).expect(sending);
        client.get("api/keys").expect(keys);
        client.post("api/tokens", "{\"recipient\":\"" + ada + "\"}").expect(403);
    }

    @Test
    void anOrganizationSeesNothingOfAnother() {
        var code = unique("org");
        var ada = unique("ada");
        admin().post("api/organizations", "{\"code\":\"" + code + "\",\"name\":\"Another\"}")
                .expect(201);
        send(ada, "of the default organization");
        var client = host(ed, code, ada, "belfry-admin");

        assertThat(client.get("api/notifications").expect(200).getInt("total")).isZero();
        assertThat(client.get("api/session").expect(200).getString("organization"))
                .isEqualTo(code);
        client.get("api/organizations").expect(403);
    }

    @Test
    void aTokenThatIsNotValidIsRefusedEverywhere() {
        var ada = unique("ada");
        host(rsa, "default", ada);
        var parts = IdentityProvider.token(rsa, "default", ada).split("\\.");
        var other = IdentityProvider.token(rsa, "default", "grace").split("\\.");
        var now = Instant.now().getEpochSecond();
        var refused = List.of(
                parts[0] + "." + parts[1] + ".",
                parts[0] + "." + other[1] + "." + parts[2],
                "eyJhbGciOiJub25lIn0." + parts[1] + ".",
                IdentityProvider.token(rsa, unique("nobodys"), ada),
                IdentityProvider.token(rsa, "a\0b", ada),
                IdentityProvider.token(rsa, "default", ""),
                IdentityProvider.token(rsa, "default", "a\0b"),
                IdentityProvider.token(rsa, "default", "x".repeat(201)),
                IdentityProvider.token(IdentityProvider.key(rsa.getKeyId(), "RS256"), "default", ada),
                IdentityProvider.token(IdentityProvider.key("unknown", "EdDSA"), "default", ada),
                IdentityProvider.token(IdentityProvider.key("\0", "EdDSA"), "default", ada),
                signed(ada, claims -> claims.setExpirationTime(NumericDate.fromSeconds(now - 120))),
                signed(ada, claims -> claims.setNotBefore(NumericDate.fromSeconds(now + 300))),
                signed(ada, claims -> claims.setAudience("other")),
                signed(ada, claims -> claims.setIssuer("https://evil.example.org")),
                signed(ada, claims -> claims.setIssuer("belfry")),
                signed(ada, claims -> claims.unsetClaim("organization")),
                signed(ada, claims -> claims.setClaim("long", "x".repeat(7000))));
        for (var token : refused) {
            var client = admin().withToken(token);
            assertThat(client.get("api/notifications").status()).as(token).isEqualTo(401);
            assertThat(client.get("api/session").status()).as(token).isEqualTo(401);
            assertThat(client.post("api/tokens", "{\"recipient\":\"ada\"}").status())
                    .as(token)
                    .isEqualTo(401);
            assertThat(StreamClient.refusal(admin().base(), "", "Authorization", "Bearer " + token))
                    .as(token)
                    .isEqualTo(401);
        }
    }

    private static String signed(String subject, Consumer<JwtClaims> change) {
        var claims = IdentityProvider.claims(subject, Instant.now().getEpochSecond());
        claims.setClaim("organization", "default");
        change.accept(claims);
        return IdentityProvider.sign(rsa, claims.toJson(), header -> {});
    }

    @Test
    void theProvidersNextKeyIsKnownWhenItIsUsed() {
        host(rsa, "default", unique("ada"));
        var next = publish("EdDSA");

        assertThat(host(next, "default", unique("ada")).get("api/notifications").status())
                .isEqualTo(200);
    }

    @Test
    void aMintedTokenIsForOnePersonsInbox() {
        var ada = unique("ada");
        var bob = unique("bob");
        send(ada, "for ada");
        send(bob, "for bob");
        var before = Instant.now().getEpochSecond();
        var answer = minted(admin(), ada, "");
        var client = admin().withToken(answer.getString("token"));

        assertThat(answer.getInt("expires_at"))
                .isBetween((int) before + 900, (int) Instant.now().getEpochSecond() + 900);
        assertThat(client.get("api/notifications").expect(200).getInt("total")).isEqualTo(1);
        client.post("api/notifications/read-all", "").expect(200);
        client.get("api/notifications?recipient=" + bob).expect(404);
        client.post("api/stream/tickets?recipient=" + bob, null).expect(404);
        client.post("api/events", event("mention", "t", ada).build().toString()).expect(403);
        client.post("api/tokens", "{\"recipient\":\"" + ada + "\"}").expect(403);
        client.delete("api/notifications", "{\"ids\":[1]}").expect(403);
        assertThat(client.get("api/session").expect(200).getString("recipient")).isEqualTo(ada);
        assertThat(client.get("api/session").expect(200).isNull("role")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"recipient\":\"\"}",
                "{\"recipient\":7}",
                "{\"recipient\":\"a\\u0000b\"}",
                "{\"recipient\":\"ada\",\"ttl\":0}",
                "{\"recipient\":\"ada\",\"ttl\":86401}",
                "{\"recipient\":\"ada\",\"ttl\":-1}",
                "{\"recipient\":\"ada\",\"ttl\":1.5}",
                "{\"recipient\":\"ada\",\"ttl\":\"60\"}"
            })
    void aTokenIsAskedForCorrectly(String body) {
        admin().post("api/tokens", body).expect(400);
    }

    @Test
    void aKeyMintsForWhomItIsBoundTo() {
        var ada = unique("ada");
        var bound = admin().withNewKey(key("operator").add("recipient", ada));

        assertThat(minted(bound, ada, ",\"ttl\":86400").getString("token")).isNotBlank();
        bound.post("api/tokens", "{\"recipient\":\"" + unique("bob") + "\"}").expect(404);
        admin().withNewKey(key("viewer"))
                .post("api/tokens", "{\"recipient\":\"" + ada + "\"}")
                .expect(403);
        admin().withKey(null)
                .post("api/tokens", "{\"recipient\":\"" + ada + "\"}")
                .expect(401);
    }

    @Test
    void aTokenDoesNotOutliveItsKey() {
        var end = Instant.now().getEpochSecond() + 60;
        var key = admin().withNewKey(key("operator").add("expires_at", end));

        assertThat(minted(key, unique("ada"), ",\"ttl\":3600").getInt("expires_at"))
                .isEqualTo((int) end);
    }

    @Test
    void revokingTheKeyEndsItsTokensAndTheirStreamsAtOnce() {
        var ada = unique("ada");
        var created =
                admin().post("api/keys", key("operator").build().toString()).expect(201);
        var token = minted(admin().withKey(created.getString("key")), ada, "").getString("token");
        var others = minted(admin(), ada, "").getString("token");
        var client = admin().withToken(token);
        client.get("api/notifications").expect(200);
        var ticket = client.post("api/stream/tickets", null).expect(201).getString("ticket");
        try (var byTicket = StreamClient.open(client, ada, null);
                var byHeader = StreamClient.open(admin().base(), "", "Authorization", "Bearer " + token);
                var other = StreamClient.open(admin().base(), "", "Authorization", "Bearer " + others)) {
            byTicket.await("hello");
            byHeader.await("hello");
            other.await("hello");

            admin().delete("api/keys/" + created.getInt("id"), null).expect(204);

            client.get("api/notifications").expect(401);
            assertThat(StreamClient.refusal(admin().base(), "ticket=" + ticket)).isEqualTo(401);
            assertThat(byTicket.closeCode()).isEqualTo(4401);
            assertThat(byHeader.closeCode()).isEqualTo(4401);
            send(ada, "n");
            other.awaitModseq(1);
        }
    }

    @Test
    void signingOutEndsTheTokensOfTheSession() {
        var ada = unique("ada");
        var signedIn = admin().signIn();
        var browser = admin().withKey(null);
        var csrf = signedIn.json().getString("csrf_token");
        var answer = browser.send(browser.request("api/tokens")
                        .header("Cookie", signedIn.cookie())
                        .header("X-CSRF-Token", csrf)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"recipient\":\"" + ada + "\"}")))
                .expect(201);
        var client = admin().withToken(answer.getString("token"));
        client.get("api/notifications").expect(200);
        // A change with a token needs no CSRF token, also where a browser adds the cookie.
        client.send(client.request("api/notifications/read-all")
                        .header("Cookie", signedIn.cookie())
                        .POST(HttpRequest.BodyPublishers.noBody()))
                .expect(200);
        try (var stream = StreamClient.open(client, ada, null)) {
            stream.await("hello");

            browser.send(browser.request("api/session")
                            .header("Cookie", signedIn.cookie())
                            .header("X-CSRF-Token", csrf)
                            .DELETE())
                    .expect(204);

            client.get("api/notifications").expect(401);
            assertThat(stream.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void aStreamByATokenMayDoWhatTheTokenMay() {
        var ada = unique("ada");
        var bob = unique("bob");
        send(ada, "one");
        var client = admin().withToken(minted(admin(), ada, "").getString("token"));
        try (var stream = StreamClient.open(client, ada, 0L)) {
            stream.awaitModseq(1);
            stream.send("{\"action\":\"read-all\"}");
            stream.await("read-all");
        }
        assertThat(admin().inbox(ada).getInt("unreadCount")).isZero();

        var host = host(ed, "default", ada, "belfry-viewer");
        send(bob, "one");
        try (var stream = StreamClient.open(host, bob, 0L)) {
            stream.awaitModseq(1);
            stream.send("{\"action\":\"read-all\"}");
            assertThat(stream.await("error").getString("error")).contains("role");
        }
        assertThat(admin().inbox(bob).getInt("unreadCount")).isEqualTo(1);
        assertThat(StreamClient.refusal(
                        admin().base(),
                        "recipient=" + bob,
                        "Authorization",
                        "Bearer " + minted(admin(), ada, "").getString("token")))
                .isEqualTo(404);
    }

    /** Not of a second or a few: they may be over before both streams are open. */
    @Test
    void aStreamEndsWithItsToken() {
        var ada = unique("ada");
        var token = minted(admin(), ada, ",\"ttl\":12").getString("token");
        try (var byHeader = StreamClient.open(admin().base(), "", "Authorization", "Bearer " + token);
                var byTicket = StreamClient.open(admin().withToken(token), ada, null)) {
            assertThat(byHeader.closeCode()).isEqualTo(4401);
            assertThat(byTicket.closeCode()).isEqualTo(4401);
        }
        admin().withToken(token).get("api/notifications").expect(401);
    }

    @Test
    void aTokenOfASecondEndsAfterIt() {
        var client =
                admin().withToken(minted(admin(), unique("ada"), ",\"ttl\":1").getString("token"));

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> client.get("api/notifications").status() == 401);
    }

    /** Of the second in which somebody was erased nobody knows for whom a token was issued, so it is refused. */
    @Test
    void aHostsTokenOutlivesNoRecipient() {
        var bob = unique("bob");
        send(bob, "for the first");
        var client = host(ed, "default", bob);
        var viewer = admin().withToken(IdentityProvider.token(ed, "default", bob, "belfry-viewer"));
        try (var own = StreamClient.open(client, bob, null);
                var others = StreamClient.open(viewer, unique("ada"), null)) {
            own.await("hello");
            others.await("hello");

            admin().delete("api/recipients/" + bob, null).expect(204);
            send(bob, "for the second");

            client.get("api/notifications").expect(401);
            viewer.get("api/session").expect(401);
            assertThat(own.closeCode()).isEqualTo(4401);
            assertThat(others.closeCode()).isEqualTo(4401);
        }
        var undated = IdentityProvider.claims(bob, Instant.now().getEpochSecond());
        undated.setClaim("organization", "default");
        undated.unsetClaim("iat");
        admin().withToken(IdentityProvider.sign(ed, undated.toJson(), header -> {}))
                .get("api/notifications")
                .expect(401);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> admin().withToken(IdentityProvider.token(ed, "default", bob))
                                .get("api/notifications")
                                .status()
                        == 200);
    }

    private static JsonObjectBuilder key(String role) {
        return Json.createObjectBuilder().add("name", "k").add("role", role);
    }
}
