package org.belfry.delivery.email;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.belfry.delivery.Outcome;
import org.belfry.delivery.Outcome.Result;
import org.belfry.testing.ScriptedSmtp;
import org.belfry.testing.ScriptedSmtp.Behaviour;
import org.belfry.testing.ScriptedSmtp.Greeting;
import org.belfry.testing.TestCertificate;
import org.belfry.testing.TestEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SMTP, against servers that do as they are told. */
class MailerTest {

    private static final String ADA = "ada@example.org";
    private static final String PASSWORD = "s:e=c&r$e%t";

    @RegisterExtension
    static final WireMockExtension TOKENS =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    @TempDir
    static Path folder;

    private final ScriptedSmtp smtp = ScriptedSmtp.start(0);

    @AfterEach
    void close() {
        smtp.close();
    }

    private static Map<String, String> environment(ScriptedSmtp server, String... more) {
        var environment = new HashMap<>(Map.of(
                "BELFRY_MAIL_HOST", "localhost",
                "BELFRY_MAIL_PORT", String.valueOf(server.port()),
                "BELFRY_MAIL_FROM", "Belfry <belfry@example.org>"));
        for (var i = 0; i < more.length; i += 2) {
            environment.put("BELFRY_MAIL_" + more[i], more[i + 1]);
        }
        return environment;
    }

    private Mailing mailing(String... more) {
        return new Mailing(environment(smtp, more), Mailing.PATIENT);
    }

    private Mailing impatient(String... more) {
        return new Mailing(environment(smtp, more), Mailing.IMPATIENT);
    }

    // What the server answers

    @Test
    void aMessageIsAcceptedWithTheServersWords() {
        try (var mailing = mailing()) {
            assertThat(mailing.send(5, ADA))
                    .isEqualTo(Outcome.of(Result.SENT, "accepted by localhost: 250 2.0.0 taken as Q1"));
            assertThat(mailing.asked()).isEqualTo(1);
        }
        assertThat(smtp.accepted()).hasSize(1);
        assertThat(smtp.logins()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "DEFER,RETRY,451",
        "REFUSE,REFUSED,550",
        "GO_DOWN,UNAVAILABLE,421",
        "BREAK_BEFORE_TEXT,UNAVAILABLE,EOF",
        "BREAK_AFTER_TEXT,UNCERTAIN,EOF",
        "DEFER_TEXT,RETRY,451",
        "REFUSE_TEXT,REFUSED,554",
        "REFUSE_SIZE,REFUSED,552",
        "BREAK_WHEN_TAKEN,SENT,250",
        "HANG_AT_QUIT,SENT,250"
    })
    void eachBehaviourOfTheServerHasItsMeaning(Behaviour behaviour, Result expected, String words) {
        smtp.on(ADA, behaviour);
        try (var mailing = mailing()) {
            var outcome = mailing.send(5, ADA);

            assertThat(outcome.result()).isEqualTo(expected);
            assertThat(outcome.answer()).contains(words);
        }
        assertThat(smtp.accepted()).hasSize(expected == Result.SENT ? 1 : 0);
        assertThat(smtp.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"HANG_AFTER_TEXT,UNCERTAIN"})
    void anAnswerThatDoesNotComeLeavesItUncertain(Behaviour behaviour, Result expected) {
        smtp.on(ADA, behaviour);
        try (var mailing = impatient()) {
            assertThat(mailing.send(5, ADA).result()).isEqualTo(expected);
        }
    }

    @Test
    void anAnswerThatTricklesIsBrokenOff() {
        smtp.on(ADA, Behaviour.TRICKLE_AFTER_TEXT);
        var timeouts = Mailing.limits(Duration.ofSeconds(20), Duration.ofMillis(700));
        try (var mailing = new Mailing(environment(smtp), timeouts)) {
            assertThat(mailing.send(5, ADA).result()).isEqualTo(Result.UNCERTAIN);
        }
    }

    @Test
    void aGreetingThatNeverEndsIsBrokenOff() {
        smtp.greet(Greeting.ENDLESS);
        var timeouts = Mailing.limits(Duration.ofSeconds(20), Duration.ofMillis(700));
        try (var mailing = new Mailing(environment(smtp), timeouts)) {
            assertThat(mailing.send(5, ADA).result()).isEqualTo(Result.UNAVAILABLE);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Greeting.class,
            names = {"NONE", "BUSY", "GO_AWAY", "HANG_UP"})
    void aServerThatDoesNotWelcomeIsUnavailable(Greeting greeting) {
        smtp.greet(greeting);
        try (var mailing = impatient()) {
            assertThat(mailing.send(5, ADA).result()).isEqualTo(Result.UNAVAILABLE);
            assertThat(mailing.asked()).isZero();
        }
    }

    @Test
    void aServerThatIsNotThereIsUnavailable() {
        smtp.close();
        try (var mailing = mailing()) {
            var outcome = mailing.send(5, ADA);

            assertThat(outcome.result()).isEqualTo(Result.UNAVAILABLE);
            assertThat(outcome.answer()).contains("localhost");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "550 5.7.1 sender not verified,REFUSED",
        "553 5.1.8 no such domain,REFUSED",
        "552 5.3.4 too large,REFUSED",
        "530 5.7.0 authentication required,CREDENTIALS_REJECTED",
        "451 4.3.0 later,RETRY",
        "421 4.3.0 going down,UNAVAILABLE"
    })
    void whatIsSaidOfTheSenderIsSaidOfTheMessage(String reply, Result expected) {
        smtp.answerSender(reply);
        try (var mailing = mailing()) {
            assertThat(mailing.send(5, ADA).result()).isEqualTo(expected);
        }
    }

    @Test
    void nothingGoesOutWhenTheOutboxSaysNo() {
        try (var mailing = mailing()) {
            assertThat(mailing.ours(false).send(5, ADA).result()).isEqualTo(Result.LOST_LEASE);
        }
        assertThat(smtp.accepted()).isEmpty();
    }

    // Who we are

    @Test
    void thePasswordIsGiven() {
        try (var mailing = mailing("USER", "belfry@example.org", "PASSWORD", PASSWORD)) {
            assertThat(mailing.send(5, ADA).result()).isEqualTo(Result.SENT);
        }
        assertThat(smtp.logins()).hasSize(1).allMatch(login -> login.endsWith("\0belfry@example.org\0" + PASSWORD));
    }

    @ParameterizedTest
    @CsvSource({
        "535 5.7.8 %s is wrong,CREDENTIALS_REJECTED",
        "534 5.7.9 too weak,CREDENTIALS_REJECTED",
        "454 4.7.0 try later,UNAVAILABLE",
        "421 4.7.0 too many logins,UNAVAILABLE"
    })
    void aLoginThatIsRefusedIsBrokenUnlessTheServerIsInTrouble(String reply, Result expected) {
        smtp.welcome(login -> false, reply);
        try (var mailing = mailing("USER", "belfry@example.org", "PASSWORD", PASSWORD)) {
            var outcome = mailing.send(5, ADA);

            assertThat(outcome.result()).isEqualTo(expected);
            assertThat(outcome.answer()).startsWith(reply.replace("%s", "***"));
            assertThat(mailing.asked()).isZero();
        }
    }

    @Test
    void aServerSaysBackWhatItWasToldAndNobodyReadsIt() {
        smtp.welcome(login -> false, "535-5.7.8 " + PASSWORD + "\r\n535 5.7.8 AUTH PLAIN %s");
        try (var mailing = mailing("USER", "belfry@example.org", "PASSWORD", PASSWORD)) {
            assertThat(mailing.send(5, ADA).answer())
                    .contains("535-5.7.8 ***")
                    .contains("535 5.7.8 AUTH PLAIN ***")
                    .doesNotContain(PASSWORD);
        }
    }

    @Test
    void aRealServerTellsAWrongPasswordFromARightOne() {
        var server = new GreenMail(new ServerSetup(TestEnvironment.freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP))
                .withConfiguration(GreenMailConfiguration.aConfig().withUser("belfry", "right"));
        server.start();
        var environment = new HashMap<>(Map.of(
                "BELFRY_MAIL_HOST", "127.0.0.1",
                "BELFRY_MAIL_PORT", String.valueOf(server.getSmtp().getPort()),
                "BELFRY_MAIL_USER", "belfry",
                "BELFRY_MAIL_PASSWORD", "wrong"));
        try (var wrong = new Mailing(environment, Mailing.PATIENT)) {
            assertThat(wrong.send(5, ADA).result()).isEqualTo(Result.CREDENTIALS_REJECTED);
            environment.put("BELFRY_MAIL_PASSWORD", "right");
            try (var right = new Mailing(environment, Mailing.PATIENT)) {
                assertThat(right.send(5, ADA).result()).isEqualTo(Result.SENT);
            }
            assertThat(server.getReceivedMessages()).hasSize(1);
        } finally {
            server.stop();
        }
    }

    // Gmail

    private static void tokens(String body, int status) {
        TOKENS.stubFor(post(urlEqualTo("/token"))
                .willReturn(aResponse().withStatus(status).withBody(body)));
    }

    private Mailing gmail() {
        smtp.offer("PLAIN XOAUTH2");
        return mailing(
                "PROVIDER", "gmail-smtp",
                "TLS", "none",
                "USER", "belfry@gmail.com",
                "OAUTH_TOKEN_URL", TOKENS.baseUrl() + "/token",
                "OAUTH_CLIENT_ID", "client",
                "OAUTH_CLIENT_SECRET", "GOCSPX-secret",
                "OAUTH_REFRESH_TOKEN", "1//refresh");
    }

    private static String login(String token) {
        return "user=belfry@gmail.com\1auth=Bearer " + token + "\1\1";
    }

    @Test
    void gmailIsGivenAToken() {
        tokens("{\"access_token\":\"ya29.one\",\"expires_in\":3599}", 200);
        try (var mailing = gmail()) {
            assertThat(mailing.send(5, ADA).result()).isEqualTo(Result.SENT);
        }
        assertThat(smtp.logins()).containsExactly(login("ya29.one"));
    }

    @Test
    void aKeptTokenThatIsRefusedIsReplacedOnceWithinTheAttempt() {
        tokens("{\"access_token\":\"ya29.one\",\"expires_in\":3599}", 200);
        try (var mailing = gmail()) {
            assertThat(mailing.send(5, ADA).result()).isEqualTo(Result.SENT);
            smtp.disconnectAll();
            smtp.welcome(login -> login.equals(login("ya29.two")), "535 5.7.8 Bad credentials %s");
            tokens("{\"access_token\":\"ya29.two\",\"expires_in\":3599}", 200);
            assertThat(mailing.send(6, ADA).result()).isEqualTo(Result.SENT);
        }
        assertThat(smtp.logins()).containsExactly(login("ya29.one"), login("ya29.one"), login("ya29.two"));
    }

    @Test
    void aNewTokenThatIsRefusedIsBrokenAndUsedNoMore() {
        tokens("{\"access_token\":\"ya29.one\",\"expires_in\":3599}", 200);
        smtp.welcome(login -> false, "535 5.7.8 Bad credentials %s");
        try (var mailing = gmail()) {
            var outcome = mailing.send(5, ADA);
            assertThat(outcome.result()).isEqualTo(Result.CREDENTIALS_REJECTED);
            assertThat(outcome.answer()).doesNotContain("ya29");
            assertThat(smtp.logins()).hasSize(1);
            assertThat(mailing.send(6, ADA).result()).isEqualTo(Result.CREDENTIALS_REJECTED);
        }
        TOKENS.verify(2, postRequestedFor(urlEqualTo("/token")));
    }

    @Test
    void aConsentThatWasWithdrawnIsSaidAndNotAskedForAgain() {
        tokens("{\"error\":\"invalid_grant\",\"error_description\":\"1//refresh is gone\"}", 400);
        try (var mailing = gmail()) {
            assertThat(mailing.send(5, ADA))
                    .isEqualTo(Outcome.of(Result.REVOKED, TOKENS.baseUrl() + "/token: 400 invalid_grant: *** is gone"));
            assertThat(mailing.send(6, ADA).result()).isEqualTo(Result.REVOKED);
        }
        TOKENS.verify(1, postRequestedFor(urlEqualTo("/token")));
        assertThat(smtp.connections()).isZero();
    }

    // Connections

    @Test
    void aConnectionIsKeptForTheNextMessage() {
        try (var mailing = mailing()) {
            for (var id = 1; id <= 5; id++) {
                assertThat(mailing.send(id, ADA).result()).isEqualTo(Result.SENT);
            }
        }
        assertThat(smtp.connections()).isEqualTo(1);
        assertThat(smtp.accepted()).hasSize(5);
    }

    @Test
    void aConnectionServesSoManyMessagesAndNoMore() {
        var usual = Mailing.PATIENT;
        var timeouts = new MailTimeouts(
                usual.connect(), usual.read(), usual.write(), usual.whole(), usual.call(), usual.idle(), 2);
        try (var mailing = new Mailing(environment(smtp), timeouts)) {
            IntStream.rangeClosed(1, 5).forEach(id -> mailing.send(id, ADA));
        }
        assertThat(smtp.connections()).isEqualTo(3);
        assertThat(smtp.accepted()).hasSize(5);
    }

    @Test
    void aConnectionThatNobodyUsesIsClosed() {
        var usual = Mailing.PATIENT;
        var timeouts = new MailTimeouts(
                usual.connect(),
                usual.read(),
                usual.write(),
                usual.whole(),
                usual.call(),
                Duration.ofMillis(50),
                usual.messages());
        try (var mailing = new Mailing(environment(smtp), timeouts)) {
            mailing.send(1, ADA);
            Awaitility.await().until(() -> smtp.open() == 0);
        }
    }

    @Test
    void connectionsAreClosedAtTheEnd() {
        var mailing = mailing();
        mailing.send(1, ADA);
        assertThat(smtp.open()).isEqualTo(1);
        mailing.close();
        Awaitility.await().until(() -> smtp.open() == 0);
    }

    @Test
    void aKeptConnectionThatIsGoneIsReplacedWithinTheAttempt() {
        try (var mailing = mailing()) {
            mailing.send(1, ADA);
            smtp.disconnectAll();
            assertThat(mailing.send(2, ADA).result()).isEqualTo(Result.SENT);
        }
        assertThat(smtp.connections()).isEqualTo(2);
        assertThat(smtp.accepted()).hasSize(2);
    }

    @Test
    void aKeptConnectionThatGoesDownIsReplacedWithinTheAttempt() {
        smtp.on("bob@example.org", Behaviour.GO_DOWN_ONCE);
        try (var mailing = mailing()) {
            mailing.send(1, ADA);
            assertThat(mailing.send(2, "bob@example.org").result()).isEqualTo(Result.SENT);
            assertThat(mailing.asked()).isEqualTo(2);
        }
        assertThat(smtp.connections()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BREAK_AFTER_TEXT", "DEFER", "REFUSE", "DEFER_TEXT"})
    void whatIsAnsweredOrUncertainOnAKeptConnectionIsNotRepeated(Behaviour behaviour) {
        smtp.on("bob@example.org", behaviour);
        try (var mailing = mailing()) {
            mailing.send(1, ADA);
            assertThat(mailing.send(2, "bob@example.org").result()).isNotEqualTo(Result.SENT);
        }
        assertThat(smtp.attempts()).containsExactly(ADA, "bob@example.org");
    }

    @Test
    void noConnectionServesTwoAtATime() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try (var mailing = mailing()) {
            List<Callable<Result>> tasks = IntStream.range(0, 200)
                    .mapToObj(id -> (Callable<Result>)
                            () -> mailing.send(id, "r" + id + "@example.org").result())
                    .toList();
            for (var result : threads.invokeAll(tasks)) {
                assertThat(result.get()).isEqualTo(Result.SENT);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(smtp.accepted()).hasSize(200).allSatisfy(mail -> assertThat(mail.text())
                .contains("To: " + mail.recipient() + "\n"));
        assertThat(smtp.connections()).isBetween(4, 30);
    }

    // Encryption

    /** The JVM trusts the certificate while the task runs. */
    private static void trusting(TestCertificate certificate, Runnable task) throws NoSuchAlgorithmException {
        var before = SSLContext.getDefault();
        SSLContext.setDefault(certificate.client());
        try {
            task.run();
        } finally {
            SSLContext.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"starttls", "implicit"})
    void mailGoesOutEncryptedToAServerThatIsTrusted(String tls) throws Exception {
        var certificate = TestCertificate.of(folder, "dns:localhost");
        try (var secure = ScriptedSmtp.start(0, certificate.server(), tls.equals("implicit"));
                var mailing = new Mailing(
                        environment(secure, "TLS", tls, "USER", "belfry", "PASSWORD", PASSWORD), Mailing.PATIENT)) {
            trusting(
                    certificate, () -> assertThat(mailing.send(5, ADA).result()).isEqualTo(Result.SENT));
            assertThat(secure.logins()).hasSize(1).allMatch(login -> login.endsWith("\0belfry\0" + PASSWORD));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"starttls", "implicit"})
    void aServerOfAnotherNameIsNotSpokenTo(String tls) throws Exception {
        var certificate = TestCertificate.of(folder, "dns:mail.example.org");
        try (var secure = ScriptedSmtp.start(0, certificate.server(), tls.equals("implicit"));
                var mailing = new Mailing(
                        environment(secure, "TLS", tls, "USER", "belfry", "PASSWORD", PASSWORD), Mailing.PATIENT)) {
            trusting(
                    certificate, () -> assertThat(mailing.send(5, ADA).result()).isEqualTo(Result.UNAVAILABLE));
            assertThat(secure.logins()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"starttls", "implicit"})
    void aServerThatNobodyVouchesForIsNotSpokenTo(String tls) throws Exception {
        var certificate = TestCertificate.of(folder, "dns:localhost");
        try (var secure = ScriptedSmtp.start(0, certificate.server(), tls.equals("implicit"));
                var mailing = new Mailing(
                        environment(secure, "TLS", tls, "USER", "belfry", "PASSWORD", PASSWORD), Mailing.PATIENT)) {
            var outcome = mailing.send(5, ADA);

            assertThat(outcome.result()).isEqualTo(Result.UNAVAILABLE);
            assertThat(outcome.answer()).containsIgnoringCase("certif");
            assertThat(secure.logins()).isEmpty();
        }
    }

    @Test
    void aServerWithoutEncryptionIsNotSpokenToWhereItIsRequired() {
        try (var mailing = mailing("TLS", "starttls", "USER", "belfry", "PASSWORD", PASSWORD)) {
            var outcome = mailing.send(5, ADA);

            assertThat(outcome.result()).isEqualTo(Result.UNAVAILABLE);
            assertThat(outcome.answer()).contains("STARTTLS");
        }
        assertThat(smtp.logins()).isEmpty();
        assertThat(smtp.attempts()).isEmpty();
    }
}
