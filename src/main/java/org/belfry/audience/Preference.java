package org.belfry.audience;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.io.Serializable;
import java.util.Objects;
import org.belfry.catalog.Channel;
import org.belfry.platform.JsonOutput;

/** What a recipient chose for one type. */
@Entity
public class Preference {

    /** The recipient's id and the type's code. */
    @Embeddable
    public static class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        @Column(name = "recipient_id")
        private long recipientId;

        private String type;

        protected Key() {}

        Key(long recipientId, String type) {
            this.recipientId = recipientId;
            this.type = type;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.recipientId == recipientId && key.type.equals(type);
        }

        @Override
        public int hashCode() {
            return Objects.hash(recipientId, type);
        }
    }

    @EmbeddedId
    private Key key;

    @Column(name = "in_app")
    private Boolean inApp;

    private Boolean email;
    private Boolean webhook;

    protected Preference() {}

    Preference(long recipientId, String type) {
        this.key = new Key(recipientId, type);
    }

    public long recipientId() {
        return key.recipientId;
    }

    /** The code of the type that it is about. */
    public String type() {
        return key.type;
    }

    /** True where nothing is chosen on any channel. */
    boolean isEmpty() {
        return inApp == null && email == null && webhook == null;
    }

    /** The choice on each channel by its code, for the audit log. */
    JsonObject described() {
        var json = JsonOutput.object();
        for (var channel : Channel.values()) {
            var chosen = of(channel);
            json.add(channel.code(), chosen == null ? JsonValue.NULL : chosen ? JsonValue.TRUE : JsonValue.FALSE);
        }
        return json.build();
    }

    /** The same where nothing was chosen. */
    static JsonObject nothing() {
        return new Preference().described();
    }

    /** True for on, false for off, null where nothing was chosen. */
    public Boolean of(Channel channel) {
        return switch (channel) {
            case IN_APP -> inApp;
            case EMAIL -> email;
            case WEBHOOK -> webhook;
        };
    }

    void choose(Channel channel, Boolean on) {
        switch (channel) {
            case IN_APP -> inApp = on;
            case EMAIL -> email = on;
            case WEBHOOK -> webhook = on;
        }
    }
}
