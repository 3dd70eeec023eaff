package org.belfry.console.access;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.belfry.access.Accounts;
import org.belfry.access.Accounts.AccountView;
import org.belfry.access.CurrentCaller;
import org.belfry.access.ManagedAccounts;
import org.belfry.console.Destructive;
import org.belfry.console.LazyRows;
import org.belfry.console.Messages;
import org.belfry.console.ReportProblems;
import org.belfry.console.Texts;
import org.belfry.platform.JsonInput;
import org.belfry.platform.JsonOutput;

/** The accounts of people, and a new one. */
@Named("accountsPage")
@RequestScoped
public class AccountsPage {

    @Inject
    private Accounts accounts;

    @Inject
    private ManagedAccounts managed;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Messages messages;

    @Inject
    private Texts texts;

    private LazyRows<AccountView> rows;
    private String account;
    private String recipient;
    private String role;
    private String password;

    @PostConstruct
    void load() {
        var organization = caller.get().organizationId();
        rows = new LazyRows<>(
                page -> accounts.page(organization, page),
                most -> accounts.count(organization, most),
                AccountView::name);
    }

    @ReportProblems
    @Destructive
    public void create() {
        var said = JsonOutput.object()
                .add("account", JsonOutput.of(account))
                .add("recipient", JsonOutput.of(recipient))
                .add("role", JsonOutput.of(role))
                .add("password", JsonOutput.of(password));
        var created = managed.create(caller.get(), new JsonInput(said.build()));
        messages.done(texts.of(KeysPage.PACKAGE, "accounts.created", created.name()));
        account = null;
        recipient = null;
        role = null;
    }

    public LazyRows<AccountView> getRows() {
        return rows;
    }

    /** Never what was typed in. */
    public String getPassword() {
        return null;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public String getAccount() {
        return account;
    }

    public void setAccount(String account) {
        this.account = account;
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
