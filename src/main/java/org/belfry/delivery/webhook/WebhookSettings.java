package org.belfry.delivery.webhook;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.belfry.delivery.ChannelSender;
import org.belfry.delivery.RetryPolicy;
import org.belfry.platform.Characters;
import org.belfry.platform.IpRanges;
import org.belfry.platform.Migrations.DatabaseMigrated;
import org.belfry.platform.Secrets;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How webhooks are called, as it is configured. */
@ApplicationScoped
class WebhookSettings {

    /** Seconds, as Standard Webhooks gives them for an example: three days and a half. */
    private static final String PUBLISHED = "5,300,1800,7200,18000,36000,50400,72000,86400";

    private static final int MOST_WAITS = 50;
    private static final long LONGEST_WAIT = 604_800;
    private static final int LONGEST_CALL = 50;
    private static final long DAY = 86_400;

    @Inject
    @ConfigProperty(name = "belfry.webhook.retry-waits", defaultValue = PUBLISHED)
    private String waits;

    @Inject
    @ConfigProperty(name = "belfry.webhook.timeout", defaultValue = "20")
    private String timeout;

    @Inject
    @ConfigProperty(name = "belfry.webhook.concurrency", defaultValue = "16")
    private String concurrency;

    @Inject
    @ConfigProperty(name = "belfry.webhook.allowed-networks")
    private Optional<String> allowed;

    private RetryPolicy retries;
    private Duration longest;
    private int atOnce;
    private IpRanges networks;

    /** Looks at them at the start already, and not when the first webhook is called. */
    void checkAtStart(@Observes DatabaseMigrated migrated) {
        // Calling this method creates the bean if it does not exist yet.
    }

    @PostConstruct
    void parse() {
        retries = retries(waits);
        longest = Duration.ofSeconds(number("BELFRY_WEBHOOK_TIMEOUT", timeout, LONGEST_CALL));
        atOnce = (int) number("BELFRY_WEBHOOK_CONCURRENCY", concurrency, ChannelSender.MOST_AT_ONCE);
        networks = IpRanges.parse("BELFRY_WEBHOOK_ALLOWED_NETWORKS", allowed.orElse(""));
    }

    /** A receiver knows a copy by its {@code webhook-id}, for as long as one can come. */
    static RetryPolicy retries(String waits) {
        var seconds = Characters.split(waits, ',').stream()
                .map(wait -> number("BELFRY_WEBHOOK_RETRY_WAITS", wait, LONGEST_WAIT))
                .toList();
        if (seconds.size() > MOST_WAITS) {
            throw new IllegalStateException("BELFRY_WEBHOOK_RETRY_WAITS must have at most " + MOST_WAITS + " waits");
        }
        return RetryPolicy.of(
                List.copyOf(seconds),
                2 * seconds.stream().mapToLong(wait -> wait).sum() + DAY);
    }

    private static long number(String variable, String text, long most) {
        var digits = text.strip();
        if (!Characters.areDigits(digits, 9) || Long.parseLong(digits) < 1 || Long.parseLong(digits) > most) {
            throw new IllegalStateException(
                    variable + " must have whole numbers between 1 and " + most + ", and not \"" + digits + "\"");
        }
        return Long.parseLong(digits);
    }

    public RetryPolicy retries() {
        return retries;
    }

    /** Until the whole answer must be there. */
    public Duration longest() {
        return longest;
    }

    /** Most calls at a time on this node. */
    public int concurrency() {
        return atOnce;
    }

    /** Networks that calls may go to, whatever they are. */
    public IpRanges networks() {
        return networks;
    }

    /** Another one for other networks: what was refused may be reached then. */
    public String digest() {
        return Secrets.sha256("webhook " + allowed.orElse(""));
    }
}
