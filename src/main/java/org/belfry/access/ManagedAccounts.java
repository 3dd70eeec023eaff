package org.belfry.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.belfry.platform.ConfusableNames;
import org.belfry.platform.InputPattern;
import org.belfry.platform.JsonInput;
import org.belfry.platform.Problem;

/** What admins do with the accounts of their organization. Passwords are hashed outside of any transaction. */
@ApplicationScoped
public class ManagedAccounts {

    private static final int MAX = 200;

    /** Names that need no encoding in a path and that people can tell apart. */
    private static final InputPattern NAME = InputPattern.of(MAX, "(?!\\.{1,2}$)[^\\p{Cntrl}\\p{Z}/\\\\?#%;]+");

    @Inject
    private Accounts accounts;

    @Inject
    private Organizations organizations;

    @Inject
    private Passwords passwords;

    /** By name. @throws Problem 403 for an admin of one inbox, here and below */
    List<Accounts.AccountView> all(Caller admin) {
        return accounts.of(organizationId(admin));
    }

    /** @throws Problem 404 */
    public Accounts.AccountView one(Caller admin, String name) {
        return accounts.find(organizationId(admin), checked(name)).orElseThrow(ManagedAccounts::notFound);
    }

    /** @throws Problem 400 that names every violation, 404 for an organization that is not the admin's, 409 where the name is taken */
    @FreshSignIn
    public Accounts.AccountView create(Caller admin, JsonInput input) {
        admin.requireWholeOrganization();
        var name = input.requiredText("account", MAX);
        if (name != null && !NAME.matches(name)) {
            input.reject("account", "must not contain spaces, control characters or any of / \\ ? # % ;");
        }
        if (name != null && ConfusableNames.isBelfry(name)) {
            input.reject("account", "is reserved for Belfry, or looks like it; choose another name");
        }
        var role = input.oneOf("role", Role.class);
        var recipient = input.has("recipient") ? input.requiredText("recipient", MAX) : name;
        var code = input.text("organization", 100);
        var password = Passwords.read(input, "password", name, code == null ? admin.organization() : code);
        input.check();
        var organization = organizations.chosenBy(admin, code);
        return accounts.create(organization, name, recipient, passwords.hash(password), role)
                .orElseThrow(() -> Problem.of(409, "An account with this name already exists"));
    }

    /**
     * Only what is named changes.
     *
     * @throws Problem 400 that names every violation, 404, 409 where the organization would have no admin left
     */
    @FreshSignIn
    public Accounts.AccountView change(Caller admin, String name, JsonInput input) {
        var organizationId = organizationId(admin);
        var role = input.oneOf("role", Role.class);
        var recipient = input.has("recipient") ? input.requiredText("recipient", MAX) : null;
        var enabled = input.bool("enabled");
        var password = input.has("password") ? Passwords.read(input, "password", name, admin.organization()) : null;
        input.check();
        var accountChange = new Accounts.AccountChange(
                input.mentions("role"), role, recipient, enabled, password == null ? null : passwords.hash(password));
        return accounts.change(organizationId, checked(name), accountChange).orElseThrow(ManagedAccounts::notFound);
    }

    /** @throws Problem 404, 409 where the organization would have no admin left */
    @FreshSignIn
    public void remove(Caller admin, String name) {
        if (!accounts.remove(organizationId(admin), checked(name))) {
            throw notFound();
        }
    }

    /** Whether the account still has the password that the first start made up. */
    public boolean hasGeneratedPassword(Caller admin) {
        return accounts.ofSignIn(admin.credentialId())
                .map(Account::hasGeneratedPassword)
                .orElse(false);
    }

    private static long organizationId(Caller admin) {
        admin.requireWholeOrganization();
        return admin.organizationId();
    }

    /** What cannot be a name is nobody's, and need not be looked for. */
    private static String checked(String name) {
        if (!NAME.matches(name)) {
            throw notFound();
        }
        return name;
    }

    private static Problem notFound() {
        return Problem.notFound("Account");
    }
}
