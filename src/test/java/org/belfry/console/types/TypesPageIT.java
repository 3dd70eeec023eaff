package org.belfry.console.types;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import jakarta.json.JsonObject;
import java.util.regex.Pattern;
import org.belfry.console.InConsole;
import org.junit.jupiter.api.Test;

class TypesPageIT extends InConsole {

    @Test
    void aDefaultIsChangedByOneClickAndReset() {
        var page = visit("types");
        assertAccessible(page, "types");

        cell(page, "E-mail for task_assigned").getByLabel("Never").check();
        assertThat(page.locator("#changed")).hasText("task_assigned: Saved");
        assertThat(type("task_assigned").getJsonArray("not_allowed").getString(0))
                .isEqualTo("email");
        assertThat(row(page, "task_assigned").locator("[data-channel=email] .by-itself"))
                .isVisible();

        page.reload();
        assertThat(cell(page, "E-mail for task_assigned").getByLabel("Never")).isChecked();
        var reset = page.getByLabel("Reset task_assigned to the type's default");
        reset.click();
        assertThat(reset).isHidden();
        assertThat(cell(page, "E-mail for task_assigned").getByLabel("On")).isChecked();
        assertThat(type("task_assigned").getBoolean("overridden")).isFalse();
    }

    @Test
    void whatAMandatoryTypeCannotBeIsTakenBackAndSaid() {
        var page = visit("types?q=password.changed");
        cell(page, "E-mail for password.changed").getByLabel("Off").check();
        assertThat(page.locator("#changed")).hasText("password.changed: Saved");
        // Not check(), which looks whether it stays so.
        cell(page, "In-app for password.changed").getByLabel("Off").click();
        assertTold(page, "password.changed is mandatory");
        assertThat(cell(page, "In-app for password.changed").getByLabel("On")).isChecked();
        assertThat(type("password.changed").getJsonObject("channels").getBoolean("in_app"))
                .isTrue();
    }

    @Test
    void severalAreChangedAtOnceByTickOrByCategory() {
        var page = visit("types?category=agents");
        by(page, "several:channel").selectOption("webhook");
        by(page, "several:apply").click();
        assertThat(by(page, "several:scope_message")).containsText("No types are selected");

        page.getByLabel("Select agent_offline").check();
        page.getByLabel("Select agent_online").check();
        by(page, "several:apply").click();
        assertTold(page, "2 of 2 types changed");
        assertThat(cell(page, "Webhook for agent_online").getByLabel("On")).isChecked();
        assertThat(type("agent_offline").getJsonObject("channels").getBoolean("webhook"))
                .isTrue();

        by(page, "several:scope").selectOption("category:agents");
        by(page, "several:setting").selectOption("by_itself");
        by(page, "several:apply").click();
        assertTold(page, "2 of 4 types changed");
        assertThat(type("agent_offline").getBoolean("overridden")).isFalse();
    }

    @Test
    void anOwnTypeIsWrittenSeenSentToOneselfAndDeleted() {
        var page = visit("type");
        assertAccessible(page, "type-new");
        by(page, "edit:code").fill("deploy.finished");
        by(page, "edit:category").fill("deployments");
        by(page, "edit:message").fill("By {{actor}}.");
        by(page, "edit:title").fill("{{data.app}} is {{deployed");
        assertThat(by(page, "edit:title_message")).containsText("line 1, column 17");
        by(page, "edit:save").click();
        assertThat(by(page, "edit:title_message")).containsText("line 1, column 17");
        assertThat(by(page, "edit:title")).hasValue("{{data.app}} is {{deployed");

        by(page, "edit:title").fill("{{data.app}} is deployed");
        assertThat(page.locator(".shown .title")).hasText("app is deployed");
        assertThat(page.frameLocator("iframe.letter").locator("h1")).hasText("app is deployed");
        assertThat(by(page, "edit:title_message")).not().isVisible();

        go(page, by(page, "edit:save")::click);
        assertThat(page).hasURL(Pattern.compile("code=deploy\\.finished$"));
        assertTold(page, "The type deploy.finished was created");
        assertThat(type("deploy.finished").getString("title")).isEqualTo("{{data.app}} is deployed");
        by(page, "edit:test").click();
        assertThat(page.locator(".tested")).containsText("In the inbox: delivered");
        assertThat(client.inbox(account)
                        .getJsonArray("notifications")
                        .getJsonObject(0)
                        .getString("title"))
                .isEqualTo("app is deployed");
        assertAccessible(page, "type-own");

        page.locator("[data-opens=removing]").click();
        by(page, "removing_form:yes").click();
        assertTold(page, "The type deploy.finished was deleted");
        client.get("api/types/deploy.finished").expect(404);
    }

    @Test
    void aShippedTypeIsShownWithItsTextsAndItsVariables() {
        var page = visit("type?code=task_assigned");
        assertThat(page.locator("pre.template")).hasCount(4);
        assertThat(page.locator("h1")).hasText("task_assigned");
        assertAccessible(page, "type-shipped");
        assertThat(visit("type?code=no.such.type").locator("body")).containsText("not found");
    }

    private static JsonObject type(String code) {
        return client.get("api/types/" + code).expect(200);
    }

    private static Locator cell(Page page, String name) {
        return page.getByRole(
                AriaRole.RADIOGROUP, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator row(Page page, String code) {
        return page.locator("tr[data-type='" + code + "']");
    }
}
