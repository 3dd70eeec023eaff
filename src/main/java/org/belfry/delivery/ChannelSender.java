package org.belfry.delivery;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.belfry.catalog.Channel;
import org.belfry.platform.BackgroundExecutor;
import org.belfry.platform.Sentence;

/** Sends on one channel. It is called outside of any transaction, by several threads. */
public interface ChannelSender {

    /** E-mail and webhooks have half of the threads each, whatever is configured: what is leased never waits for one. */
    int MOST_AT_ONCE = BackgroundExecutor.MOST_CALLS / 2;

    Channel channel();

    /** Why nothing can be sent at present, such as "no mail server configured"; empty when it can. */
    Optional<Sentence> unavailable();

    /** What it sends by, in a word for people, such as "smtp"; the channel's name where there is but one way. */
    default String provider() {
        return channel().code();
    }

    /** At most so many at a time on this node. */
    int concurrency();

    /** At most so many at a time to one target on this node. */
    int concurrencyOfTarget();

    /** When to try again, and when to give up. */
    RetryPolicy retries();

    /** A digest of the configuration: with another one whatever was broken is tried anew. At most 64 characters. */
    String settings();

    /**
     * Tries once.
     *
     * @param handOver asked in the last moment before the text goes out; on false the sender must stop
     * @return never null; a sender throws nothing that the world outside can cause
     */
    Outcome send(LeasedMessage delivery, BooleanSupplier handOver);
}
