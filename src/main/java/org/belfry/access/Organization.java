package org.belfry.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/** A tenant: everything belongs to exactly one. */
@Entity
public class Organization {

    /** Code of the organization that exists from the start. Its admins run the platform. */
    public static final String DEFAULT = "default";

    @Id
    @GeneratedValue(generator = "ids")
    private long id;

    private String code;
    private String name;
    private String sender;
    private String locale;

    @Column(name = "ad_hoc_types")
    private boolean adHocTypes;

    @Column(name = "created_at")
    private long createdAt;

    @Column(name = "setup_at")
    private Long setupAt;

    protected Organization() {}

    Organization(String code, String name, boolean adHocTypes, long createdAt) {
        this.code = code;
        this.name = name;
        this.adHocTypes = adHocTypes;
        this.createdAt = createdAt;
    }

    void rename(String newName) {
        name = newName;
    }

    /** @param address the From address of its e-mails; null for the mail session's own */
    void sendAs(String address) {
        sender = address;
    }

    void speak(String languageTag) {
        locale = languageTag;
    }

    /** Whether events may have types that are in no catalogue. */
    void allowAdHocTypes(boolean allowed) {
        adHocTypes = allowed;
    }

    /** Its admins were led through the setup of the console, or have left it. */
    void setUp(long now) {
        setupAt = now;
    }

    /** Whether its admins are to be led through the setup at their next sign-in. */
    public boolean isNew() {
        return setupAt == null;
    }

    public long id() {
        return id;
    }

    public String code() {
        return code;
    }

    public String name() {
        return name;
    }

    public String sender() {
        return sender;
    }

    public String locale() {
        return locale;
    }

    public boolean adHocTypes() {
        return adHocTypes;
    }
}
