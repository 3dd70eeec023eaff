package org.belfry.delivery.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;
import org.belfry.access.SenderRules;
import org.belfry.delivery.LeasedMessage;
import org.belfry.delivery.http.LeaseLostException;

/**
 * The e-mail of a delivery. A transport writes it out only after the server has taken the recipient and asked for the
 * text: that is the moment in which the outbox is asked whether to go on, and from which on nobody can be sure any more.
 */
class OutboxMessage extends MimeMessage {

    private final long deliveryId;
    private final String messageId;
    private final BooleanSupplier handOver;
    private boolean handedOver;
    private boolean unfinished;
    private String taken = "";

    /**
     * @param from the deployment's sender, for organizations that have none
     * @param rules whom an organization may send as
     */
    OutboxMessage(
            Session session,
            LeasedMessage delivery,
            InternetAddress from,
            SenderRules rules,
            EmailLinks links,
            BooleanSupplier handOver)
            throws MessagingException {
        super(session);
        this.deliveryId = delivery.deliveryId();
        this.handOver = handOver;
        var headers = new EmailHeaders(delivery, from);
        this.messageId = headers.messageId();
        var text = EmailContent.of(delivery, links);
        var organization = delivery.organization();
        headers.write(this, rules.sender(organization.code(), organization.sender(), from), text.subject(), links);
        setContent(new MultipartAlternative(text, delivery.deliveryId()));
        saveChanges();
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }

    /** As it goes to a server that has asked for the text: the outbox is asked before the first byte. */
    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
        if (!handOver()) {
            throw new LeaseLostException();
        }
        unfinished = true;
        super.writeTo(out, ignored);
        unfinished = false;
    }

    /** Asks the outbox, in the last moment before the text goes out, unless it has already said yes; on false nothing may go. */
    boolean handOver() {
        handedOver = handedOver || handOver.getAsBoolean();
        return handedOver;
    }

    boolean handedOver() {
        return handedOver;
    }

    /** Whether all of the text was on its way: a server takes nothing of which it has not seen the end (RFC 5321, 4.5.3.2.6). */
    boolean mayHaveArrived() {
        return handedOver && !unfinished;
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
