package org.belfry.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;

/** A person who signs in to Belfry itself. */
@Entity
public class Account {

    @Id
    @GeneratedValue(generator = "ids")
    private long id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "organization_id")
    private Organization organization;

    private String name;
    private String recipient;

    @Column(name = "password_hash")
    private String passwordHash;

    private String role;
    private boolean enabled;

    @Column(name = "created_at")
    private long createdAt;

    @Column(name = "password_generated")
    private boolean passwordGenerated;

    protected Account() {}

    /**
     * @param recipient the name of the recipient whose inbox is this person's
     * @param role null for a person who only has an inbox
     */
    Account(Organization organization, String name, String recipient, String passwordHash, Role role, long createdAt) {
        this.organization = organization;
        this.name = name;
        this.recipient = recipient;
        this.passwordHash = passwordHash;
        this.role = role == null ? null : role.code();
        this.enabled = true;
        this.createdAt = createdAt;
    }

    long id() {
        return id;
    }

    Organization organization() {
        return organization;
    }

    void act(Role newRole) {
        role = newRole == null ? null : newRole.code();
    }

    void receiveAs(String newRecipient) {
        recipient = newRecipient;
    }

    void setPasswordHash(String hash) {
        passwordHash = hash;
        passwordGenerated = false;
    }

    /** The password is one that the first start made up, and has told in its log. */
    void passwordWasGenerated() {
        passwordGenerated = true;
    }

    boolean hasGeneratedPassword() {
        return passwordGenerated;
    }

    void enable(boolean allowed) {
        enabled = allowed;
    }

    /** The name of the recipient whose inbox is this person's. */
    String recipient() {
        return recipient;
    }

    String name() {
        return name;
    }

    String passwordHash() {
        return passwordHash;
    }

    Role role() {
        return Role.of(role);
    }

    boolean enabled() {
        return enabled;
    }

    long createdAt() {
        return createdAt;
    }
}
