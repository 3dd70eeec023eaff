package org.belfry.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Map;
import java.util.Objects;

/** An organization's defaults for one type, shipped or its own. */
@Entity
@Table(name = "channel_default")
public class ChannelDefault {

    /** The organization's id and the type's code. */
    @Embeddable
    public static class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        @Column(name = "organization_id")
        private long organizationId;

        private String type;

        protected Key() {}

        Key(long organizationId, String type) {
            this.organizationId = organizationId;
            this.type = type;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.organizationId == organizationId && key.type.equals(type);
        }

        @Override
        public int hashCode() {
            return Objects.hash(organizationId, type);
        }
    }

    @EmbeddedId
    private Key key;

    @Column(name = "in_app")
    private String inApp;

    private String email;
    private String webhook;

    protected ChannelDefault() {}

    ChannelDefault(long organizationId, String type, Map<Channel, Setting> settings) {
        this.key = new Key(organizationId, type);
        set(settings);
    }

    final void set(Map<Channel, Setting> settings) {
        inApp = settings.get(Channel.IN_APP).code();
        email = settings.get(Channel.EMAIL).code();
        webhook = settings.get(Channel.WEBHOOK).code();
    }

    String type() {
        return key.type;
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
