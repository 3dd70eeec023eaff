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

    Defaults defaults() {
        return new Defaults(
                Map.of(
                        Channel.IN_APP, Setting.of(inApp),
                        Channel.EMAIL, Setting.of(email),
                        Channel.WEBHOOK, Setting.of(webhook)),
                true);
    }
}
