package org.belfry.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.Map;

/** An organization's defaults for one type, shipped or its own. */
@Entity
@Table(name = "channel_default")
public class ChannelDefault {

    @EmbeddedId
    private TypeKey key;

    @Column(name = "in_app")
    private String inApp;

    private String email;
    private String webhook;

    protected ChannelDefault() {}

    ChannelDefault(long organizationId, String type, Map<Channel, ChannelSetting> settings) {
        this.key = new TypeKey(organizationId, type);
        set(settings);
    }

    final void set(Map<Channel, ChannelSetting> settings) {
        inApp = settings.get(Channel.IN_APP).code();
        email = settings.get(Channel.EMAIL).code();
        webhook = settings.get(Channel.WEBHOOK).code();
    }

    String type() {
        return key.type();
    }

    ChannelDefaults defaults() {
        return new ChannelDefaults(
                Map.of(
                        Channel.IN_APP, ChannelSetting.of(inApp),
                        Channel.EMAIL, ChannelSetting.of(email),
                        Channel.WEBHOOK, ChannelSetting.of(webhook)),
                true);
    }
}
