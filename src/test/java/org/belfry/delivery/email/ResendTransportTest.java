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
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import org.belfry.delivery.Outcome;
import org.belfry.delivery.Outcome.Result;
import org.belfry.testing.TestEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResendTransportTest {

    @RegisterExtension
    static final WireMockExtension RESEND =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T23:00:00Z"), ZoneOffset.UTC);

    private final Mailing mailing = mailing(Mailing.PATIENT);

    private static Mailing mailing(MailTimeouts timeouts) {
        return new Mailing(
                Map.of(
                        "BELFRY_MAIL_PROVIDER", "resend",
                        "BELFRY_MAIL_API_KEY", "re_secret-key",
                        "BELFRY_MAIL_API_URL", RESEND.baseUrl(),
                        "BELFRY_MAIL_FROM", "B\u00E9lfry <belfry@example.org>"),
                timeouts,
                CLOCK);
    }

    @AfterEach
    void close() {
        mailing.close();
    }

    private static void answers(ResponseDefinitionBuilder answer) {
        RESEND.stubFor(post(urlEqualTo("/emails")).willReturn(answer));
    }

    private static ResponseDefinitionBuilder error(int status, String name, String message) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody("{\"statusCode\":" + status + ",\"name\":\"" + name + "\",\"message\":\"" + message + "\"}");
    }

    private static String body() {
        var requests = RESEND.findAll(postRequestedFor(urlEqualTo("/emails")));
        return requests.get(requests.size() - 1).getBodyAsString();
    }

    @Test
    void aMessageIsPostedWithItsKeyAndItsHeaders() throws Exception {
        answers(aResponse().withStatus(200).withBody("{\"id\":\"49a3999c-0ce1\"}"));
        var message = mailing.message(5, "ada@example.org");
        message.setHeader("References", "<belfry-source-1@example.org>");
        message.setHeader("List-Unsubscribe", "<https://belfry.example/u?t=1>");
        message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        message.setHeader("Reply-To", "Desk <desk@example.org>");

        var outcome = mailing.send(message);

        assertThat(outcome)
                .isEqualTo(Outcome.of(Result.SENT, "accepted by " + RESEND.baseUrl() + ": id 49a3999c-0ce1"));
        assertThat(mailing.asked()).isEqualTo(1);
        RESEND.verify(
                1,
                postRequestedFor(urlEqualTo("/emails"))
                        .withHeader("Authorization", equalTo("Bearer re_secret-key"))
                        .withHeader(
                                "Idempotency-Key",
                                equalTo(message.getMessageID().replaceAll("[<>]", "")))
                        .withHeader("Content-Type", equalTo("application/json")));
        var json = ProviderJson.object(body());
        assertThat(ProviderJson.text(json, "from")).isEqualTo("B\u00E9lfry <belfry@example.org>");
        assertThat(json.getJsonArray("to")).hasToString("[\"ada@example.org\"]");
        assertThat(ProviderJson.text(json, "subject")).isEqualTo("Gr\u00FC\u00DFe");
        assertThat(ProviderJson.text(json, "reply_to")).isEqualTo("Desk <desk@example.org>");
        assertThat(ProviderJson.text(json, "text")).contains("Some words");
        assertThat(ProviderJson.text(json, "html"))
                .startsWith("<!doctype html>")
                .contains("Some words");
        var headers = ProviderJson.object(json, "headers");
        assertThat(headers.keySet())
                .contains("Auto-Submitted", "Message-Id", "References", "List-Unsubscribe", "List-Unsubscribe-Post")
                .allMatch(name -> !name.toLowerCase(Locale.ROOT)
                        .matches("from|to|subject|date|reply-to|mime-version|content-.*"));
        assertThat(headers.getString("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(headers.getString("Message-Id")).isEqualTo(message.getMessageID());
    }

    @Test
    void eachAttemptHasTheSameKeyAndTheSameBytes() throws MessagingException {
        answers(aResponse().withStatus(500));
        mailing.send(7, "ada@example.org");
        mailing.send(7, "ada@example.org");

        var requests = RESEND.findAll(postRequestedFor(urlEqualTo("/emails")));
        assertThat(requests).hasSize(2);
        assertThat(requests.get(0).getBody()).isEqualTo(requests.get(1).getBody());
        assertThat(requests)
                .extracting(it -> it.getHeader("Idempotency-Key"))
                .allMatch(key -> key.startsWith("belfry-delivery-7"));
        assertThat(requests.get(0).getHeader("Idempotency-Key"))
                .isEqualTo(requests.get(1).getHeader("Idempotency-Key"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "400 | validation_error               | Invalid `to` field. The email address needs to follow | REFUSED | null",
                "400 | validation_error               | Invalid `from` field                                  | REFUSED  | null",
                "400 | invalid_idempotency_key        | The key must be between 1-256 chars.                  | REFUSED | null",
                "401 | missing_api_key                | Missing API key in the authorization header.          | CREDENTIALS_REJECTED  | null",
                "401 | restricted_api_key             | This API key is restricted to only send emails.       | CREDENTIALS_REJECTED  | null",
                "403 | invalid_api_key                | API key is invalid.                                   | CREDENTIALS_REJECTED  | null",
                "400 | invalid_api_key                | API key is invalid                                    | CREDENTIALS_REJECTED  | null",
                "403 | validation_error               | The example.org domain is not verified.               | REFUSED  | null",
                "403 | validation_error               | You can only send testing emails to your own address  | REFUSED  | null",
                "404 | not_found                      | The requested endpoint does not exist.                | CREDENTIALS_REJECTED  | null",
                "405 | method_not_allowed             | Method is not allowed for the requested path.         | CREDENTIALS_REJECTED  | null",
                "409 | invalid_idempotent_request     | Same idempotency key used with a different payload.   | REFUSED | null",
                "409 | concurrent_idempotent_requests | Same idempotency key used while original is running.  | RETRY   | null",
                "422 | missing_required_field         | Missing `html` or `text` field.                       | REFUSED | null",
                "422 | invalid_from_address           | Invalid `from` field.                                 | REFUSED  | null",
                "422 | invalid_access                 | Access must be full_access or sending_access          | CREDENTIALS_REJECTED  | null",
                "422 | invalid_parameter              | The parameter must be a valid UUID.                   | REFUSED | null",
                "429 | rate_limit_exceeded            | Too many requests.                                    | THROTTLED | 1",
                "429 | daily_quota_exceeded           | You have reached your daily email sending quota.      | THROTTLED | 3601",
                "429 | monthly_quota_exceeded         | You have reached your monthly email sending quota.    | THROTTLED | 86400",
                "429 | unheard_of                     | Slow down                                             | THROTTLED | 60",
                "451 | security_error                 | We may have found a security issue with the request.  | REFUSED | null",
                "500 | application_error              | An unexpected error occurred.                         | UNAVAILABLE | null",
                "500 | internal_server_error          | An unexpected error occurred.                         | UNAVAILABLE | null",
                "503 | unheard_of                     | Down                                                  | UNAVAILABLE | null"
            })
    void eachDocumentedErrorHasItsMeaning(int status, String name, String message, Result result, Long wait) {
        answers(error(status, name, message));

        var outcome = mailing.send(5, "ada@example.org");

        assertThat(outcome.result()).isEqualTo(result);
        assertThat(outcome.waitAtLeast()).isEqualTo(wait);
        assertThat(outcome.answer()).startsWith(status + " " + name + ": " + message);
        RESEND.verify(1, postRequestedFor(urlEqualTo("/emails")));
    }

    @ParameterizedTest
    @CsvSource({
        "rate_limit_exceeded,retry-after,7,7",
        "rate_limit_exceeded,ratelimit-reset,3,3",
        "daily_quota_exceeded,retry-after,120,120",
        "monthly_quota_exceeded,retry-after,200000,86400",
        "rate_limit_exceeded,Retry-After,'Sun, 01 Mar 2026 23:00:09 GMT',9"
    })
    void theTimeThatIsNamedIsWaitedFor(String name, String header, String value, long wait) {
        answers(error(429, name, "Too much").withHeader(header, value));

        assertThat(mailing.send(5, "ada@example.org"))
                .extracting(Outcome::result, Outcome::waitAtLeast)
                .containsExactly(Result.THROTTLED, wait);
    }

    @ParameterizedTest
    @CsvSource({
        "302,UNAVAILABLE",
        "400,REFUSED",
        "401,CREDENTIALS_REJECTED",
        "403,CREDENTIALS_REJECTED",
        "502,UNAVAILABLE",
        "504,UNAVAILABLE"
    })
    void anAnswerOfSomethingInBetweenIsReadByItsStatus(int status, Result result) {
        answers(aResponse().withStatus(status).withBody("<html>proxy</html>"));

        var outcome = mailing.send(5, "ada@example.org");

        assertThat(outcome.result()).isEqualTo(result);
        assertThat(outcome.answer()).isEqualTo(status + " <html>proxy</html>");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER", "RANDOM_DATA_THEN_CLOSE"})
    void aConnectionThatBreaksAfterTheBodyLeavesItUncertain(Fault fault) {
        answers(aResponse().withFault(fault));

        assertThat(mailing.send(5, "ada@example.org").result()).isEqualTo(Result.UNCERTAIN);
        RESEND.verify(1, postRequestedFor(urlEqualTo("/emails")));
    }

    @Test
    void anAnswerThatComesTooLateLeavesItUncertain() {
        answers(aResponse().withStatus(200).withBody("{\"id\":\"1\"}").withFixedDelay(5_000));
        try (var impatient = mailing(Mailing.IMPATIENT)) {
            assertThat(impatient.send(5, "ada@example.org").result()).isEqualTo(Result.UNCERTAIN);
        }
    }

    @Test
    void aBodyThatIsCutOffIsAcceptedByItsStatus() {
        answers(aResponse().withStatus(200).withFault(Fault.MALFORMED_RESPONSE_CHUNK));

        assertThat(mailing.send(5, "ada@example.org").result()).isEqualTo(Result.SENT);
    }

    @Test
    void aServerThatIsNotThereHasTakenNothing() {
        var environment = Map.of(
                "BELFRY_MAIL_PROVIDER", "resend",
                "BELFRY_MAIL_API_KEY", "re_secret-key",
                "BELFRY_MAIL_API_URL", "http://127.0.0.1:" + TestEnvironment.freePort(),
                "BELFRY_MAIL_FROM", "belfry@example.org");
        try (var nobody = new Mailing(environment, Mailing.PATIENT)) {
            assertThat(nobody.send(5, "ada@example.org").result()).isEqualTo(Result.UNAVAILABLE);
            assertThat(nobody.asked()).isZero();
        }
    }

    @Test
    void nothingGoesOutWhenTheOutboxSaysNo() {
        answers(aResponse().withStatus(200));

        assertThat(mailing.ours(false).send(5, "ada@example.org").result()).isEqualTo(Result.LOST_LEASE);
        RESEND.verify(0, postRequestedFor(urlEqualTo("/emails")));
    }

    @Test
    void anUnverifiedSenderOfOneOrganizationIsThatMessagesFault() throws MessagingException {
        answers(error(403, "validation_error", "The other.example domain is not verified."));
        var message = mailing.message(5, "ada@example.org");
        message.setFrom("hello@other.example");

        assertThat(mailing.send(message).result()).isEqualTo(Result.REFUSED);
    }

    @Test
    void theKeyIsNotAmongTheWords() {
        answers(error(403, "invalid_api_key", "re_secret-key is invalid (Bearer re_secret-key)"));

        assertThat(mailing.send(5, "ada@example.org").answer())
                .doesNotContain("secret-key")
                .startsWith("403 invalid_api_key: *** is invalid");
    }
}
