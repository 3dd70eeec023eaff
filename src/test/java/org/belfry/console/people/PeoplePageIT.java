package org.belfry.console.people;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import jakarta.json.JsonObject;
import org.belfry.console.InConsole;
import org.belfry.testing.BelfryClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeoplePageIT extends InConsole {

    private static boolean there;

    @BeforeEach
    void people() {
        if (!there) {
            there = true;
            for (var name : new String[] {"Ada Lovelace", "adam", "bob", "eve"}) {
                client.address(name, "who@example.org");
            }
            client.put("api/recipients/Analyst", "{\"kind\":\"agent\"}").expect(200);
            client.post("api/notifications", "{\"action\":\"mark-delivered\",\"agent\":\"Analyst\"}")
                    .expect(200);
            client.event(BelfryClient.event("task_assigned", "One", "Ada Lovelace"));
        }
    }

    private static JsonObject recipient(String name) {
        return client.get("api/recipients/" + BelfryClient.encode(name)).expect(200);
    }

    private static Page person(String name) {
        return visit("person?name=" + BelfryClient.encode(name));
    }

    @Test
    void peopleAreFoundByTheBeginningOfTheirName() {
        var page = visit("people");
        page.locator("#startFilter").fill("ad");
        go(page, () -> page.locator("#startFilter").press("Enter"));
        assertThat(page.locator("#list tbody tr")).containsText(new String[] {"Ada Lovelace", "adam"});
        assertThat(page.locator("#list tbody tr").first().locator("td").nth(3)).hasText("1");
        by(page, "list:rows:name").click();
        assertThat(by(page, "list:rows:name")).hasAttribute("aria-sort", "ascending");
        by(page, "list:rows:name").click();
        assertThat(page.locator("#list tbody tr").first()).containsText("adam");
        page.navigate("console/people?kind=agent&told=yes");
        assertThat(page.locator("#list tbody tr")).containsText(new String[] {"Analyst"});
        assertThat(page.locator("#list tbody")).containsText("Online");
        assertAccessible(page, "people");
    }

    @Test
    void somebodyIsDescribedAndChoosesAndFollows() {
        var page = person("Ada Lovelace");
        by(page, "profile:display_name").fill("Countess");
        by(page, "profile:email").fill("not at all");
        by(page, "profile:save").click();
        assertThat(by(page, "profile:email_message")).hasText("Must be a single e-mail address");
        by(page, "profile:email").fill("ada@example.org");
        by(page, "profile:time_zone").fill("Europe/London");
        go(page, by(page, "profile:save")::click);
        assertTold(page, "Ada Lovelace was saved.");
        assertThat(page.locator("h1")).hasText("Countess");
        assertThat(recipient("Ada Lovelace").getString("email")).isEqualTo("ada@example.org");
        assertThat(recipient("Ada Lovelace").getString("time_zone")).isEqualTo("Europe/London");

        by(page, "timing:quiet_hours_start").fill("22:00");
        by(page, "timing:save").click();
        assertThat(by(page, "timing:quiet_hours_end_message")).hasText("Is required");
        by(page, "timing:quiet_hours_end").fill("07:00");
        go(page, by(page, "timing:save")::click);
        assertTold(page, "The preferences of Ada Lovelace were saved.");

        page.locator("#choices summary").click();
        page.locator("[name='choice.task_assigned.webhook']").selectOption("on");
        go(page, by(page, "choices:save")::click);
        assertThat(by(page, "choices:chosen")).containsText("Webhook: On");
        var preferences = client.get("api/preferences?recipient=Ada%20Lovelace").expect(200);
        assertThat(preferences.getJsonObject("quiet_hours").getString("start")).isEqualTo("22:00");

        by(page, "topics:topic").fill("workflow:42");
        by(page, "topics:follow").click();
        assertTold(page, "Now following workflow:42.");
        assertAccessible(page, "person");
        page.locator("[data-opens=stopping]").click();
        by(page, "stopping_form:yes").click();
        assertTold(page, "No longer following workflow:42.");
        assertThat(client.get("api/topics?recipient=Ada%20Lovelace").expect(200).getJsonArray("topics"))
                .isEmpty();
    }

    @Test
    void somebodyNewIsAddedOnce() {
        var page = visit("person");
        assertAccessible(page, "person-new");
        by(page, "profile:name").fill("bob");
        by(page, "profile:save").click();
        assertThat(by(page, "profile:name_message")).hasText("Is already taken");
        by(page, "profile:name").fill("carol & co");
        by(page, "profile:kind").selectOption("agent");
        by(page, "profile:save").click();
        assertTold(page, "carol & co was added.");
        assertThat(recipient("carol & co").getString("kind")).isEqualTo("agent");
    }

    @Test
    void whoIsErasedIsNamedTwice() {
        var page = person("eve");
        page.locator("[data-opens=erasing]").click();
        by(page, "erasing_form:typed").fill("ev");
        by(page, "erasing_form:yes").click();
        assertThat(by(page, "erasing_form:typed_message")).hasText("Does not match the person you are erasing");
        assertThat(page.locator("#erasing .picked-name")).hasText("eve");
        assertAccessible(page, "person-erase");
        by(page, "erasing_form:typed").fill("eve");
        by(page, "erasing_form:yes").click();
        assertTold(page, "All data of this person was erased.");
        client.get("api/recipients/eve").expect(404);
        assertThat(visitRefused("person?name=eve")).isEqualTo(404);
    }
}
