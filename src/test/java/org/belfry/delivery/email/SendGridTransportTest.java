package org.belfry.delivery.email;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import org.belfry.delivery.Outcome;
import org.belfry.delivery.Outcome.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SendGridTransportTest {

    private static final String PATH = "/v3/mail/send";

    @RegisterExtension
    static final WireMockExtension SENDGRID =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    private static final Instant NOW = Instant.parse("2026-03-01T23:00:00Z");

    private final Mailing mailing = mailing(Mailing.PATIENT);

    private static Mailing mailing(MailTimeouts timeouts) {
        return new Mailing(
                Map.of(
                        "BELFRY_MAIL_PROVIDER", "sendgrid",
                        "BELFRY_MAIL_API_KEY", "SG.secret-key",
                        "BELFRY_MAIL_API_URL", SENDGRID.baseUrl() + "/",
                        "BELFRY_MAIL_FROM", "B\u00E9lfry <belfry@example.org>"),
                timeouts,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        mailing.close();
    }

    private static void answers(ResponseDefinitionBuilder answer) {
        SENDGRID.stubFor(post(urlEqualTo(PATH)).willReturn(answer));
    }

    private static ResponseDefinitionBuilder error(int status, String message, String field) {
        return aResponse()
                .withStatus(status)
                .withBody("{\"errors\":[{\"message\":\"" + message + "\",\"field\":"
                        + (field == null ? "null" : "\"" + field + "\"") + ",\"help\":null}]}");
    }

    @Test
    void aMessageIsPostedWithoutTheHeadersThatAreReserved() throws Exception {
        answers(aResponse().withStatus(202).withHeader("X-Message-Id", "14c5d75ce93.dfd.64b469"));
        var message = mailing.message(5, "ada@example.org");
        message.setHeader("List-Unsubscribe", "<https://belfry.example/u?t=1>");

        var outcome = mailing.send(message);

        assertThat(outcome)
                .isEqualTo(
                        Outcome.of(Result.SENT, "accepted by " + SENDGRID.baseUrl() + ": id 14c5d75ce93.dfd.64b469"));
        SENDGRID.verify(
                1,
                postRequestedFor(urlEqualTo(PATH))
                        .withHeader("Authorization", equalTo("Bearer SG.secret-key"))
                        .withHeader("Content-Type", equalTo("application/json")));
        var json = ProviderJson.object(
                SENDGRID.findAll(postRequestedFor(urlEqualTo(PATH))).get(0).getBodyAsString());
        assertThat(json.getJsonArray("personalizations")).hasToString("[{\"to\":[{\"email\":\"ada@example.org\"}]}]");
        assertThat(json.getJsonObject("from").getString("email")).isEqualTo("belfry@example.org");
        assertThat(json.getJsonObject("from").getString("name")).isEqualTo("B\u00E9lfry");
        assertThat(json.getString("subject")).isEqualTo("Gr\u00FC\u00DFe");
        assertThat(ProviderJson.objects(json, "content"))
                .extracting(part -> part.getString("type"))
                .containsExactly("text/plain", "text/html");
        assertThat(json.getJsonObject("headers").keySet())
                .contains("Auto-Submitted", "Message-Id", "List-Unsubscribe")
                .allMatch(
                        name -> !name.toLowerCase(Locale.ROOT)
                                .matches(
                                        "from|to|cc|bcc|subject|date|reply-to|mime-version|content-.*|received|dkim-.*|x-sg-.*"));
        var tracking = json.getJsonObject("tracking_settings");
        assertThat(tracking.getJsonObject("click_tracking").getBoolean("enable"))
                .isFalse();
        assertThat(tracking.getJsonObject("open_tracking").getBoolean("enable")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "400 | Does not contain a valid address.              | personalizations.0.to.0.email | REFUSED",
                "400 | The subject is required.                       | subject    | REFUSED",
                "400 | Bad Request                                    | null       | REFUSED",
                "400 | Does not contain a valid address.              | from.email | REFUSED",
                "401 | The provided authorization grant is invalid    | null       | CREDENTIALS_REJECTED",
                "403 | The from address does not match a verified Sender Identity. | from | REFUSED",
                "403 | access forbidden                               | null       | CREDENTIALS_REJECTED",
                "404 | not found                                      | null       | CREDENTIALS_REJECTED",
                "405 | method not allowed                             | null       | CREDENTIALS_REJECTED",
                "413 | Payload too large                              | null       | REFUSED",
                "415 | Unsupported media type                         | null       | REFUSED",
                "500 | error                                          | null       | UNAVAILABLE",
                "503 | Service unavailable                            | null       | UNAVAILABLE"
            })
    void eachDocumentedErrorHasItsMeaning(int status, String message, String field, Result result) {
        answers(error(status, message, field));

        var outcome = mailing.send(5, "ada@example.org");

        assertThat(outcome.result()).isEqualTo(result);
        assertThat(outcome.waitAtLeast()).isNull();
        assertThat(outcome.answer()).isEqualTo(status + " " + message + (field == null ? "" : " (" + field + ")"));
    }

    @ParameterizedTest
    @CsvSource({
        "X-RateLimit-Reset,1772406030,30",
        "X-RateLimit-Reset,1772400000,1",
        "X-RateLimit-Reset,1972406030,86400",
        "X-RateLimit-Reset,soon,60",
        "Retry-After,12,12",
        "X-Other,1,60"
    })
    void tooManyWaitForTheTimeThatIsNamed(String header, String value, long wait) {
        answers(error(429, "too many requests", null).withHeader(header, value));

        assertThat(mailing.send(5, "ada@example.org"))
                .extracting(Outcome::result, Outcome::waitAtLeast)
                .containsExactly(Result.THROTTLED, wait);
    }

    @Test
    void anAccountWithoutCreditIsNoWrongKey() {
        answers(error(401, "Maximum credits exceeded", null));

        assertThat(mailing.send(5, "ada@example.org"))
                .extracting(Outcome::result, Outcome::waitAtLeast)
                .containsExactly(Result.THROTTLED, 3_600L);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER"})
    void aConnectionThatBreaksAfterTheBodyLeavesItUncertain(Fault fault) {
        answers(aResponse().withFault(fault));

        assertThat(mailing.send(5, "ada@example.org").result()).isEqualTo(Result.UNCERTAIN);
        SENDGRID.verify(1, postRequestedFor(urlEqualTo(PATH)));
    }

    @Test
    void anAnswerThatComesTooLateLeavesItUncertain() {
        answers(aResponse().withStatus(202).withFixedDelay(5_000));
        try (var impatient = mailing(Mailing.IMPATIENT)) {
            assertThat(impatient.send(5, "ada@example.org").result()).isEqualTo(Result.UNCERTAIN);
        }
    }
}
