package org.belfry.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.belfry.platform.Secrets;

/** Something that somebody did. Once it is sealed it never changes. */
@Entity
@Table(name = "audit_entry")
public class AuditEntry {

    /** The hash before the first entry of a chain. */
    static final String NOTHING = "0".repeat(64);

    /** Another one where the form of what is hashed is another. */
    private static final String FORM = "belfry-audit-1";

    @Id
    @GeneratedValue(generator = "audit_ids")
    private long id;

    @Column(name = "organization_id")
    private long organizationId;

    @Column(name = "happened_at")
    private long at;

    @Column(name = "actor_kind")
    private String actorKind;

    private String actor;

    @Column(name = "credential_id")
    private Long credentialId;

    private String address;
    private String action;
    private String subject;

    @Lob
    @Column(name = "state_before")
    private String before;

    @Lob
    @Column(name = "state_after")
    private String after;

    private Long seq;
    private String hash;

    protected AuditEntry() {}

    /**
     * @param subject what was changed, by its name or number among things of its kind; null where the action says it all
     * @param before what was set before, a JSON object as text, or null
     * @param after what is set now, or what there is to know of the action: a JSON object as text, or null
     */
    AuditEntry(long organizationId, long at, Actor actor, Action action, String subject, String before, String after) {
        this.organizationId = organizationId;
        this.at = at;
        this.actorKind = actor.kind();
        this.actor = actor.name();
        this.credentialId = actor.credentialId();
        this.address = actor.address();
        this.action = action.code();
        this.subject = subject;
        this.before = before;
        this.after = after;
    }

    /** Gives it its place in the chain. */
    void seal(long number, String hashBefore) {
        seq = number;
        hash = hash(hashBefore);
    }

    /**
     * The hash that it must have after another one. It is of all columns but itself, in a form of our own: each as its length and
     * its bytes, so that no two rows have the same, and the same on any server and database.
     */
    public String hash(String hashBefore) {
        var bytes = new ByteArrayOutputStream(400);
        for (var part : new Object[] {
            FORM,
            hashBefore,
            seq,
            id,
            organizationId,
            at,
            actorKind,
            actor,
            credentialId,
            address,
            action,
            subject,
            before,
            after
        }) {
            append(bytes, part);
        }
        return Secrets.sha256(bytes.toByteArray());
    }

    private static void append(ByteArrayOutputStream bytes, Object part) {
        if (part == null) {
            bytes.write('-');
            return;
        }
        var text = part.toString().getBytes(StandardCharsets.UTF_8);
        bytes.writeBytes((text.length + ":").getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(text);
    }

    public long id() {
        return id;
    }

    public long organizationId() {
        return organizationId;
    }

    /** Unix seconds. */
    public long at() {
        return at;
    }

    public Actor actor() {
        return new Actor(actorKind, actor, credentialId, address);
    }

    /** See {@link Action#code}. */
    public String action() {
        return action;
    }

    /** May be null. */
    public String subject() {
        return subject;
    }

    /** A JSON object as text, or null. */
    public String before() {
        return before;
    }

    /** A JSON object as text, or null. */
    public String after() {
        return after;
    }

    /** Its number in the organization's chain, from 1 on; null until it is sealed. */
    public Long seq() {
        return seq;
    }

    /** SHA-256 in hexadecimal; null until it is sealed. */
    public String hash() {
        return hash;
    }
}
