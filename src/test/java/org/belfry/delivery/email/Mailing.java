package org.belfry.delivery.email;

import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.belfry.access.SenderRules;
import org.belfry.delivery.Outcome;

/** A provider as the environment has it, and deliveries sent to it. */
final class Mailing implements AutoCloseable {

    /** Time enough for a machine that is busy. */
    static final MailTimeouts PATIENT = limits(Duration.ofSeconds(20), Duration.ofSeconds(20));

    /** For what does not answer. */
    static final MailTimeouts IMPATIENT = limits(Duration.ofMillis(300), Duration.ofSeconds(20));

    private final MailConfiguration configuration;
    private final Mailer mailer;
    private final AtomicInteger asked = new AtomicInteger();
    private BooleanSupplier handOver = () -> true;

    Mailing(Map<String, String> environment, MailTimeouts timeouts, Clock clock) {
        configuration = configuration(environment).orElseThrow();
        mailer = new Mailer(new Properties(), configuration, clock, timeouts);
    }

    Mailing(Map<String, String> environment, MailTimeouts timeouts) {
        this(environment, timeouts, Clock.systemUTC());
    }

    /** @param answer limit of each read and of each HTTP call */
    static MailTimeouts limits(Duration answer, Duration whole) {
        return new MailTimeouts(Duration.ofSeconds(10), answer, Duration.ofSeconds(10), whole, answer, whole, 50);
    }

    /** Of environment variables, as MicroProfile Config finds them by a property's name. */
    static Optional<MailConfiguration> configuration(Map<String, String> environment) {
        var byProperty = new HashMap<String, String>();
        environment.forEach((name, value) -> byProperty.put(name.toLowerCase(Locale.ROOT), value));
        return MailConfiguration.read(
                property -> Optional.ofNullable(byProperty.get(property.replaceAll("[.-]", "_"))));
    }

    /** From now on the outbox answers that. */
    Mailing ours(boolean ours) {
        handOver = () -> ours;
        return this;
    }

    /** How often the outbox was asked. */
    int asked() {
        return asked.get();
    }

    Mailer mailer() {
        return mailer;
    }

    Outcome send(long id, String address) {
        return send(message(id, address));
    }

    Outcome send(OutboxMessage message) {
        return mailer.send(message);
    }

    OutboxMessage message(long id, String address) {
        try {
            var delivery = Mails.to(address, Mails.delivery(id, "Gr\u00FC\u00DFe", "Some words", "https://x.example"));
            return new OutboxMessage(
                    mailer.session(),
                    delivery,
                    configuration.from(),
                    SenderRules.read(null, null),
                    EmailLinks.NONE,
                    () -> {
                        asked.incrementAndGet();
                        return handOver.getAsBoolean();
                    });
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        mailer.close();
    }
}
