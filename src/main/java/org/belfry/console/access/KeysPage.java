package org.belfry.console.access;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.belfry.access.ApiKey;
import org.belfry.access.ApiKeys;
import org.belfry.access.CurrentCaller;
import org.belfry.console.Destructive;
import org.belfry.console.LazyRows;
import org.belfry.console.Messages;
import org.belfry.console.PageParameters;
import org.belfry.console.ReportProblems;
import org.belfry.console.Texts;
import org.belfry.platform.JsonInput;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.Problem;
import org.belfry.platform.UnixTime;

/** The keys of programs. A new one is shown in the one answer that makes it. */
@Named("keysPage")
@RequestScoped
public class KeysPage {

    /** The subpackage that has these texts. */
    static final String PACKAGE = "access";

    /** Days after which a key may end. */
    private static final List<Integer> PERIODS = List.of(7, 30, 90, 365);

    @Inject
    private ApiKeys keys;

    @Inject
    private CurrentCaller caller;

    @Inject
    private PageParameters parameters;

    @Inject
    private Messages messages;

    @Inject
    private Texts texts;

    @Inject
    private UnixTime time;

    private LazyRows<ApiKey> rows;
    private String name;
    private String role = "operator";
    private String recipient;
    private Integer days;
    private String secret;
    private String secretOf;

    @PostConstruct
    void load() {
        var organization = caller.get().organizationId();
        rows = new LazyRows<>(
                page -> keys.page(organization, page), most -> keys.count(organization, most), ApiKey::id);
    }

    @ReportProblems
    @Destructive
    public void create() {
        var said = JsonOutput.object()
                .add("name", JsonOutput.of(name))
                .add("role", JsonOutput.of(role))
                .add("recipient", JsonOutput.of(recipient))
                .add(
                        "expires_at",
                        days == null ? JsonValue.NULL : JsonOutput.of(time.now() + TimeUnit.DAYS.toSeconds(days)));
        var createdKey = keys.create(caller.get(), new JsonInput(said.build()));
        secret = createdKey.secret();
        secretOf = createdKey.key().name();
        name = null;
        recipient = null;
        messages.done(texts.of(PACKAGE, "keys.created", secretOf));
    }

    /** Ends the one that was picked. */
    @ReportProblems
    @Destructive
    public void revoke() {
        if (!keys.revoke(caller.get().organizationId(), parameters.requiredId("picked"))) {
            throw Problem.notFound("Key");
        }
        messages.done(texts.of(PACKAGE, "keys.revoked"));
    }

    public LazyRows<ApiKey> getRows() {
        return rows;
    }

    public boolean isExpired(ApiKey key) {
        return key.expired(time.now());
    }

    /** The creator of a key. @param key one whose creator is known */
    public String creator(ApiKey key) {
        return texts.of(
                PACKAGE, "keys.by." + key.creator().kind(), key.creator().name());
    }

    public List<Integer> getPeriods() {
        return PERIODS;
    }

    /** What a period is called. @param period days */
    public String label(Integer period) {
        return texts.of(PACKAGE, "keys.ends.days", period);
    }

    /** Null but in the answer that makes a key. */
    public String getSecret() {
        return secret;
    }

    /** The name of the key whose secret that is. */
    public String getSecretOf() {
        return secretOf;
    }

    public Integer getDays() {
        return days;
    }

    public void setDays(Integer days) {
        this.days = days;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getRole() {
        return role;
    }

    public void setRole(String role) {
        this.role = role;
    }

    public String getRecipient() {
        return recipient;
    }

    public void setRecipient(String recipient) {
        this.recipient = recipient;
    }
}
