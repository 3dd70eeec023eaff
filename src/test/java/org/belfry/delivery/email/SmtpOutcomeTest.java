package org.belfry.delivery.email;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.belfry.delivery.Outcome.Result;
import org.belfry.delivery.http.NotOurs;
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
    void aReplyOf421IsTriedAgain(boolean handedOver) {
        assertThat(result(new MessagingException("421 4.3.2 Going down\n"), handedOver))
                .isEqualTo(Result.RETRY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 what                      | REFUSED",
                "501 5.1.3 Bad address         | REFUSED",
                "552 5.2.2 Over quota          | REFUSED",
                "553-5.1.8 Line one            | REFUSED",
                "554 5.7.1 Spam                | REFUSED",
                "450 4.2.0 Busy                | RETRY",
                "452 4.2.2 Full                | RETRY",
                "454 4.7.0 Later               | RETRY",
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
    @ValueSource(strings = {"535 5.7.8 Authentication failed", "failed to connect, no password specified?"})
    void aWrongPasswordIsNotTheMessagesFault(String words) {
        assertThat(result(new AuthenticationFailedException(words), false)).isEqualTo(Result.RETRY);
    }

    @Test
    void anAddressThatIsNoneIsRefusedForGood() {
        assertThat(result(new AddressException("Missing final '@domain'", "ada"), false))
                .isEqualTo(Result.REFUSED);
    }

    @Test
    void aServerThatDoesNotAnswerTheCallIsTriedAgain() {
        var failure = new MessagingException(
                "Couldn't connect to host, port: mail.example.org, 587; timeout 5000",
                new ConnectException("Connection refused"));

        var outcome = SmtpOutcome.of(failure, false);

        assertThat(outcome.result()).isEqualTo(Result.RETRY);
        assertThat(outcome.answer()).contains("587").contains("Connection refused");
    }

    @Test
    void aPortThatLooksLikeAReplyIsNone() {
        var failure = new MessagingException("Could not connect to SMTP host: localhost, port: 550, response: -1");

        assertThat(result(failure, false)).isEqualTo(Result.RETRY);
    }

    @Test
    void aConnectionThatBreaksBeforeTheTextIsTriedAgain() {
        var failure =
                new MessagingException("Exception reading response", new SocketTimeoutException("Read timed out"));

        assertThat(result(failure, false)).isEqualTo(Result.RETRY);
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
        Exception wrapped = new NotOurs();
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
