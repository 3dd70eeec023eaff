package org.belfry.catalog;

import jakarta.json.JsonObject;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.belfry.platform.JsonOutput;

/**
 * What holds for a type on each channel where a recipient chose nothing.
 *
 * @param settings of every channel
 * @param overridden whether the organization set them; else they are the type's own
 */
public record ChannelDefaults(Map<Channel, ChannelSetting> settings, boolean overridden) {

    public ChannelDefaults {
        settings = Collections.unmodifiableMap(new EnumMap<>(settings));
    }

    /** The type's own: on for these channels, off for all others. */
    public static ChannelDefaults ofType(Set<Channel> channels) {
        var settings = new EnumMap<Channel, ChannelSetting>(Channel.class);
        for (var channel : Channel.values()) {
            settings.put(channel, channels.contains(channel) ? ChannelSetting.ON : ChannelSetting.OFF);
        }
        return new ChannelDefaults(settings, false);
    }

    /** The setting of each channel by its code. */
    JsonObject described() {
        var json = JsonOutput.object();
        settings.forEach((channel, setting) -> json.add(channel.code(), setting.code()));
        return json.build();
    }

    /** Whether it tells on at least one channel. */
    boolean notifiesSomewhere() {
        return settings.containsValue(ChannelSetting.ON);
    }

    public ChannelSetting of(Channel channel) {
        return settings.get(channel);
    }
}
