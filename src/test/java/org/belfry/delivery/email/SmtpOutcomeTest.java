package org.belfry.delivery.email;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.belfry.delivery.Outcome;
import org.belfry.delivery.Outcome.Result;
import org.belfry.delivery.http.LeaseLostException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpOutcomeTest {

    private static Result result(MessagingException failure, boolean handedOver) {
        return SmtpOutcome.of(failure, handedOver).result();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aReplyOf550IsRefusedForGood(boolean handedOver) {
        assertThat(result(new MessagingException("550 5.1.1 No such mailbox\n"), handedOver))
                .isEqualTo(Result.REFUSED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aReplyOf451IsTriedAgainEvenAfterTheText(boolean handedOver) {
        assertThat(result(new MessagingException("451 4.7.1 Greylisted, come back\r\n"), handedOver))
                .isEqualTo(Result.RETRY);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aReplyOf421SaysThatTheServerIsInTrouble(boolean handedOver) {
        assertThat(result(new MessagingException("421 4.3.2 Going down\n"), handedOver))
                .isEqualTo(Result.UNAVAILABLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 what                      | REFUSED",
                "501 5.1.3 Bad address         | REFUSED",
                "552 5.2.2 Over quota          | REFUSED",
                "553-5.1.3 Line one            | REFUSED",
                "553-5.1.8 Bad sender          | REFUSED",
                "550 5.1.7 Bad sender          | REFUSED",
                "553 5.7.1 <a@b>: Sender address rejected: not owned by user | REFUSED",
                "550 The from address does not match a verified Sender Identity | REFUSED",
                "550 5.4.5 Daily user sending limit exceeded. | THROTTLED",
                "530 5.7.0 Authentication required | CREDENTIALS_REJECTED",
                "535 5.7.8 Not you             | CREDENTIALS_REJECTED",
                "554 5.7.1 Spam                | REFUSED",
                "450 4.2.0 Busy                | RETRY",
                "452 4.2.2 Full                | RETRY",
                "454 4.7.0 Later               | UNAVAILABLE",
                "451 4.3.0 like 550 of old     | RETRY",
                "550 5.0.0 not 451 but 550 now | REFUSED"
            })
    void theFirstDigitOfTheFirstReplyDecides(String reply, Result expected) {
        assertThat(result(new MessagingException(reply), true)).isEqualTo(expected);
        assertThat(result(new MessagingException(reply), false)).isEqualTo(expected);
    }

    @Test
    void theReplyAtTheEndOfTheChainDecides() {
        var address = new SendFailedException("550 5.1.1 <eve@example.org>: unknown\n");
        var failure = new SendFailedException("Invalid Addresses", address);

        var outcome = SmtpOutcome.of(failure, false);

        assertThat(outcome.result()).isEqualTo(Result.REFUSED);
        assertThat(outcome.answer()).isEqualTo("Invalid Addresses; 550 5.1.1 <eve@example.org>: unknown");
    }

    @Test
    void theReplyInTheMiddleOfTheChainDecidesToo() {
        var broken = new MessagingException("Connection is gone", new SocketException("Broken pipe"));
        var reply = new SendFailedException("451 4.3.0 Try later", broken);
        var failure = new SendFailedException("Invalid Addresses", reply);

        assertThat(result(failure, true)).isEqualTo(Result.RETRY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "535 5.7.8 Authentication failed               | CREDENTIALS_REJECTED",
                "534 5.7.9 Too weak                            | CREDENTIALS_REJECTED",
                "504 5.5.4 Unknown mechanism                   | CREDENTIALS_REJECTED",
                "No authentication mechanisms supported by both | CREDENTIALS_REJECTED",
                "failed to connect, no password specified?     | CREDENTIALS_REJECTED",
                "454 4.7.0 Temporary failure                   | UNAVAILABLE",
                "421 4.7.0 Too many                            | UNAVAILABLE",
                "451 Maximum credits exceeded                  | UNAVAILABLE",
                "[EOF]                                         | UNAVAILABLE"
            })
    void aLoginThatIsRefusedIsNotTheMessagesFault(String words, Result expected) {
        assertThat(SmtpOutcome.ofConnecting(new AuthenticationFailedException(words))
                        .result())
                .isEqualTo(expected);
    }

    @Test
    void aConnectionThatBreaksWhileLoggingInSaysNothingOfThePassword() {
        var failure = new AuthenticationFailedException("", new SocketTimeoutException("Read timed out"));

        assertThat(SmtpOutcome.ofConnecting(failure).result()).isEqualTo(Result.UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 5.7.1 We do not like you",
                "554 No service",
                "421 Busy",
                "Got bad greeting from SMTP host: localhost, port: 25, response: 554",
                "STARTTLS is required but host does not support STARTTLS"
            })
    void noMessageIsToBlameForWhatHappensBeforeOneIsNamed(String words) {
        assertThat(SmtpOutcome.ofConnecting(new MessagingException(words)).result())
                .isEqualTo(Result.UNAVAILABLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MAIL FROM:<a@b> | 550 | REFUSED",
                "MAIL FROM:<a@b> | 501 | REFUSED",
                "MAIL FROM:<a@b> | 552 | REFUSED",
                "MAIL FROM:<a@b> | 452 | RETRY",
                "DATA            | 554 | REFUSED",
                "DATA            | 250 | UNAVAILABLE",
                "DATA            | -1  | UNAVAILABLE"
            })
    void theReplyDecidesWhateverTheCommand(String command, int code, Result expected) {
        var failure = new SMTPSendFailedException(command, code, code + " said the server", null, null, null, null);

        assertThat(SmtpOutcome.of(failure, false).result()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"250,UNCERTAIN", "354,UNCERTAIN", "-1,UNCERTAIN", "451,RETRY", "421,UNAVAILABLE", "554,REFUSED"})
    void theReplyToTheTextIsCertainWhereItSaysNo(int code, Result expected) {
        var failure = new SMTPSendFailedException(".", code, "said the server", null, null, null, null);

        assertThat(SmtpOutcome.of(failure, true).result()).isEqualTo(expected);
    }

    @Test
    void theReplyToTheRecipientIsFoundAtTheEndOfTheChain() throws AddressException {
        var address = new SMTPAddressFailedException(
                new InternetAddress("eve@example.org"), "RCPT TO:<eve@example.org>", 452, "too many, says 550");
        var failure = new SendFailedException("Invalid Addresses", address);

        assertThat(result(failure, false)).isEqualTo(Result.RETRY);
    }

    @ParameterizedTest
    @CsvSource({"REVOKED", "THROTTLED", "CREDENTIALS_REJECTED", "UNCERTAIN"})
    void whatATransportHasSaidItselfHolds(Result said) {
        var outcome = SmtpOutcome.of(new ProviderException(said, "550 words", 7L), true);

        assertThat(outcome).isEqualTo(Outcome.of(said, "550 words").waitingAtLeast(7L));
    }

    @Test
    void aConnectionIsStaleWhereNoReplyOrAGoodbyeCame() {
        assertThat(SmtpOutcome.isStale(new MessagingException("[EOF]"))).isTrue();
        assertThat(SmtpOutcome.isStale(new MessagingException("x", new SocketException("reset"))))
                .isTrue();
        assertThat(SmtpOutcome.isStale(new MessagingException("421 4.4.2 idle for too long")))
                .isTrue();
        assertThat(SmtpOutcome.isStale(new MessagingException("451 later"))).isFalse();
        assertThat(SmtpOutcome.isStale(new MessagingException("550 no"))).isFalse();
        assertThat(SmtpOutcome.isStale(new MessagingException("x", new LeaseLostException())))
                .isFalse();
        assertThat(SmtpOutcome.isStale(new ProviderException(Result.UNAVAILABLE, "x")))
                .isFalse();
    }

    @Test
    void anAddressThatIsNoneIsRefusedForGood() {
        assertThat(result(new AddressException("Missing final '@domain'", "ada"), false))
                .isEqualTo(Result.REFUSED);
    }

    @Test
    void aServerThatDoesNotAnswerTheCallIsUnavailable() {
        var failure = new MessagingException(
                "Couldn't connect to host, port: mail.example.org, 587; timeout 5000",
                new ConnectException("Connection refused"));

        var outcome = SmtpOutcome.of(failure, false);

        assertThat(outcome.result()).isEqualTo(Result.UNAVAILABLE);
        assertThat(outcome.answer()).contains("587").contains("Connection refused");
    }

    @Test
    void aPortThatLooksLikeAReplyIsNone() {
        var failure = new MessagingException("Could not connect to SMTP host: localhost, port: 550, response: -1");

        assertThat(result(failure, false)).isEqualTo(Result.UNAVAILABLE);
    }

    @Test
    void aConnectionThatBreaksBeforeTheTextIsTheServersTrouble() {
        var failure =
                new MessagingException("Exception reading response", new SocketTimeoutException("Read timed out"));

        assertThat(result(failure, false)).isEqualTo(Result.UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Exception reading response", "[EOF]", "IOException while sending message"})
    void aConnectionThatBreaksAfterTheTextLeavesItUncertain(String words) {
        var failure = new MessagingException(words, new SocketException("Connection reset"));

        assertThat(result(failure, true)).isEqualTo(Result.UNCERTAIN);
    }

    @Test
    void aReplyThatIsNoRefusalLeavesABrokenConnectionUncertain() {
        assertThat(result(new MessagingException("250 2.0.0 Ok: queued", new IOException("reset")), true))
                .isEqualTo(Result.UNCERTAIN);
    }

    @Test
    void aLostLeaseIsSeenHoweverDeepItIsWrapped() {
        Exception wrapped = new LeaseLostException();
        for (var depth = 0; depth < 4; depth++) {
            wrapped = depth % 2 == 0
                    ? new IOException("wrapped", wrapped)
                    : new MessagingException("550 5.0.0 wrapped", wrapped);
        }
        var failure = new MessagingException("IOException while sending message", wrapped);

        assertThat(result(failure, false)).isEqualTo(Result.LOST_LEASE);
        assertThat(result(failure, true)).isEqualTo(Result.LOST_LEASE);
    }

    @Test
    void aFailureWithoutWordsIsCalledByItsName() {
        assertThat(SmtpOutcome.of(new MessagingException(), false).answer()).isEqualTo("MessagingException");
    }

    @Test
    void aChainWithoutAnEndInSightIsCutOff() {
        MessagingException failure = new MessagingException("the end");
        for (var i = 0; i < 10_000; i++) {
            failure = new MessagingException("one more link", failure);
        }

        assertThat(SmtpOutcome.of(failure, false).answer())
                .hasSizeLessThan(1000)
                .startsWith("one more link; one");
    }
}
