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
public record Defaults(Map<Channel, Setting> settings, boolean overridden) {

    public Defaults {
        settings = Collections.unmodifiableMap(new EnumMap<>(settings));
    }

    /** The type's own: on for these channels, off for all others. */
    public static Defaults ofType(Set<Channel> channels) {
        var settings = new EnumMap<Channel, Setting>(Channel.class);
        for (var channel : Channel.values()) {
            settings.put(channel, channels.contains(channel) ? Setting.ON : Setting.OFF);
        }
        return new Defaults(settings, false);
    }

    /** The setting of each channel by its code. */
    JsonObject described() {
        var json = JsonOutput.object();
        settings.forEach((channel, setting) -> json.add(channel.code(), setting.code()));
        return json.build();
    }

    /** Whether it tells on at least one channel. */
    boolean tell() {
        return settings.containsValue(Setting.ON);
    }

    public Setting of(Channel channel) {
        return settings.get(channel);
    }
}
