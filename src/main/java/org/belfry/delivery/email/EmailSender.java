package org.belfry.delivery.email;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.belfry.catalog.Channel;
import org.belfry.delivery.ChannelSender;
import org.belfry.delivery.Leased;
import org.belfry.delivery.Outcome;
import org.belfry.delivery.Outcome.Result;
import org.belfry.delivery.RetryPolicy;
import org.belfry.platform.Secrets;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sends e-mail through the server's mail session. */
@ApplicationScoped
public class EmailSender implements ChannelSender {

    private static final Logger LOG = Logger.getLogger(EmailSender.class.getName());

    @Resource(name = "mail/belfry", lookup = "mail/belfry")
    private Session session;

    @Inject
    private MailSettings settings;

    @Inject
    @ConfigProperty(name = "belfry.mail.concurrency", defaultValue = "8")
    private int concurrency;

    @Inject
    @ConfigProperty(name = "belfry.delivery.max-attempts", defaultValue = "24")
    private int maxAttempts;

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public Optional<String> unavailable() {
        return settings.configured() ? Optional.empty() : Optional.of("no mail server configured");
    }

    @Override
    public int concurrency() {
        return concurrency;
    }

    @Override
    public int concurrencyOfTarget() {
        return concurrency;
    }

    @Override
    public RetryPolicy retries() {
        return RetryPolicy.doubling(maxAttempts, 0);
    }

    @Override
    public String settings() {
        return Secrets.sha256(settings.host() + settings.port() + settings.user() + settings.password());
    }

    @Override
    public Outcome send(Leased delivery, BooleanSupplier handOver) {
        OutboxMessage message = null;
        try {
            message = new OutboxMessage(session, delivery, settings.from(), handOver);
            transmit(message);
            return Outcome.of(Result.SENT, "accepted by " + settings.host());
        } catch (MessagingException e) {
            var outcome = SmtpOutcome.of(e, message != null && message.handedOver());
            LOG.log(Level.FINE, e, () -> "Delivery " + delivery.deliveryId() + ": " + outcome);
            return outcome;
        }
    }

    private void transmit(OutboxMessage message) throws MessagingException {
        var transport = session.getTransport("smtp");
        try {
            transport.connect(settings.host(), settings.port(), settings.user(), settings.password());
            transport.sendMessage(message, new Address[] {message.getAllRecipients()[0]});
        } finally {
            closeQuietly(transport);
        }
    }

    /** The server has answered the text by now: how it takes leave changes nothing. */
    private static void closeQuietly(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            LOG.log(Level.FINE, "The mail server did not take leave", e);
        }
    }
}
