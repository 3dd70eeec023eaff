package org.belfry.delivery.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.belfry.access.SenderRules;
import org.belfry.delivery.LeasedMessage;
import org.belfry.delivery.http.LeaseLostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboxMessageTest {

    private static final SenderRules RULES = SenderRules.read(null, "belfry@example.org");

    /** With a bell, which has no place in the basic multilingual plane. */
    private static final String TITLE = "Grüße an Ada \uD83D\uDD14 日本";

    private static final Session SESSION = Session.getInstance(new Properties());

    private final AtomicInteger asked = new AtomicInteger();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private OutboxMessage message(LeasedMessage delivery, boolean ours) throws MessagingException {
        return message(delivery, EmailLinks.NONE, ours);
    }

    private OutboxMessage message(LeasedMessage delivery, EmailLinks links, boolean ours) throws MessagingException {
        return new OutboxMessage(
                SESSION, delivery, new InternetAddress("Belfry <belfry@example.org>"), RULES, links, () -> {
                    assertThat(out.size())
                            .as("bytes before the outbox was asked")
                            .isZero();
                    asked.incrementAndGet();
                    return ours;
                });
    }

    private MimeMessage written(LeasedMessage delivery) throws MessagingException, IOException {
        message(delivery, true).writeTo(out);
        return new MimeMessage(SESSION, new ByteArrayInputStream(out.toByteArray()));
    }

    @Test
    void theTextIsPlainAndHtmlInUtf8() throws Exception {
        var mail = written(Mails.delivery(5, TITLE, "Ångström \uD834\uDD1E", "https://example.org/x"));

        assertThat(mail.getSubject()).isEqualTo(TITLE);
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        var parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        var plain = parts.getBodyPart(0);
        assertThat(plain.getContentType()).isEqualToIgnoringCase("text/plain; charset=UTF-8");
        assertThat((String) plain.getContent()).contains(TITLE, "Ångström \uD834\uDD1E", "https://example.org/x");
        var html = parts.getBodyPart(1);
        assertThat(html.getContentType()).isEqualToIgnoringCase("text/html; charset=UTF-8");
        assertThat((String) html.getContent())
                .contains(TITLE, "Ångström \uD834\uDD1E", "href=\"https://example.org/x\"");
    }

    @Test
    void theBytesAreAsciiOnly() throws Exception {
        written(Mails.delivery(5, TITLE, "Ångström \uD834\uDD1E", null));

        assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(out.toString(StandardCharsets.ISO_8859_1)))
                .isTrue();
    }

    @Test
    void theHeadersSayWhoToWhomAndThatNobodyWroteIt() throws Exception {
        var mail = written(Mails.delivery(5, "Look", null, null));

        assertThat(mail.getHeader("From")).containsExactly("Belfry <belfry@example.org>");
        assertThat(mail.getHeader("To")).containsExactly("ada@example.org");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getSentDate()).isEqualTo(Date.from(Instant.ofEpochSecond(1_700_000_000)));
    }

    @Test
    void eachAttemptHasTheSameMessageIdAndEachDeliveryItsOwn() throws Exception {
        var first = message(Mails.delivery(5, "Look", null, null), true);
        var second = message(Mails.delivery(5, "Look", null, null), true);
        var other = message(Mails.delivery(6, "Look", null, null), true);

        assertThat(first.getMessageID()).isEqualTo("<belfry-delivery-5.1700000000@example.org>");
        assertThat(second.getMessageID()).isEqualTo(first.getMessageID());
        assertThat(other.getMessageID()).isNotEqualTo(first.getMessageID());
        first.saveChanges();
        assertThat(first.getMessageID()).isEqualTo(second.getMessageID());
    }

    @Test
    void aLongTitleComesBackWhole() throws Exception {
        var title = "Größe \uD83D\uDD14 ".repeat(120).strip();

        assertThat(written(Mails.delivery(5, title, null, null)).getSubject()).isEqualTo(title);
    }

    @Test
    void theOutboxIsAskedOnceBeforeTheFirstByte() throws Exception {
        var message = message(Mails.delivery(5, "Look", null, null), true);

        assertThat(asked).hasValue(0);
        assertThat(message.handedOver()).isFalse();
        message.writeTo(out, new String[] {"Bcc"});
        assertThat(asked).hasValue(1);
        assertThat(message.handedOver()).isTrue();
        assertThat(out.size()).isPositive();

        message.writeTo(new ByteArrayOutputStream());
        assertThat(asked).hasValue(1);
    }

    @Test
    void nothingIsWrittenWhenTheOutboxSaysNo() throws Exception {
        var message = message(Mails.delivery(5, "Look", null, null), false);

        assertThatExceptionOfType(LeaseLostException.class).isThrownBy(() -> message.writeTo(out));
        assertThat(out.size()).isZero();
        assertThat(message.handedOver()).isFalse();
        assertThat(asked).hasValue(1);
    }

    @Test
    void thereIsOneRecipient() throws Exception {
        var message = message(Mails.delivery(5, "Look", null, null), true);

        assertThat(message.getRecipients(Message.RecipientType.TO)).hasSize(1);
        assertThat(message.getAllRecipients()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada@example.org, eve@example.org", "ada\r\nBcc: eve@example.org", "nobody at all", ""})
    void whatIsNotOneAddressIsRefused(String address) {
        var delivery = Mails.delivery(5, "Look", null, null);
        var wrong = Mails.to(address, delivery);

        assertThatExceptionOfType(AddressException.class).isThrownBy(() -> message(wrong, true));
    }
}
