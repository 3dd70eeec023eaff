package org.belfry.console.access;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.JsonObject;
import java.io.IOException;
import org.belfry.access.Accounts.AccountView;
import org.belfry.access.CurrentCaller;
import org.belfry.access.ManagedAccounts;
import org.belfry.console.Destructive;
import org.belfry.console.Messages;
import org.belfry.console.PageParameters;
import org.belfry.console.ReportProblems;
import org.belfry.console.Texts;
import org.belfry.platform.JsonInput;
import org.belfry.platform.JsonOutput;

/** One account: what it may, its password, its end. */
@Named("accountPage")
@RequestScoped
public class AccountPage {

    private static final String LIST = "/console/accounts";

    @Inject
    private ManagedAccounts accounts;

    @Inject
    private CurrentCaller caller;

    @Inject
    private PageParameters parameters;

    @Inject
    private Messages messages;

    @Inject
    private Texts texts;

    private AccountView shown;
    private String recipient;
    private String role;
    private boolean enabled;
    private String password;

    @PostConstruct
    void load() {
        var name = parameters.text("account");
        if (name != null) {
            shown = accounts.one(caller.get(), name);
            recipient = shown.recipient();
            role = shown.role() == null ? null : shown.role().code();
            enabled = shown.enabled();
        }
    }

    @ReportProblems
    @Destructive
    public void save() throws IOException {
        var said = JsonOutput.object().add("role", JsonOutput.of(role)).add("enabled", enabled);
        change(said.add("recipient", recipient == null ? "" : recipient).build());
        messages.doneAndGone(texts.of(KeysPage.PACKAGE, "account.saved", shown.name()));
        leave();
    }

    @ReportProblems
    @Destructive
    public void setNewPassword() {
        change(JsonOutput.object()
                .add("password", password == null ? "" : password)
                .build());
        messages.done(texts.of(KeysPage.PACKAGE, "account.password.set", shown.name()));
    }

    private void change(JsonObject said) {
        accounts.change(caller.get(), shown.name(), new JsonInput(said));
    }

    @ReportProblems
    @Destructive
    public void remove() throws IOException {
        accounts.remove(caller.get(), shown.name());
        messages.doneAndGone(texts.of(KeysPage.PACKAGE, "account.removed", shown.name()));
        leave();
    }

    private static void leave() throws IOException {
        var external = FacesContext.getCurrentInstance().getExternalContext();
        external.redirect(external.getRequestContextPath() + LIST);
    }

    /** Null where none was asked for. */
    public AccountView getShown() {
        return shown;
    }

    /** Whether it is the account of whoever looks. */
    public boolean isOwn() {
        return shown != null && shown.name().equals(caller.get().name());
    }

    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    /** Never what was typed in. */
    public String getPassword() {
        return null;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public String getRecipient() {
        return recipient;
    }

    public void setRecipient(String recipient) {
        this.recipient = recipient;
    }

    public String getRole() {
        return role;
    }

    public void setRole(String role) {
        this.role = role;
    }
}
