package org.belfry.catalog;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * What holds for a type on each channel where a recipient chose nothing.
 *
 * @param settings of every channel
 * @param overridden whether the organization set them; else they are the type's own
 */
public record Defaults(Map<Channel, Setting> settings, boolean overridden) {

    public Defaults {
        settings = Collections.unmodifiableMap(new EnumMap<>(settings));
    }

    /** The type's own: on for these channels, off for all others. */
    static Defaults ofType(Set<Channel> channels) {
        var settings = new EnumMap<Channel, Setting>(Channel.class);
        for (var channel : Channel.values()) {
            settings.put(channel, channels.contains(channel) ? Setting.ON : Setting.OFF);
        }
        return new Defaults(settings, false);
    }

    /** Whether it tells on at least one channel. */
    boolean tell() {
        return settings.containsValue(Setting.ON);
    }

    public Setting of(Channel channel) {
        return settings.get(channel);
    }
}
