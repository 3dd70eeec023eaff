package org.belfry.delivery.webhook;

import jakarta.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;
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
    private String secret;

    @Column(name = "previous_secret")
    private String previousSecret;

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

    /** @param recipientId null for the organization's */
    WebhookEndpoint(long organizationId, Long recipientId, String url, String secret, long now) {
        this.organizationId = organizationId;
        this.recipientId = recipientId;
        this.url = url;
        this.secret = secret;
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

    /** @param keepPreviousFor seconds for which the secret until now signs too; 0 for not at all */
    void rotate(String newSecret, long keepPreviousFor, long now) {
        previousSecret = keepPreviousFor == 0 ? null : secret;
        previousUntil = keepPreviousFor == 0 ? null : now + keepPreviousFor;
        secret = newSecret;
        changedAt = now;
    }

    /** Those that sign now, the newest first. */
    List<String> secrets(long now) {
        var secrets = new ArrayList<String>();
        secrets.add(secret);
        if (previousSecret != null && previousUntil > now) {
            secrets.add(previousSecret);
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
