package org.belfry.console.schedules;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.belfry.console.InConsole;
import org.junit.jupiter.api.Test;

class SchedulesPageIT extends InConsole {

    private static final int DAY = 86_400;

    private static int schedule(String name, long inSeconds) {
        return client.post(
                        "api/schedules",
                        Json.createObjectBuilder()
                                .add("resource_type", "report")
                                .add("resource_id", 7)
                                .add("resource_name", name)
                                .add("action", "send")
                                .add("at", Instant.now().getEpochSecond() + inSeconds)
                                .add("owner", "ada")
                                .build()
                                .toString())
                .expect(201)
                .getInt("id");
    }

    private static JsonObject shown(int id) {
        return client.get("api/schedules/" + id).expect(200);
    }

    @Test
    void whatComesNextIsFirstAndCanBeRunAndCancelled() {
        var later = schedule("Later", 2 * DAY);
        var sooner = schedule("Sooner", DAY);
        var page = visit("schedules?owner=ada");
        assertThat(page.locator("#list tbody tr")).containsText(new String[] {"send: Sooner", "send: Later"});
        assertAccessible(page, "schedules");
        by(page, "list:rows:at").click();
        assertThat(by(page, "list:rows:at")).hasAttribute("aria-sort", "ascending");
        by(page, "list:rows:at").click();
        assertThat(page.locator("#list tbody tr").first()).containsText("Later");

        go(page, page.getByText("send: Later")::click);
        assertThat(page.locator("h1")).hasText("send: Later");
        page.locator("[data-opens=cancelling]").click();
        assertAccessible(page, "schedule-cancel");
        by(page, "cancelling_form:yes").click();
        assertTold(page, "The schedule was cancelled.");
        assertThat(by(page, "commands:facts")).containsText("Cancelled");
        assertThat(by(page, "commands:run")).hasCount(0);
        assertThat(shown(later).getString("state")).isEqualTo("cancelled");
        assertThat(shown(later).getString("reason")).isEqualTo("cancelled by " + account);
        go(page, () -> page.locator("#language").selectOption("de"));
        assertThat(by(page, "commands:facts")).containsText("abgesagt von " + account);
        go(page, () -> page.locator("#language").selectOption("en"));
        assertThat(by(page, "commands:facts")).containsText("cancelled by " + account);

        page.navigate("console/schedule?id=" + sooner);
        by(page, "commands:run").click();
        assertThat(by(page, "commands:runs")).containsText("manual");
        assertThat(shown(sooner).getString("state")).isEqualTo("fired");
        by(page, "commands:run").click();
        assertThat(by(page, "commands:runs").locator("tbody tr")).hasCount(2);
        assertAccessible(page, "schedule");

        page.navigate("console/schedules?view=past");
        assertThat(page.locator("#list tbody tr")).containsText(new String[] {"send: Sooner", "send: Later"});
        page.navigate("console/schedules?state=cancelled");
        assertThat(page.locator("#list tbody tr")).containsText(new String[] {"send: Later"});
    }

    @Test
    void aScheduleIsMadeByAForm() {
        var page = visit("schedule");
        by(page, "plan:save").click();
        assertThat(by(page, "plan:at_message")).hasText("Is required: enter a date and time");
        by(page, "plan:at")
                .fill(Instant.now()
                        .plus(1, ChronoUnit.DAYS)
                        .atOffset(ZoneOffset.UTC)
                        .toLocalDateTime()
                        .truncatedTo(ChronoUnit.MINUTES)
                        .toString());
        by(page, "plan:resource_type").fill("experiment");
        by(page, "plan:resource_id").fill("42");
        by(page, "plan:action").fill("send");
        by(page, "plan:save").click();
        assertThat(by(page, "plan:action_message")).hasText("Must be launch or end for the resource type experiment");
        assertAccessible(page, "schedule-new");
        by(page, "plan:action").fill("launch");
        by(page, "plan:save").click();
        assertTold(page, "The schedule was created.");
        assertThat(page).hasURL(Pattern.compile("console/schedule\\?id=[0-9]+$"));
        var id = Integer.parseInt(page.url().replaceAll(".*=", ""));
        assertThat(shown(id).getString("scheduled_by")).isEqualTo(account);
        assertThat(shown(id).getString("owner")).isEqualTo(account);
    }

    @Test
    void whatWaitsIsChangedByTheSameForm() {
        var id = schedule("Quarter", 2 * DAY);
        var at = shown(id).getInt("at");
        var page = visit("schedule?id=" + id);
        go(page, page.locator("#change")::click);
        assertThat(page.locator("h1")).hasText("Change “send: Quarter”");
        assertThat(by(page, "plan:resource_name")).hasValue("Quarter");
        assertThat(by(page, "plan:owner")).hasValue("ada");
        assertThat(by(page, "plan:resource_type")).hasCount(0);
        assertAccessible(page, "schedule-change");
        by(page, "plan:resource_name").fill("Half");
        by(page, "plan:owner").fill("");
        by(page, "plan:save").click();
        assertThat(by(page, "plan:owner_message")).hasText("Must not be blank");
        by(page, "plan:owner").fill("ada");
        by(page, "plan:link").fill("https://example.org/half");
        go(page, by(page, "plan:save")::click);
        assertTold(page, "The schedule was changed.");
        assertThat(page.locator("h1")).hasText("send: Half");
        var changed = shown(id);
        assertThat(changed.getInt("at")).isEqualTo(at);
        assertThat(changed.getString("link")).isEqualTo("https://example.org/half");
        assertThat(changed.getString("scheduled_by")).isEqualTo(account);

        go(page, page.locator("#change")::click);
        by(page, "plan:how").selectOption("cron");
        by(page, "plan:cron").fill("0 9 * * 1-5");
        by(page, "plan:time_zone").fill("Europe/Berlin");
        by(page, "plan:link").fill("");
        go(page, by(page, "plan:save")::click);
        assertTold(page, "The schedule was changed.");
        assertThat(shown(id).getString("cron")).isEqualTo("0 9 * * 1-5");
        assertThat(shown(id).getString("time_zone")).isEqualTo("Europe/Berlin");
        assertThat(shown(id).isNull("link")).isTrue();

        go(page, page.locator("#change")::click);
        assertThat(by(page, "plan:cron")).hasValue("0 9 * * 1-5");
        client.delete("api/schedules/" + id, null).expect(204);
        by(page, "plan:save").click();
        assertTold(page, "Only a waiting schedule can be changed; this one is cancelled");
        assertThat(shown(id).getString("state")).isEqualTo("cancelled");
    }

    @Test
    void anothersScheduleIsNotThere() {
        var elsewhere = organization();
        var id = elsewhere
                .post(
                        "api/schedules",
                        "{\"resource_type\":\"report\",\"resource_id\":7,\"action\":\"send\",\"cron\":\"0 0 1 1 *\","
                                + "\"owner\":\"ada\"}")
                .expect(201)
                .getInt("id");
        assertThat(visitRefused("schedule?id=" + id)).isEqualTo(404);
        assertThat(visitRefused("schedule?id=" + id + "&change=yes")).isEqualTo(404);
        assertThat(visitRefused("schedule?id=999999999999")).isEqualTo(404);
        assertThat(visitRefused("schedule?id=x")).isEqualTo(404);
    }
}
