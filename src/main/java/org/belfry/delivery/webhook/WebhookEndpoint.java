package org.belfry.delivery.webhook;

import jakarta.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;
import org.belfry.encryption.EncryptedText;
import org.belfry.encryption.SecretCipher;
import org.belfry.encryption.SecretColumn;
import org.belfry.platform.JsonOutput;

/** Where webhooks go: an organization's endpoint, or one of a recipient's own. */
@Entity
@Table(name = "webhook_endpoint")
public class WebhookEndpoint {

    private static final int MAX_REASON = 500;

    @Id
    @GeneratedValue(generator = "ids")
    private long id;

    @Column(name = "organization_id")
    private long organizationId;

    @Column(name = "recipient_id")
    private Long recipientId;

    private String url;
    private String description;
    private EncryptedText secret;

    @Column(name = "previous_secret")
    private EncryptedText previousSecret;

    @Column(name = "previous_until")
    private Long previousUntil;

    private boolean enabled;

    @Column(name = "disabled_reason")
    private String disabledReason;

    @Column(name = "created_at")
    private long createdAt;

    @Column(name = "changed_at")
    private long changedAt;

    protected WebhookEndpoint() {}

    /** It has its secret once it has its id. @param recipientId null for the organization's */
    WebhookEndpoint(long organizationId, Long recipientId, String url, long now) {
        this.organizationId = organizationId;
        this.recipientId = recipientId;
        this.url = url;
        this.enabled = true;
        this.createdAt = now;
        this.changedAt = now;
    }

    /** For the audit log: without secrets, and without the query of the URL, in which one may stand. */
    JsonObject described() {
        return JsonOutput.object()
                .add("url", EndpointUrl.shown(url))
                .add("description", JsonOutput.of(description))
                .add("enabled", enabled)
                .add("disabled_reason", JsonOutput.of(disabledReason))
                .build();
    }

    void moveTo(String newUrl, long now) {
        url = newUrl;
        changedAt = now;
    }

    /** @param text null for none */
    void describe(String text, long now) {
        description = text;
        changedAt = now;
    }

    void enable(long now) {
        enabled = true;
        disabledReason = null;
        changedAt = now;
    }

    /** @param reason a sentence without its end */
    void disable(String reason, long now) {
        enabled = false;
        disabledReason = reason.substring(0, Math.min(reason.length(), MAX_REASON));
        changedAt = now;
    }

    /** The first secret. */
    void signWith(String newSecret, SecretCipher secrets) {
        secret = secrets.encrypt(SecretColumn.WEBHOOK_SECRET, id, newSecret);
    }

    /** @param keepPreviousFor seconds for which the secret until now signs too; 0 for not at all */
    void rotate(String newSecret, long keepPreviousFor, SecretCipher secrets, long now) {
        previousSecret = keepPreviousFor == 0
                ? null
                : secrets.encrypt(
                        SecretColumn.PREVIOUS_WEBHOOK_SECRET,
                        id,
                        secrets.decrypt(SecretColumn.WEBHOOK_SECRET, id, secret));
        previousUntil = keepPreviousFor == 0 ? null : now + keepPreviousFor;
        signWith(newSecret, secrets);
        changedAt = now;
    }

    /** Those that sign now, the newest first. */
    List<String> secrets(SecretCipher cipher, long now) {
        var secrets = new ArrayList<String>();
        secrets.add(cipher.decrypt(SecretColumn.WEBHOOK_SECRET, id, secret));
        if (previousSecret != null && previousUntil > now) {
            secrets.add(cipher.decrypt(SecretColumn.PREVIOUS_WEBHOOK_SECRET, id, previousSecret));
        }
        return List.copyOf(secrets);
    }

    /** Until when the secret before signs too; null where it does not. */
    Long previousUntil(long now) {
        return previousUntil != null && previousUntil > now ? previousUntil : null;
    }

    long id() {
        return id;
    }

    long organizationId() {
        return organizationId;
    }

    /** Null for the organization's. */
    Long recipientId() {
        return recipientId;
    }

    String url() {
        return url;
    }

    String description() {
        return description;
    }

    boolean enabled() {
        return enabled;
    }

    /** Null where it is enabled. */
    String disabledReason() {
        return disabledReason;
    }

    long createdAt() {
        return createdAt;
    }

    long changedAt() {
        return changedAt;
    }
}
