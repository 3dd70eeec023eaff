package org.belfry.console.audit;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.belfry.console.InConsole;
import org.junit.jupiter.api.Test;

/** The audit log in the console: searched, verified and taken away. */
class AuditPageIT extends InConsole {

    @Test
    void whatWasChangedIsFoundVerifiedAndTakenAway() throws IOException {
        client.put("api/types/mention/channels", "{\"in_app\":true,\"email\":true,\"webhook\":false}")
                .expect(200);
        sealed();

        var page = visit("audit");
        page.locator("#action").selectOption("channels.");
        go(page, page.locator("#search")::click);
        assertThat(page).hasURL(Pattern.compile("audit\\?action=channels\\.$"));
        var row = by(page, "list:table_data").locator("> tr");
        assertThat(row).hasCount(1);
        assertThat(row).containsText("Channels of a type changed: mention");
        row.locator("summary").click();
        assertThat(row.locator(".changes tbody tr").filter(new Locator.FilterOptions().setHasText("email")))
                .containsText(Pattern.compile("email\\s*–\\s*on"));
        assertAccessible(page, "audit");

        var file = page.waitForDownload(() -> page.locator("#csv").click());
        assertThat(Files.readAllLines(file.path()))
                .hasSize(2)
                .last()
                .asString()
                .contains("channels.changed", "mention");
        assertThat(client.get("api/audit?action=audit.exported")
                        .expect(200)
                        .getJsonArray("entries")
                        .getJsonObject(0)
                        .getJsonObject("after"))
                .hasToString("{\"action\":\"channels.\",\"format\":\"csv\"}");

        theLogIsVerified(page);
    }

    private void theLogIsVerified(Page page) {
        var seen = client.get("api/audit/verify").expect(200);
        by(page, "verify:run").click();
        assertThat(page.locator("#verdict")).containsText("The log is intact");
        assertThat(page.locator("#verdict").locator(".mono")).containsText(Pattern.compile("[0-9a-f]{64}"));

        page.locator("[id='verify'] summary").click();
        by(page, "verify:hash").fill("not a hash");
        by(page, "verify:run").click();
        assertThat(by(page, "verify:hash_message")).containsText("Must have 64 characters");

        by(page, "verify:seq").fill("1");
        by(page, "verify:hash").fill("0".repeat(64));
        by(page, "verify:run").click();
        assertThat(page.locator("#verdict")).containsText("The log is not intact");
        assertThat(page.locator(".findings")).containsText("Entry 1 is not the entry whose hash was recorded");
        assertAccessible(page, "audit-verified");

        var head = seen.getJsonObject("head");
        by(page, "verify:seq").fill(head.get("seq").toString());
        by(page, "verify:hash").fill(head.getString("hash"));
        by(page, "verify:run").click();
        assertThat(page.locator("#verdict")).containsText("The log is intact");
    }

    private static void sealed() {
        Awaitility.await("all entries are sealed").until(() -> client
                .get("api/audit?action=channels.changed")
                .expect(200)
                .getJsonArray("entries")
                .getValuesAs(JsonObject.class)
                .stream()
                .noneMatch(entry -> entry.isNull("seq")));
    }

    @Test
    void whatCannotBeMeantIsSaidBesideTheField() {
        var page = visit("audit?from=100&to=50");
        assertThat(page.locator("#to_problem")).hasText("Must be after from");
        assertThat(by(page, "list:table_data")).containsText("No entries match");
    }
}
