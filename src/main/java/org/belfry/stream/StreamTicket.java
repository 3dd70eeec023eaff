package org.belfry.stream;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.belfry.access.Caller;
import org.belfry.access.CredentialVerifier;
import org.belfry.access.Issuance;
import org.belfry.access.Role;

/**
 * A one-use key to the stream of one recipient's inbox, for a browser, which can send no header with a WebSocket. The recipient need not
 * exist yet.
 */
@Entity
@Table(name = "stream_ticket")
public class StreamTicket {

    /** Seconds that a ticket is good for. */
    static final long LIFETIME = 30;

    @Id
    @Column(name = "ticket_hash")
    private String ticketHash;

    private String recipient;

    /** Of the recipient's name: a ticket outlives no recipient. */
    private long generation;

    @Column(name = "api_key_id")
    private Long apiKeyId;

    @Column(name = "sign_in_id")
    private Long signInId;

    @Enumerated(EnumType.STRING)
    private Caller.Kind kind;

    private String organization;
    private String subject;

    @Enumerated(EnumType.STRING)
    private Role role;

    @Column(name = "token_generation")
    private Long tokenGeneration;

    @Column(name = "token_issued_at")
    private Long tokenIssuedAt;

    @Column(name = "token_expires_at")
    private Long tokenExpiresAt;

    private String origin;

    @Column(name = "expires_at")
    private long expiresAt;

    protected StreamTicket() {}

    /**
     * @param generation of the recipient's name
     * @param origin of the page that asked for it, or null for a program
     */
    StreamTicket(String ticketHash, Caller caller, String recipient, long generation, String origin, long expiresAt) {
        this.ticketHash = ticketHash;
        this.recipient = recipient;
        this.generation = generation;
        this.kind = caller.kind();
        if (kind.standsOn() == Caller.Kind.API_KEY) {
            this.apiKeyId = caller.credentialId();
        } else if (kind.standsOn() == Caller.Kind.SESSION) {
            this.signInId = caller.credentialId();
        }
        if (isOfToken()) {
            this.organization = caller.organization();
            this.subject = caller.recipient();
            this.role = caller.role();
            this.tokenExpiresAt = caller.expiresAt();
            this.tokenGeneration =
                    caller.issuance() == null ? null : caller.issuance().generation();
            this.tokenIssuedAt =
                    caller.issuance() == null ? null : caller.issuance().issuedAt();
        }
        this.origin = origin;
        this.expiresAt = expiresAt;
    }

    String recipient() {
        return recipient;
    }

    long generation() {
        return generation;
    }

    Caller.Kind kind() {
        return kind;
    }

    /** 0 where it was made with a host's token. */
    long credentialId() {
        if (apiKeyId != null) {
            return apiKeyId;
        }
        return signInId != null ? signInId : 0;
    }

    /** True where it was made with a token; else with an API key or in a session, which say themselves what they may do. */
    boolean isOfToken() {
        return kind != kind.standsOn();
    }

    /** What the token said that it was made with. */
    CredentialVerifier.Token token() {
        return new CredentialVerifier.Token(
                kind,
                credentialId(),
                organization,
                subject,
                role,
                tokenExpiresAt,
                new Issuance(tokenGeneration, tokenIssuedAt));
    }

    /** A ticket that a page was given is good for that page's origin only. */
    boolean isGoodFor(String presentOrigin, long now) {
        return now < expiresAt && (origin == null || origin.equals(presentOrigin));
    }
}
