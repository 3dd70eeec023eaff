package org.belfry.delivery;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.belfry.catalog.Channel;

/** Sends on one channel. It is called outside of any transaction. */
public interface ChannelSender {

    Channel channel();

    /** Why nothing can be sent at present, such as "no mail server configured"; empty when it can. */
    Optional<String> unavailable();

    /**
     * Tries once.
     *
     * @param handOver asked in the last moment before the text goes out; on false the sender must stop
     * @return never null; a sender throws nothing that the world outside can cause
     */
    Outcome send(Outbox.Leased delivery, BooleanSupplier handOver);
}
