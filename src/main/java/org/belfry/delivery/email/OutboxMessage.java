package org.belfry.delivery.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.function.BooleanSupplier;
import org.belfry.delivery.Leased;
import org.belfry.delivery.http.NotOurs;

/**
 * The e-mail of a delivery. A transport writes it out only after the server has taken the recipient and asked for the
 * text: that is the moment in which the outbox is asked whether to go on, and from which on nobody can be sure any more.
 */
class OutboxMessage extends MimeMessage {

    private final long deliveryId;
    private final BooleanSupplier handOver;
    private boolean handedOver;
    private String taken = "";

    OutboxMessage(Session session, Leased delivery, InternetAddress from, BooleanSupplier handOver)
            throws MessagingException {
        super(session);
        this.deliveryId = delivery.deliveryId();
        this.handOver = handOver;
        var text = new EmailText(delivery);
        setFrom(from);
        setRecipient(RecipientType.TO, new InternetAddress(delivery.address(), true));
        setSubject(text.subject(), StandardCharsets.UTF_8.name());
        setSentDate(Date.from(Instant.ofEpochSecond(delivery.item().createdAt())));
        setHeader("Auto-Submitted", "auto-generated");
        var alternatives = new MimeMultipart("alternative");
        alternatives.addBodyPart(part(text.plain(), "plain"));
        alternatives.addBodyPart(part(text.html(), "html"));
        setContent(alternatives);
        saveChanges();
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, StandardCharsets.UTF_8.name(), subtype);
        return part;
    }

    /** The same for each attempt at a delivery, so that a mailbox can tell a copy (RFC 5322, 3.6.4). */
    @Override
    protected void updateMessageID() throws MessagingException {
        var domain = ((InternetAddress) getFrom()[0]).getAddress().replaceFirst("^.*@", "");
        setHeader("Message-ID", "<belfry-delivery-" + deliveryId + "@" + domain + ">");
    }

    /** As it goes to a server that has asked for the text: the outbox is asked before the first byte. */
    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
        if (!handOver()) {
            throw new NotOurs();
        }
        super.writeTo(out, ignored);
    }

    /** Asks the outbox, in the last moment before the text goes out, unless it has already said yes; on false nothing may go. */
    boolean handOver() {
        handedOver = handedOver || handOver.getAsBoolean();
        return handedOver;
    }

    boolean handedOver() {
        return handedOver;
    }

    /** The whole message, for a body that goes out later: the outbox is not asked. */
    byte[] bytes() throws MessagingException {
        try {
            var out = new ByteArrayOutputStream();
            super.writeTo(out, null);
            return out.toByteArray();
        } catch (IOException e) {
            throw new MessagingException("the message cannot be written", e);
        }
    }

    /** A transport says as what the provider took it. */
    void taken(String words) {
        taken = words;
    }

    /** Empty where the provider said nothing. */
    String taken() {
        return taken;
    }

    /** The same for each attempt. */
    long deliveryId() {
        return deliveryId;
    }
}
