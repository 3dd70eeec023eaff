package org.belfry.delivery;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.belfry.catalog.Channel;

/** Who sends on which channel. */
@ApplicationScoped
public class ChannelSenders {

    @Inject
    @Any
    private Instance<ChannelSender> senders;

    private final Map<Channel, ChannelSender> byChannel = new EnumMap<>(Channel.class);

    @PostConstruct
    void find() {
        senders.forEach(sender -> byChannel.put(sender.channel(), sender));
    }

    public Collection<ChannelSender> all() {
        return byChannel.values();
    }

    /** @throws IllegalStateException for a channel on which nothing is sent */
    public ChannelSender of(Channel channel) {
        var sender = byChannel.get(channel);
        if (sender == null) {
            throw new IllegalStateException("Nobody sends on " + channel);
        }
        return sender;
    }
}
