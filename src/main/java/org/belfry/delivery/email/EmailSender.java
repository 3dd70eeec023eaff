package org.belfry.delivery.email;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.belfry.access.SenderPolicy;
import org.belfry.catalog.Channel;
import org.belfry.delivery.ChannelSender;
import org.belfry.delivery.LeasedMessage;
import org.belfry.delivery.Outcome;
import org.belfry.delivery.RetryPolicy;
import org.belfry.encryption.SecretCipher;
import org.belfry.platform.Sentence;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sends e-mail through the provider that the deployment has. */
@ApplicationScoped
public class EmailSender implements ChannelSender {

    @Resource(name = "mail/belfry", lookup = "mail/belfry")
    private Session session;

    @Inject
    private MailSettings settings;

    @Inject
    private SecretCipher secrets;

    @Inject
    private SenderPolicy senders;

    @Inject
    private Clock clock;

    @Inject
    private UnsubscribeLinks unsubscribing;

    @Inject
    private ReadLinks reading;

    @Inject
    @ConfigProperty(name = "belfry.delivery.max-attempts", defaultValue = "24")
    private int maxAttempts;

    private Mailer mailer;

    @PostConstruct
    void open() {
        if (settings.configured()) {
            mailer = new Mailer(session.getProperties(), settings.configuration(), clock, MailTimeouts.USUAL);
        }
    }

    @PreDestroy
    void close() {
        if (mailer != null) {
            mailer.close();
        }
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public Optional<Sentence> unavailable() {
        return settings.configured() ? Optional.empty() : Optional.of(Sentence.of("no mail server configured"));
    }

    @Override
    public String provider() {
        return settings.configured() ? settings.configuration().provider().code() : "none";
    }

    @Override
    public int concurrency() {
        return settings.configured() ? settings.configuration().concurrency() : 1;
    }

    @Override
    public int concurrencyOfTarget() {
        return concurrency();
    }

    @Override
    public RetryPolicy retries() {
        var deduplicationWindow =
                settings.configured() ? settings.configuration().provider().deduplicationWindow() : 0;
        return RetryPolicy.doubling(maxAttempts, deduplicationWindow);
    }

    @Override
    public String settings() {
        return settings.configured() ? secrets.digest(settings.configuration().digest()) : "none";
    }

    @Override
    public Outcome send(LeasedMessage delivery, BooleanSupplier handOver) {
        var links = unsubscribing.of(delivery).reading(reading.of(delivery));
        OutboxMessage message;
        try {
            message = new OutboxMessage(mailer.session(), delivery, settings.from(), senders.rules(), links, handOver);
        } catch (MessagingException e) {
            return mailer.refused(e, delivery.deliveryId());
        }
        return mailer.send(message);
    }
}
