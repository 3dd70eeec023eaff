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
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import org.belfry.delivery.Outcome;
import org.belfry.delivery.Outcome.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GmailTransportTest {

    private static final String PATH = "/gmail/v1/users/me/messages/send";

    @RegisterExtension
    static final WireMockExtension GOOGLE =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    private final Mailing mailing = new Mailing(
            Map.of(
                    "BELFRY_MAIL_PROVIDER", "gmail",
                    "BELFRY_MAIL_API_URL", GOOGLE.baseUrl(),
                    "BELFRY_MAIL_FROM", "Belfry <belfry@gmail.com>",
                    "BELFRY_MAIL_OAUTH_TOKEN_URL", GOOGLE.baseUrl() + "/token",
                    "BELFRY_MAIL_OAUTH_CLIENT_ID", "client",
                    "BELFRY_MAIL_OAUTH_CLIENT_SECRET", "GOCSPX-secret",
                    "BELFRY_MAIL_OAUTH_REFRESH_TOKEN", "1//refresh"),
            Mailing.PATIENT,
            Clock.fixed(Instant.parse("2026-03-01T23:00:00Z"), ZoneOffset.UTC));

    @BeforeEach
    void tokens() {
        token("ya29.one", "more", "ya29.two");
    }

    @AfterEach
    void close() {
        mailing.close();
    }

    /** The token endpoint gives the one first, and then the other for ever. */
    private static void token(String first, String state, String second) {
        GOOGLE.stubFor(post(urlEqualTo("/token"))
                .inScenario("tokens")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo(state)
                .willReturn(aResponse().withBody("{\"access_token\":\"" + first + "\",\"expires_in\":3599}")));
        GOOGLE.stubFor(post(urlEqualTo("/token"))
                .inScenario("tokens")
                .whenScenarioStateIs(state)
                .willReturn(aResponse().withBody("{\"access_token\":\"" + second + "\",\"expires_in\":3599}")));
    }

    private static void answers(ResponseDefinitionBuilder answer) {
        GOOGLE.stubFor(post(urlEqualTo(PATH)).willReturn(answer));
    }

    private static ResponseDefinitionBuilder error(int status, String reason, String message) {
        return aResponse()
                .withStatus(status)
                .withBody("{\"error\":{\"code\":" + status + ",\"message\":\"" + message
                        + "\",\"errors\":[{\"message\":\"" + message
                        + "\",\"domain\":\"global\",\"reason\":\"" + reason + "\"}]}}");
    }

    @Test
    void theWholeMessageIsPostedWithAToken() throws Exception {
        answers(aResponse().withStatus(200).withBody("{\"id\":\"18c\",\"threadId\":\"18c\",\"labelIds\":[\"SENT\"]}"));

        var outcome = mailing.send(5, "ada@example.org");

        assertThat(outcome).isEqualTo(Outcome.of(Result.SENT, "accepted by " + GOOGLE.baseUrl() + ": id 18c"));
        assertThat(mailing.asked()).isEqualTo(1);
        GOOGLE.verify(
                1,
                postRequestedFor(urlEqualTo("/token"))
                        .withRequestBody(equalTo("grant_type=refresh_token&refresh_token=1%2F%2Frefresh"
                                + "&client_id=client&client_secret=GOCSPX-secret")));
        GOOGLE.verify(1, postRequestedFor(urlEqualTo(PATH)).withHeader("Authorization", equalTo("Bearer ya29.one")));
        var json = ProviderJson.object(
                GOOGLE.findAll(postRequestedFor(urlEqualTo(PATH))).get(0).getBodyAsString());
        var raw = Base64.getUrlDecoder().decode(json.getString("raw"));
        var mail = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
        assertThat(mail.getSubject()).isEqualTo("Gr\u00FC\u00DFe");
        assertThat(mail.getHeader("To")).containsExactly("ada@example.org");
        assertThat(mail.getHeader("Message-ID")).hasSize(1);
    }

    @Test
    void aTokenIsKeptForTheNextMessage() {
        answers(aResponse().withStatus(200).withBody("{\"id\":\"1\"}"));

        mailing.send(5, "ada@example.org");
        mailing.send(6, "ada@example.org");

        GOOGLE.verify(1, postRequestedFor(urlEqualTo("/token")));
    }

    @Test
    void aTokenThatIsRefusedIsReplacedOnceWithinTheAttempt() {
        answers(error(401, "authError", "Invalid Credentials"));
        GOOGLE.stubFor(post(urlEqualTo(PATH))
                .withHeader("Authorization", equalTo("Bearer ya29.two"))
                .willReturn(aResponse().withStatus(200).withBody("{\"id\":\"1\"}")));

        assertThat(mailing.send(5, "ada@example.org").result()).isEqualTo(Result.SENT);
        assertThat(mailing.asked()).isEqualTo(1);
        GOOGLE.verify(2, postRequestedFor(urlEqualTo(PATH)));
        GOOGLE.verify(2, postRequestedFor(urlEqualTo("/token")));
    }

    @Test
    void aNewTokenThatIsRefusedTooIsBroken() {
        answers(error(401, "authError", "Invalid Credentials: ya29.two"));

        var outcome = mailing.send(5, "ada@example.org");

        assertThat(outcome)
                .isEqualTo(Outcome.of(Result.CREDENTIALS_REJECTED, "401 authError: Invalid Credentials: ***"));
        GOOGLE.verify(2, postRequestedFor(urlEqualTo(PATH)));
        GOOGLE.verify(2, postRequestedFor(urlEqualTo("/token")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "400 | invalidArgument         | Recipient address required | REFUSED     | null",
                "400 | invalidArgument         | Invalid To header          | REFUSED     | null",
                "400 | invalidArgument         | Invalid From header        | CREDENTIALS_REJECTED      | null",
                "400 | failedPrecondition      | Mail service not enabled   | CREDENTIALS_REJECTED      | null",
                "403 | rateLimitExceeded       | Rate Limit Exceeded        | THROTTLED   | 60",
                "403 | userRateLimitExceeded   | User Rate Limit Exceeded   | THROTTLED   | 60",
                "403 | dailyLimitExceeded      | Daily Limit Exceeded       | THROTTLED   | 3600",
                "403 | quotaExceeded           | Quota exceeded             | THROTTLED   | 3600",
                "403 | insufficientPermissions | Insufficient Permission    | CREDENTIALS_REJECTED      | null",
                "403 | forbidden               | Forbidden                  | CREDENTIALS_REJECTED      | null",
                "403 | accessNotConfigured     | Gmail API has not been used | CREDENTIALS_REJECTED     | null",
                "403 | domainPolicy            | Disabled by the administrators | CREDENTIALS_REJECTED  | null",
                "404 | notFound                | Not Found                  | CREDENTIALS_REJECTED      | null",
                "413 | uploadTooLarge          | Too large                  | REFUSED     | null",
                "429 | rateLimitExceeded       | Too many concurrent requests for user | THROTTLED | 60",
                "429 | userRateLimitExceeded   | User-rate limit exceeded.  Retry after 2026-03-01T23:15:00.500Z | THROTTLED | 901",
                "500 | backendError            | Backend Error              | UNAVAILABLE | null",
                "503 | backendError            | Backend Error              | UNAVAILABLE | null"
            })
    void eachDocumentedErrorHasItsMeaning(int status, String reason, String message, Result result, Long wait) {
        answers(error(status, reason, message));

        var outcome = mailing.send(5, "ada@example.org");

        assertThat(outcome.result()).isEqualTo(result);
        assertThat(outcome.waitAtLeast()).isEqualTo(wait);
        assertThat(outcome.answer()).isEqualTo(status + " " + reason + ": " + message);
        GOOGLE.verify(1, postRequestedFor(urlEqualTo(PATH)));
    }

    @Test
    void theDetailsOfNewErrorsAreReadToo() {
        answers(aResponse()
                .withStatus(403)
                .withHeader("Retry-After", "17")
                .withBody("{\"error\":{\"code\":403,\"message\":\"Quota exceeded\",\"status\":\"PERMISSION_DENIED\","
                        + "\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\","
                        + "\"reason\":\"RATE_LIMIT_EXCEEDED\"}]}}"));

        assertThat(mailing.send(5, "ada@example.org"))
                .extracting(Outcome::result, Outcome::waitAtLeast)
                .containsExactly(Result.THROTTLED, 17L);
    }

    @Test
    void aConnectionThatBreaksAfterTheBodyLeavesItUncertain() {
        answers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        assertThat(mailing.send(5, "ada@example.org").result()).isEqualTo(Result.UNCERTAIN);
        GOOGLE.verify(1, postRequestedFor(urlEqualTo(PATH)));
    }

    @Test
    void withoutATokenNothingIsHandedOver() {
        GOOGLE.stubFor(post(urlEqualTo("/token"))
                .willReturn(aResponse()
                        .withStatus(400)
                        .withBody("{\"error\":\"invalid_grant\",\"error_description\":\"Token has been revoked.\"}")));

        var outcome = mailing.send(5, "ada@example.org");

        assertThat(outcome.result()).isEqualTo(Result.REVOKED);
        assertThat(outcome.answer()).endsWith("400 invalid_grant: Token has been revoked.");
        assertThat(mailing.asked()).isZero();
        GOOGLE.verify(0, postRequestedFor(urlEqualTo(PATH)));
    }
}
