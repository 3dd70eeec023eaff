package org.belfry.console.access;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.sql.SQLException;
import org.belfry.console.InConsole;
import org.belfry.testing.TestEnvironment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class KeysAndAccountsPageIT extends InConsole {

    private static int signIn(String name, String password) {
        return client.withKey(null)
                .post(
                        "api/session",
                        Json.createObjectBuilder()
                                .add("account", name)
                                .add("password", password)
                                .build()
                                .toString())
                .status();
    }

    @Test
    void aKeyIsShownOnceAndRevoked() {
        var page = visit("keys");
        by(page, "newKey:create").click();
        assertThat(by(page, "newKey:name_message")).hasText("Is required");
        by(page, "newKey:name").fill("billing");
        by(page, "newKey:role").selectOption("viewer");
        by(page, "newKey:expires_at").selectOption("30");
        by(page, "newKey:create").click();
        assertTold(page, "The key billing was created.");
        var key = page.locator("#secret").textContent();
        page.locator("[data-copies=secret]").click();
        assertAccessible(page, "keys");
        client.withKey(key).get("api/types").expect(200);

        page.reload();
        assertThat(page.locator("#list tbody tr").first()).containsText("billing");
        assertThat(page.locator("#list tbody tr").first()).containsText("By account ");
        assertThat(page.content()).doesNotContain(key);
        page.locator("[data-name=billing]").click();
        by(page, "revoking_form:yes").click();
        assertTold(page, "The key was revoked and no longer works.");
        assertThat(page.locator("[data-name=billing]")).hasCount(0);
        client.withKey(key).get("api/types").expect(401);
    }

    @Test
    @Tag("postgresql-only")
    void whoSignedInLongAgoGivesThePasswordOnceMore() throws SQLException {
        var key = client.withNewKey(
                Json.createObjectBuilder().add("name", "doomed").add("role", "viewer"));
        makeTheSignInOld();
        var page = visit("keys");
        page.locator("[data-name=doomed]").click();
        by(page, "revoking_form:yes").click();
        var problem = by(page, "revoking_form:passwordAgain_message");
        assertThat(problem).hasText("Is required again because you signed in some time ago");
        assertAccessible(page, "password-again");
        by(page, "revoking_form:passwordAgain").fill("wrong");
        by(page, "revoking_form:yes").click();
        assertThat(problem).hasText("Is not the password of this account");
        key.get("api/types").expect(200);

        by(page, "revoking_form:passwordAgain").fill(PASSWORD);
        by(page, "revoking_form:yes").click();
        assertTold(page, "The key was revoked and no longer works.");
        key.get("api/types").expect(401);
        assertThat(by(page, "revoking_form:passwordAgain")).hasCount(0);
    }

    @Test
    @Tag("postgresql-only")
    void whatGivesAccessNeedsThePasswordOnceMoreToo() throws SQLException {
        makeTheSignInOld();
        var name = unique("late");
        var page = visit("accounts");
        by(page, "newAccount:account").fill(name);
        by(page, "newAccount:password").fill("a first password of theirs");
        by(page, "newAccount:create").click();
        assertThat(by(page, "newAccount:passwordAgain_message"))
                .hasText("Is required again because you signed in some time ago");
        client.get("api/accounts/" + name).expect(404);
        assertAccessible(page, "account-password-again");

        by(page, "newAccount:password").fill("a first password of theirs");
        by(page, "newAccount:passwordAgain").fill(PASSWORD);
        by(page, "newAccount:create").click();
        assertTold(page, "The account " + name + " was created.");
        client.get("api/accounts/" + name).expect(200);
        assertThat(by(page, "newAccount:passwordAgain")).hasCount(0);
    }

    /** As if the password had been given an hour ago, and never since. */
    private static void makeTheSignInOld() throws SQLException {
        try (var connection = TestEnvironment.postgresql().getConnection();
                var statement =
                        connection.prepareStatement("update sign_in set authenticated_at = authenticated_at - 3600"
                                + " where account_id = (select id from account where name = ?)")) {
            statement.setString(1, account);
            statement.executeUpdate();
        }
    }

    @Test
    void anAccountIsMadeChangedAndRemoved() {
        var name = unique("viola");
        var page = visit("accounts");
        by(page, "newAccount:account").fill(name);
        by(page, "newAccount:password").fill("short");
        by(page, "newAccount:create").click();
        assertThat(by(page, "newAccount:password_message")).hasText("Must have 10 to 1000 characters");
        by(page, "newAccount:password").fill("violas first password");
        by(page, "newAccount:create").click();
        assertTold(page, "The account " + name + " was created.");
        assertAccessible(page, "accounts");
        assertThat(signIn(name, "violas first password")).isEqualTo(200);

        go(page, page.locator("#list").getByText(name).first()::click);
        assertThat(page.locator("h1")).hasText(name);
        assertAccessible(page, "account");
        by(page, "newPassword:password").fill("violas second password");
        by(page, "newPassword:set").click();
        assertTold(page, "The password of " + name + " was changed. All sessions of the account have ended.");
        assertThat(signIn(name, "violas second password")).isEqualTo(200);
        by(page, "what:role").selectOption("operator");
        by(page, "what:enabled").uncheck();
        by(page, "what:save").click();
        assertTold(page, "The account " + name + " was saved.");
        var changed = client.get("api/accounts/" + name).expect(200);
        assertThat(changed.getString("role")).isEqualTo("operator");
        assertThat(changed.getBoolean("enabled")).isFalse();

        page.navigate("console/accounts?account=" + name);
        page.locator("[data-opens=removing]").click();
        by(page, "removing_form:yes").click();
        assertTold(page, "The account " + name + " was removed.");
        client.get("api/accounts/" + name).expect(404);
    }

    @Test
    void nobodyLocksThemselvesOut() {
        var page = visit("accounts?account=" + account);
        by(page, "what:enabled").uncheck();
        by(page, "what:save").click();
        assertTold(page, "This is the last admin of the organization; add another admin first");
        assertThat(visitRefused("accounts?account=admin")).isEqualTo(404);
    }

    @Test
    void onesOwnPasswordIsChangedByThePresentOne() {
        var page = visit("accounts");
        by(page, "own:current").fill("wrong");
        by(page, "own:password").fill(PASSWORD + "!");
        by(page, "own:again").fill(PASSWORD);
        by(page, "own:change").click();
        assertThat(by(page, "own:again_message")).hasText("Does not match the new password");
        by(page, "own:current").fill("wrong");
        by(page, "own:password").fill(PASSWORD);
        by(page, "own:again").fill(PASSWORD);
        by(page, "own:change").click();
        assertThat(by(page, "own:current_message")).hasText("Is not the password of this account");
        by(page, "own:current").fill(PASSWORD);
        by(page, "own:password").fill(PASSWORD);
        by(page, "own:again").fill(PASSWORD);
        by(page, "own:change").click();
        assertTold(page, "Your password was changed. Your other sessions have ended.");
        assertThat(signIn(account, PASSWORD)).isEqualTo(200);
    }
}
