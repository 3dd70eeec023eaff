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

    ChannelDefault(long organizationId, String type, Map<Channel, Setting> settings) {
        this.key = new TypeKey(organizationId, type);
        set(settings);
    }

    final void set(Map<Channel, Setting> settings) {
        inApp = settings.get(Channel.IN_APP).code();
        email = settings.get(Channel.EMAIL).code();
        webhook = settings.get(Channel.WEBHOOK).code();
    }

    String type() {
        return key.type();
    }

    Defaults defaults() {
        return new Defaults(
                Map.of(
                        Channel.IN_APP, Setting.of(inApp),
                        Channel.EMAIL, Setting.of(email),
                        Channel.WEBHOOK, Setting.of(webhook)),
                true);
    }
}
