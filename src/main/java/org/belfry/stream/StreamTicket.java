package org.belfry.stream;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.belfry.access.Caller;

/** A one-use key to the stream of one inbox, for a browser, which can send no header with a WebSocket. */
@Entity
@Table(name = "stream_ticket")
public class StreamTicket {

    /** Seconds that a ticket is good for. */
    static final long LIFETIME = 30;

    @Id
    @Column(name = "ticket_hash")
    private String ticketHash;

    @Column(name = "inbox_id")
    private long inboxId;

    @Column(name = "api_key_id")
    private Long apiKeyId;

    @Column(name = "sign_in_id")
    private Long signInId;

    private String origin;

    @Column(name = "expires_at")
    private long expiresAt;

    protected StreamTicket() {}

    /** @param origin of the page that asked for it, or null for a program */
    StreamTicket(String ticketHash, Caller caller, long inboxId, String origin, long expiresAt) {
        this.ticketHash = ticketHash;
        this.inboxId = inboxId;
        switch (caller.kind()) {
            case API_KEY -> this.apiKeyId = caller.credentialId();
            case SESSION -> this.signInId = caller.credentialId();
        }
        this.origin = origin;
        this.expiresAt = expiresAt;
    }

    long inboxId() {
        return inboxId;
    }

    Caller.Kind kind() {
        return apiKeyId != null ? Caller.Kind.API_KEY : Caller.Kind.SESSION;
    }

    long credentialId() {
        return apiKeyId != null ? apiKeyId : signInId;
    }

    /** A ticket that a page was given is good for that page's origin only. */
    boolean isGoodFor(String presentOrigin, long now) {
        return now < expiresAt && (origin == null || origin.equals(presentOrigin));
    }
}
