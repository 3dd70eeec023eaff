package org.belfry.audience;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import org.belfry.platform.JsonOutput;

/** Somebody who can be told: a person or a software agent, with one inbox. */
@Entity
public class Recipient {

    /** The time zone of whoever has none; by this name, as an offset has none to show. */
    public static final ZoneId UTC = ZoneId.of("UTC");

    private static final String NO_DIGEST = "none";

    /** What a recipient is. */
    public enum Kind {
        USER,
        AGENT;

        /** The name on the wire and in the tables. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Id
    @GeneratedValue(generator = "ids")
    private long id;

    @Column(name = "organization_id")
    private long organizationId;

    private String name;

    /** The name in lower case, which the database makes of it: by this it is looked for and listed. */
    @Column(name = "sort_name", insertable = false, updatable = false)
    private String sortName;

    private String kind;
    private String email;

    @Column(name = "display_name")
    private String displayName;

    private String locale;

    @Column(name = "time_zone")
    private String timeZone;

    @Column(name = "quiet_from")
    private Integer quietFrom;

    @Column(name = "quiet_until")
    private Integer quietUntil;

    private String digest;

    /** Minutes after midnight. */
    @Column(name = "digest_at")
    private Integer digestAt;

    private boolean enabled;

    @Column(name = "created_at")
    private long createdAt;

    protected Recipient() {}

    /** Until somebody says otherwise, whoever is named is an enabled person without an address. */
    Recipient(long organizationId, String name, long createdAt) {
        this.organizationId = organizationId;
        this.name = name;
        this.kind = Kind.USER.code();
        this.digest = NO_DIGEST;
        this.enabled = true;
        this.createdAt = createdAt;
    }

    void describe(Profile profile) {
        kind = profile.kind().code();
        email = profile.email();
        displayName = profile.displayName();
        locale = profile.locale();
        timeZone = profile.timeZone();
        enabled = profile.enabled();
    }

    /** What is known about it. */
    public Profile profile() {
        return new Profile(Kind.valueOf(kind.toUpperCase(Locale.ROOT)), email, displayName, locale, timeZone, enabled);
    }

    /** Also the id of the recipient's inbox. */
    public long id() {
        return id;
    }

    public String name() {
        return name;
    }

    public long organizationId() {
        return organizationId;
    }

    public boolean isAgent() {
        return kind.equals(Kind.AGENT.code());
    }

    /** What it is called where people read it: the name, where nothing else is known. */
    public String shownName() {
        return displayName == null ? name : displayName;
    }

    /** Null for the name itself. */
    public String displayName() {
        return displayName;
    }

    /** Null where none is known. */
    public String email() {
        return email;
    }

    public boolean enabled() {
        return enabled;
    }

    /** Null for the organization's. */
    public Locale locale() {
        return locale == null ? null : Locale.forLanguageTag(locale);
    }

    /** UTC where none is known. */
    public ZoneId timeZone() {
        return timeZone == null ? UTC : ZoneId.of(timeZone);
    }

    /** When e-mail waits, in the recipient's time zone; null for never. */
    public QuietHours quietHours() {
        return quietFrom == null ? null : new QuietHours(quietFrom, quietUntil);
    }

    /** @param hours null for none */
    void beQuiet(QuietHours hours) {
        quietFrom = hours == null ? null : hours.from();
        quietUntil = hours == null ? null : hours.until();
    }

    /** When e-mail is sent together, in the recipient's time zone; null for each one at once. */
    public Digest digest() {
        return Arrays.stream(Digest.Every.values())
                .filter(every -> every.adverb().equals(digest))
                .findFirst()
                .map(every -> new Digest(every, digestAt))
                .orElse(null);
    }

    /** @param wanted null for none */
    void collect(Digest wanted) {
        digest = wanted == null ? NO_DIGEST : wanted.every().adverb();
        digestAt = wanted == null ? null : wanted.at();
    }

    /** @param languageTag null for the organization's */
    void speak(String languageTag) {
        locale = languageTag;
    }

    /** @param zone IANA name, or null for UTC */
    void liveIn(String zone) {
        timeZone = zone;
    }

    /** From now on nobody tells them anything. */
    void disable() {
        enabled = false;
    }

    /** Unix time. */
    public long createdAt() {
        return createdAt;
    }

    /**
     * What is known about a recipient.
     *
     * @param email null where none is known
     * @param displayName null for the name itself
     * @param locale BCP 47 language tag, or null for the organization's
     * @param timeZone IANA name, or null for UTC
     * @param enabled false for one who is told nothing
     */
    public record Profile(
            Kind kind, String email, String displayName, String locale, String timeZone, boolean enabled) {

        /**
         * For the audit log, which is never erased: of address and display name it has only whether they are there, and whether
         * they changed.
         *
         * @param former null for none
         */
        JsonObject described(Profile former) {
            return JsonOutput.object()
                    .add("kind", kind.code())
                    .add("email", masked(email, former == null ? null : former.email))
                    .add("display_name", masked(displayName, former == null ? null : former.displayName))
                    .add("locale", JsonOutput.of(locale))
                    .add("time_zone", JsonOutput.of(timeZone))
                    .add("enabled", enabled)
                    .build();
        }

        private static JsonValue masked(String text, String former) {
            if (text == null) {
                return JsonValue.NULL;
            }
            return JsonOutput.of(former == null || former.equals(text) ? "set" : "changed");
        }
    }
}
