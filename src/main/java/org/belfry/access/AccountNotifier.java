package org.belfry.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.List;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.UnixTime;

/** Notifies people of changes to accounts and keys. Each event is recorded in the transaction of its change. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class AccountNotifier {

    private static final String ACCOUNT = "account";
    private static final String CHANGE = "change";
    private static final String SUPERADMIN = "superadmin.changed";

    @Inject
    private AdminRecipients adminRecipients;

    @Inject
    private SystemEvents systemEvents;

    @Inject
    private CurrentCaller caller;

    @Inject
    private UnixTime time;

    public void created(Account account) {
        status(account, "created");
        var told = adminRecipients.in(account.organization().id());
        told.remove(account.recipient());
        if (caller.isKnown() && caller.get().recipient() != null) {
            told.remove(caller.get().recipient());
        }
        publish(account.organization(), "member.joined", told, data().add(ACCOUNT, account.name()));
        superadmin(account, false, isAdmin(account));
    }

    public void removed(Account account) {
        status(account, "removed");
        superadmin(account, isAdmin(account), false);
    }

    /** Compares an account with what it was. */
    public void changed(Accounts.AccountView before, Account account, boolean withPassword) {
        if (before.enabled() != account.enabled()) {
            status(account, account.enabled() ? "enabled" : "disabled");
        }
        if (before.role() != account.role()) {
            publish(
                    account.organization(),
                    "member.role_changed",
                    List.of(account.recipient()),
                    data().add("role", code(account.role()))
                            .add("previous_role", code(before.role()))
                            .add(ACCOUNT, account.name()));
        }
        if (withPassword) {
            password(account);
        }
        superadmin(account, before.enabled() && before.role() == Role.ADMIN, isAdmin(account));
    }

    public void password(Account account) {
        publish(
                account.organization(),
                "password.changed",
                List.of(account.recipient()),
                data().add("at", time.now()).add(ACCOUNT, account.name()));
    }

    /** @param userAgent as the client calls itself, or null */
    public void newDevice(Account account, String address, String userAgent) {
        publish(
                account.organization(),
                "login.new_device",
                List.of(account.recipient()),
                data().add("at", time.now())
                        .add(ACCOUNT, account.name())
                        .add("address", address)
                        .add("user_agent", JsonOutput.of(userAgent)));
    }

    /** @param change {@code created} or {@code revoked} */
    public void key(Organization organization, String name, String change) {
        publish(
                organization,
                "api_key.changed",
                adminRecipients.in(organization.id()),
                data().add("name", name).add(CHANGE, change));
    }

    /** Only a new account creates its recipient: removing the account of an erased person must not bring the person back. */
    private void status(Account account, String status) {
        var event = event(
                "account.status_changed",
                List.of(account.recipient()),
                data().add("status", status).add(ACCOUNT, account.name()));
        if (status.equals("created")) {
            systemEvents.record(account.organization().id(), event);
        } else {
            systemEvents.recordForExisting(account.organization().id(), event);
        }
    }

    /** The admins of the organization {@code default} run the platform. */
    private void superadmin(Account account, boolean was, boolean is) {
        if (was == is || !account.organization().code().equals(Organization.DEFAULT)) {
            return;
        }
        var told = adminRecipients.in(account.organization().id());
        told.remove(account.recipient());
        publish(account.organization(), SUPERADMIN, told, superadmin(account, is));
        systemEvents.recordForExisting(
                account.organization().id(), event(SUPERADMIN, List.of(account.recipient()), superadmin(account, is)));
    }

    private static JsonObjectBuilder superadmin(Account account, boolean is) {
        return data().add(ACCOUNT, account.name()).add(CHANGE, is ? "granted" : "revoked");
    }

    private void publish(
            Organization organization, String type, Collection<String> recipients, JsonObjectBuilder data) {
        if (!recipients.isEmpty()) {
            systemEvents.record(organization.id(), event(type, recipients, data));
        }
    }

    private JsonObject event(String type, Collection<String> recipients, JsonObjectBuilder data) {
        var names = JsonOutput.array();
        recipients.forEach(names::add);
        return JsonOutput.object()
                .add("type", type)
                .add("recipients", names)
                .add("actor", JsonOutput.of(caller.isKnown() ? caller.get().name() : null))
                .add("data", data)
                .build();
    }

    private static boolean isAdmin(Account account) {
        return account.enabled() && account.role() == Role.ADMIN;
    }

    /** A person without a role only has an inbox. */
    private static String code(Role role) {
        return role == null ? "none" : role.code();
    }

    private static JsonObjectBuilder data() {
        return JsonOutput.object();
    }
}
