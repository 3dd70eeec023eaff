package org.belfry.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import jakarta.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.belfry.testing.AtOnce;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryClient.Answer;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.Person;
import org.belfry.testing.RawHttp;
import org.belfry.testing.ServerProcess;
import org.belfry.testing.StreamClient;
import org.belfry.testing.TestEnvironment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The limits as they are by default, and on servers of their own, where they are so small that they are reached. */
@Tag("derby-only")
@Tag("one-server")
class RateLimitIT extends BelfryIT {

    private static final String PASSWORD = "correct horse battery";

    /** Headers by which some proxy or server somewhere is told where a request comes from. */
    private static final List<String> FORWARDING = List.of(
            "X-Forwarded-For",
            "Forwarded",
            "X-Real-IP",
            "X-Client-IP",
            "True-Client-IP",
            "Proxy-ip",
            "Proxy-Client-IP",
            "WL-Proxy-Client-IP",
            "$WSRA",
            "$WSRH");

    @Test
    void everyAnswerToAKnownCallerSaysWhatIsLeft() {
        var first = admin().get("api/types");
        assertThat(header(first, "RateLimit-Policy")).isEqualTo("\"backend\";q=600000;w=60");
        assertThat(header(first, "RateLimit")).matches("\"backend\";r=[0-9]{1,6};t=([1-9]|[1-5][0-9]|60)");

        var errors = List.of(
                admin().get("api/nothing/here"),
                admin().get("api/notifications"),
                admin().post("api/events", "{"),
                admin().delete("api/types", null),
                admin().post("api/keys", "{}"));
        assertThat(errors).extracting(Answer::status).containsExactly(404, 400, 400, 405, 400);
        errors.forEach(answer -> assertThat(header(answer, "RateLimit")).startsWith("\"backend\";r="));
    }

    @Test
    void boundKeysAndPeopleHaveTheirOwnLimit() {
        var ada = unique("ada");
        var bound = admin().withKey(boundKey(admin(), ada));
        assertThat(remaining(bound.get("api/notifications"), "personal")).isEqualTo(5999);
        assertThat(remaining(bound.get("api/notifications"), "personal")).isEqualTo(5998);
        // Forbidden is an answer too.
        assertThat(remaining(bound.get("api/keys"), "personal")).isEqualTo(5997);

        var name = unique("bob");
        admin().post("api/accounts", account(name)).expect(201);
        var one = Person.signIn(admin(), name, PASSWORD);
        var other = Person.signIn(admin(), name, PASSWORD);
        assertThat(remaining(one.get("api/session"), "personal")).isEqualTo(5999);
        assertThat(remaining(other.get("api/session"), "personal")).isEqualTo(5998);
    }

    @Test
    void whoIsNotKnownIsToldNothing() {
        var headers = admin().withKey("wrong").get("api/types").response().headers();
        assertThat(headers.firstValue("RateLimit")).isEmpty();
        assertThat(headers.firstValue("RateLimit-Policy")).isEmpty();
        assertThat(headers.firstValue("Retry-After")).isEmpty();
    }

    @Test
    void whatIsUsedUpIsRefusedAndDoesNothing() {
        try (var server = start(
                "limits-small",
                Map.of(
                        "BELFRY_RATE_LIMIT_BACKEND", "1000/86400",
                        "BELFRY_RATE_LIMIT_PERSONAL", "4/86400",
                        "BELFRY_RATE_LIMIT_FAILURES", "6/86400"))) {
            var admin = BelfryClient.admin(server.url());
            var ada = boundKey(admin, "ada");
            var bob = admin.withKey(boundKey(admin, "bob"));
            var unseen = admin.post("api/keys", "{\"name\":\"k\",\"role\":\"admin\"}")
                    .expect(201);
            useUp(admin, ada);
            bob.get("api/notifications").expect(200);
            failTooOften(admin, unseen.getString("key"));
            bob.get("api/notifications").expect(200);
        }
    }

    private static void useUp(BelfryClient admin, String key) {
        var ada = admin.withKey(key);
        admin.event(event("mention", "unread", "ada"));
        assertThat(remaining(ada.get("api/notifications"), "personal")).isEqualTo(3);
        assertThat(remaining(ada.get("api/notifications"), "personal")).isEqualTo(2);
        assertThat(remaining(ada.post("api/stream/tickets", null), "personal")).isEqualTo(1);
        // The opening of a stream is a request.
        StreamClient.open(admin.base(), "", "x-api-key", key).close();
        var refused = ada.post("api/notifications/read-all", null);
        assertThat(refused.expect(429).getString("error")).contains("try again later");
        assertThat(header(refused, "RateLimit-Policy")).isEqualTo("\"personal\";q=4;w=86400");
        var retryAfter = Long.parseLong(header(refused, "Retry-After"));
        assertThat(retryAfter).isBetween(1L, 86_400L);
        assertThat(header(refused, "RateLimit")).isEqualTo("\"personal\";r=0;t=" + retryAfter);
        assertThat(header(refused, "Content-Type")).startsWith("application/problem+json");
        assertThat(admin.inbox("ada").getInt("unreadCount")).isEqualTo(1);
        assertThat(StreamClient.refusal(admin.base(), "", "x-api-key", key)).isEqualTo(429);
        ada.get("api/nothing/here").expect(429);
    }

    private static void failTooOften(BelfryClient admin, String unseenKey) {
        var nobody = admin.withKey(null);
        nobody.get("api/types").expect(401);
        admin.withKey("wrong").get("api/types").expect(401);
        Person.attempt(admin, "admin", "wrong").expect(401);
        assertThat(StreamClient.refusal(admin.base(), "ticket=wrong")).isEqualTo(401);
        nobody.send(nobody.request("api/types").header("Cookie", "belfry_session=wrong"))
                .expect(401);
        nobody.get("api/nothing/here").expect(401);

        var refused = nobody.get("api/types");
        assertThat(refused.expect(429).getString("error")).contains("try again later");
        assertThat(Long.parseLong(header(refused, "Retry-After"))).isBetween(1L, 86_400L);
        admin.withKey("wrong").get("api/types").expect(429);
        Person.attempt(admin, "admin", "test-admin-password").expect(429);
        assertThat(StreamClient.refusal(admin.base(), "ticket=wrong")).isEqualTo(429);
        assertThat(StreamClient.refusal(admin.base(), "")).isEqualTo(429);
        admin.withKey(unseenKey).get("api/types").expect(429);
        for (var name : FORWARDING) {
            nobody.send(nobody.request("api/types").header(name, "192.0.2.77")).expect(429);
        }

        // One who was seen to be valid is not shut out by a neighbour, nor is a ticket made of that.
        admin.get("api/types").expect(200);
        var ticket =
                admin.post("api/stream/tickets?recipient=ada", null).expect(201).getString("ticket");
        StreamClient.open(admin.base(), "ticket=" + ticket).close();
        // A good key does not speak for a sign-in, by which passwords could be tried.
        admin.post("api/session", "{\"account\":\"admin\",\"password\":\"wrong\"}")
                .expect(429);
        admin.get("api/types").expect(200);
    }

    @Test
    void behindATrustedProxyTheClientsAreToldApart() throws Exception {
        try (var server = start(
                "limits-proxy",
                Map.of(
                        "BELFRY_TRUSTED_PROXIES",
                        "127.0.0.1, ::1, 10.0.0.0/8",
                        "BELFRY_RATE_LIMIT_FAILURES",
                        "6/86400",
                        "BELFRY_PUBLIC_URL",
                        "",
                        "BELFRY_HSTS_MAX_AGE",
                        "60",
                        // A hundred passwords are compared, which takes the first compiler's code three times as long.
                        ServerProcess.JVM_OPTIONS,
                        ""))) {
            var admin = BelfryClient.admin(server.url());
            clientsAreCountedApart(admin.withKey(null));
            theCookieIsSecureWhereTheProxySpeaksHttps(admin);
            everyRequestOfManyAtOnceCountsForItsOwnClient(admin);
            aCrowdShutsOutStrangersOnly(admin);
        }
    }

    private static void clientsAreCountedApart(BelfryClient nobody) {
        for (var i = 0; i < 6; i++) {
            from(nobody, "198.51.100.1").expect(401);
        }
        from(nobody, "198.51.100.1").expect(429);
        from(nobody, "198.51.100.1, 10.1.2.3").expect(429);
        // What it wrote itself before the proxy added its address changes nothing.
        from(nobody, "203.0.113.9, 198.51.100.1").expect(429);
        from(nobody, "127.0.0.1,198.51.100.1").expect(429);
        from(nobody, "198.51.100.2").expect(401);
        from(nobody, "198.51.100.1, 198.51.100.2").expect(401);

        for (var i = 0; i < 6; i++) {
            from(nobody, "2001:db8::" + (i + 1)).expect(401);
        }
        from(nobody, "2001:db8::ffff:1").expect(429);
        from(nobody, "2001:db8:0:1::1").expect(401);
    }

    private static void theCookieIsSecureWhereTheProxySpeaksHttps(BelfryClient admin) {
        var password = "test-admin-password";
        var https = Person.attempt(admin, "admin", password, "X-Forwarded-Proto", "https");
        assertThat(header(https, "Set-Cookie")).contains("Secure");
        assertThat(header(https, "Strict-Transport-Security")).isEqualTo("max-age=60");
        var http = Person.attempt(admin, "admin", password, "X-Forwarded-Proto", "http");
        assertThat(header(http, "Set-Cookie")).doesNotContain("Secure");
        assertThat(http.response().headers().firstValue("Strict-Transport-Security"))
                .isEmpty();
        for (var protocol : List.of("https", "http")) {
            var headers = Stream.of("Cookie: " + https.cookie(), "X-Forwarded-Proto: " + protocol)
                    .map(header -> header.getBytes(StandardCharsets.ISO_8859_1))
                    .toList();
            var page = RawHttp.send(
                    admin.base(), "GET /console/overview".getBytes(StandardCharsets.US_ASCII), headers, null);
            var cookie = page.cookie("belfry_console");
            assertThat(cookie).contains("SameSite=Lax");
            // Open Liberty writes this cookie out of the application's sight: there the public URL decides alone.
            assertThat(cookie.contains("Secure"))
                    .as(cookie)
                    .isEqualTo(protocol.equals("https") && TestEnvironment.server() == TestEnvironment.Server.PAYARA);
        }
    }

    /** A request whose body was read without a thread goes on in a scope of its own, and not in one that another left behind. */
    private static void everyRequestOfManyAtOnceCountsForItsOwnClient(BelfryClient admin) throws Exception {
        AtOnce.run(8, number -> {
            for (var attempt = 0; attempt < 12; attempt++) {
                signIn(admin, "nobody" + number, "wrong", "198.18." + number + '.' + attempt)
                        .expect(401);
            }
            return number;
        });
    }

    private static void aCrowdShutsOutStrangersOnly(BelfryClient admin) throws Exception {
        admin.post("api/accounts", account("grace")).expect(201);
        var signedIn = signIn(admin, "grace", PASSWORD, "192.0.2.1");
        signedIn.expect(200);
        var device = signedIn.cookie("belfry_device").replaceFirst(";.*", "");
        var names = List.of("grace", "nobody");
        AtOnce.run(names.size(), number -> {
            for (var attempt = 0; attempt < 51; attempt++) {
                signIn(admin, names.get(number), "wrong", "203.0.113." + attempt)
                        .expect(401);
            }
            return number;
        });
        for (var name : names) {
            var stranger = signIn(admin, name, PASSWORD, "192.0.2.99");
            stranger.expect(429);
            assertThat(Long.parseLong(header(stranger, "Retry-After"))).isBetween(1L, 900L);
        }
        signIn(admin, "grace", PASSWORD, "192.0.2.1").expect(200);
        aKnownDeviceGetsInFromAnywhere(admin, device);
        signIn(admin, "admin", "test-admin-password", "192.0.2.99").expect(200);
    }

    /** Also where its address is refused altogether, and then its session is as good as any. */
    private static void aKnownDeviceGetsInFromAnywhere(BelfryClient admin, String device) {
        var elsewhere = new String[] {"X-Forwarded-For", "192.0.2.99", "Cookie", device};
        Person.attempt(admin, "grace", PASSWORD, elsewhere).expect(200);

        var nobody = admin.withKey(null);
        for (var i = 0; i < 6; i++) {
            from(nobody, "192.0.2.66").expect(401);
        }
        signIn(admin, "grace", PASSWORD, "192.0.2.66").expect(429);
        Person.attempt(admin, "grace", PASSWORD, "X-Forwarded-For", "192.0.2.66", "Cookie", "belfry_device=made-up")
                .expect(429);
        var there = new String[] {"X-Forwarded-For", "192.0.2.66", "Cookie", device};
        Person.attempt(admin, "admin", "test-admin-password", there).expect(429);
        Person.attempt(admin, "grace", "wrong", there).expect(401);
        var session = Person.attempt(admin, "grace", PASSWORD, there);
        session.expect(200);
        nobody.send(nobody.request("api/session")
                        .header("X-Forwarded-For", "192.0.2.66")
                        .header("Cookie", session.cookie()))
                .expect(200);
    }

    private static Answer from(BelfryClient client, String forwardedFor) {
        return client.send(client.request("api/types").header("X-Forwarded-For", forwardedFor));
    }

    private static Answer signIn(BelfryClient client, String account, String password, String address) {
        return Person.attempt(client, account, password, "X-Forwarded-For", address);
    }

    private static String account(String name) {
        return "{\"account\":\"" + name + "\",\"password\":\"" + PASSWORD + "\"}";
    }

    private static long remaining(Answer answer, String policy) {
        var text = header(answer, "RateLimit");
        assertThat(text).startsWith("\"" + policy + "\";r=");
        return Long.parseLong(text.replaceFirst(".*r=([0-9]+);.*", "$1"));
    }

    private static String header(Answer answer, String name) {
        return answer.response().headers().firstValue(name).orElse("none; the answer was " + answer.text());
    }

    /** The secret of a new key that is bound to a recipient. */
    private static String boundKey(BelfryClient admin, String recipient) {
        var key = Json.createObjectBuilder()
                .add("name", "bound")
                .add("role", "operator")
                .add("recipient", recipient);
        return admin.post("api/keys", key.build().toString()).expect(201).getString("key");
    }

    private static ServerProcess start(String name, Map<String, String> settings) {
        var environment = new HashMap<>(TestEnvironment.freshDatabase());
        environment.putAll(settings);
        return ServerProcess.start(
                name, TestEnvironment.freePort(), TestEnvironment.folder(name + "-data"), environment);
    }
}
