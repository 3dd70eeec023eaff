package org.belfry.delivery;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.ScriptedSmtp;
import org.belfry.testing.ServerProcess;
import org.belfry.testing.TestCertificate;
import org.belfry.testing.TestEnvironment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Providers as a deployment chooses them, by its environment alone, on real servers. */
@Tag("derby-only")
class MailProvidersIT {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(90);

    @RegisterExtension
    static final WireMockExtension PROVIDER =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    @Test
    @Tag("one-server")
    void resendTakesMailByItsApiAndWhatMayHaveArrivedIsSentAgainUnderTheSameKey() throws IOException {
        try (var server = start(
                "mail-resend",
                Map.of(
                        "BELFRY_MAIL_PROVIDER", "resend",
                        "BELFRY_MAIL_API_KEY", "re_secret-key",
                        "BELFRY_MAIL_API_URL", PROVIDER.baseUrl(),
                        "BELFRY_MAIL_FROM", "Belfry <belfry@example.org>"))) {
            var client = BelfryClient.admin(server.url());
            resend("fine", aResponse().withStatus(200).withBody("{\"id\":\"id-of-fine\"}"));
            PROVIDER.stubFor(post(urlEqualTo("/emails"))
                    .withRequestBody(containing("dropped@example.org"))
                    .inScenario("dropped")
                    .whenScenarioStateIs(Scenario.STARTED)
                    .willSetStateTo("taken")
                    .willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
            PROVIDER.stubFor(post(urlEqualTo("/emails"))
                    .withRequestBody(containing("dropped@example.org"))
                    .inScenario("dropped")
                    .whenScenarioStateIs("taken")
                    .willReturn(aResponse().withStatus(200).withBody("{\"id\":\"id-of-dropped\"}")));
            resend(
                    "wrong",
                    aResponse()
                            .withStatus(422)
                            .withBody("{\"statusCode\":422,\"name\":\"missing_required_field\",\"message\":\"Missing"
                                    + " `to`\"}"));
            resend(
                    "copied",
                    aResponse()
                            .withStatus(409)
                            .withBody("{\"statusCode\":409,\"name\":\"invalid_idempotent_request\","
                                    + "\"message\":\"Same idempotency key used with a different payload\"}"));

            var fine = send(client, "fine");
            var dropped = send(client, "dropped");
            var wrong = send(client, "wrong");
            var copied = send(client, "copied");

            becomes(client, fine, "sent");
            becomes(client, dropped, "sent");
            becomes(client, wrong, "dead");
            becomes(client, copied, "dead");
            assertThat(answers(client, fine)).contains("id-of-fine");
            assertThat(answers(client, dropped)).contains("uncertain").contains("id-of-dropped");
            assertThat(answers(client, wrong)).contains("422 missing_required_field");
            var posts = PROVIDER.findAll(
                    postRequestedFor(urlEqualTo("/emails")).withRequestBody(containing("dropped@example.org")));
            assertThat(posts).hasSize(2);
            assertThat(posts.get(0).getHeader("Idempotency-Key")).startsWith("belfry-");
            assertThat(posts.get(1).getHeader("Idempotency-Key"))
                    .isEqualTo(posts.get(0).getHeader("Idempotency-Key"));
            assertThat(posts.get(1).getBody()).isEqualTo(posts.get(0).getBody());
            assertThat(posts.get(0).getHeader("Authorization")).isEqualTo("Bearer re_secret-key");

            resend(
                    "key",
                    aResponse()
                            .withStatus(403)
                            .withBody("{\"name\":\"invalid_api_key\",\"message\":\"re_secret-key is invalid\"}"));
            var key = send(client, "key");
            Awaitility.await("an attempt with a wrong key").atMost(LONG_ENOUGH).until(() -> !client.emailDelivery(key)
                    .getJsonArray("attempts")
                    .isEmpty());
            assertThat(client.emailDelivery(key).getString("state")).isEqualTo("pending");
            assertThat(answers(client, key)).contains("*** is invalid").doesNotContain("re_secret-key");
            assertThat(Files.readString(server.log())).doesNotContain("re_secret-key");
        }
    }

    @Test
    @Tag("one-server")
    void gmailIsGivenTokensAndAConsentThatWasWithdrawnStopsEverything() throws IOException {
        PROVIDER.stubFor(post(urlEqualTo("/token"))
                .inScenario("consent")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse()
                        .withBody("{\"access_token\":\"ya29.secret\",\"expires_in\":30,\"token_type\":\"Bearer\"}")));
        PROVIDER.stubFor(post(urlEqualTo("/token"))
                .inScenario("consent")
                .whenScenarioStateIs("withdrawn")
                .willReturn(aResponse()
                        .withStatus(400)
                        .withBody("{\"error\":\"invalid_grant\",\"error_description\":\"Token has been revoked.\"}")));
        try (var smtp = ScriptedSmtp.start(0)) {
            smtp.offer("XOAUTH2");
            smtp.welcome(login -> login.contains("ya29.secret"), "535 5.7.8 %s");
            var environment = new HashMap<>(Map.of(
                    "BELFRY_MAIL_PROVIDER", "gmail-smtp",
                    "BELFRY_MAIL_HOST", "127.0.0.1",
                    "BELFRY_MAIL_PORT", String.valueOf(smtp.port()),
                    "BELFRY_MAIL_TLS", "none",
                    "BELFRY_MAIL_USER", "belfry@gmail.com",
                    "BELFRY_MAIL_FROM", "belfry@gmail.com",
                    "BELFRY_MAIL_OAUTH_CLIENT_ID", "client",
                    "BELFRY_MAIL_OAUTH_CLIENT_SECRET", "GOCSPX-secret",
                    "BELFRY_MAIL_OAUTH_REFRESH_TOKEN", "1//refresh-secret",
                    "BELFRY_MAIL_OAUTH_TOKEN_URL", PROVIDER.baseUrl() + "/token"));
            try (var server = start("mail-gmail", environment)) {
                var client = BelfryClient.admin(server.url());
                becomes(client, send(client, "taken"), "sent");
                assertThat(smtp.logins()).containsExactly("user=belfry@gmail.com\1auth=Bearer ya29.secret\1\1");
                assertThat(smtp.accepted()).hasSize(1);

                PROVIDER.setScenarioState("consent", "withdrawn");
                smtp.disconnectAll();
                var later = send(client, "later");
                Awaitility.await("an attempt without a consent")
                        .atMost(LONG_ENOUGH)
                        .until(() -> answers(client, later).contains("400 invalid_grant: Token has been revoked."));
                // That it was tried is written down before what follows from it.
                Awaitility.await("everything is stopped").atMost(LONG_ENOUGH).until(() -> isBroken(client));
                assertThat(client.emailDelivery(later).getString("state")).isEqualTo("pending");
                var asked =
                        PROVIDER.findAll(postRequestedFor(urlEqualTo("/token"))).size();
                var waits = send(client, "waits");
                assertThat(client.emailDelivery(waits).getString("state")).isEqualTo("pending");
                assertThat(PROVIDER.findAll(postRequestedFor(urlEqualTo("/token"))))
                        .hasSize(asked);
                assertThat(Files.readString(server.log()))
                        .doesNotContain("GOCSPX-secret")
                        .doesNotContain("refresh-secret")
                        .doesNotContain("ya29.secret");
            }
        }
    }

    @Test
    void aMailServerIsSpokenToEncryptedWhereTheServerTrustsItAndInNoOtherCase() {
        var folder = TestEnvironment.folder("mail-keys");
        var trusted = TestCertificate.of(folder, "dns:localhost");
        var other = TestCertificate.of(folder, "dns:mail.example.org");
        var port = TestEnvironment.freePort();
        var environment = Map.of(
                "BELFRY_MAIL_HOST", "localhost",
                "BELFRY_MAIL_PORT", String.valueOf(port),
                "BELFRY_MAIL_TLS", "starttls",
                "BELFRY_MAIL_USER", "belfry",
                "BELFRY_MAIL_PASSWORD", "s:e=c&r$e%t",
                "JAVA_TOOL_OPTIONS",
                        "-Djavax.net.ssl.trustStore=" + trusted.store()
                                + " -Djavax.net.ssl.trustStoreType=PKCS12 -Djavax.net.ssl.trustStorePassword="
                                + TestCertificate.PASSWORD);
        try (var server = start("mail-starttls", environment)) {
            var client = BelfryClient.admin(server.url());
            int id;
            try (var stranger = ScriptedSmtp.start(port, other.server(), false)) {
                id = send(client, "ada");
                Awaitility.await("an attempt with a stranger")
                        .atMost(LONG_ENOUGH)
                        .until(() -> stranger.connections() > 0
                                && answers(client, id).contains("PKIX"));
                assertThat(client.emailDelivery(id).getString("state")).isEqualTo("pending");
                assertThat(stranger.logins()).isEmpty();
            }
            try (var smtp = ScriptedSmtp.start(port, trusted.server(), false)) {
                becomes(client, id, "sent");
                assertThat(smtp.logins()).allMatch(login -> login.endsWith("\0belfry\0s:e=c&r$e%t"));
                assertThat(smtp.accepted()).hasSize(1);
                assertThat(answers(client, id)).contains("250 2.0.0 taken as Q1");
            }
        }
    }

    private static void resend(String name, ResponseDefinitionBuilder answer) {
        PROVIDER.stubFor(post(urlEqualTo("/emails"))
                .withRequestBody(containing(name + "@example.org"))
                .willReturn(answer));
    }

    private static ServerProcess start(String name, Map<String, String> environment) {
        return ServerProcess.start(
                name, TestEnvironment.freePort(), TestEnvironment.folder(name + "-data"), environment);
    }

    private static int send(BelfryClient client, String name) {
        client.address(name, name + "@example.org");
        return client.event(event("task_assigned", "To " + name, name)).getInt("id");
    }

    private static void becomes(BelfryClient client, int eventId, String state) {
        Awaitility.await("becomes " + state)
                .atMost(LONG_ENOUGH)
                .until(() -> client.emailDelivery(eventId).getString("state").equals(state));
    }

    private static boolean isBroken(BelfryClient client) {
        return client
                .get("api/deliveries/circuits")
                .expect(200)
                .getJsonArray("circuits")
                .getValuesAs(JsonObject.class)
                .stream()
                .anyMatch(circuit -> circuit.getString("target").equals("email")
                        && circuit.getString("state").equals("broken"));
    }

    private static String answers(BelfryClient client, int eventId) {
        return client.emailDelivery(eventId).getJsonArray("attempts").toString();
    }
}
