package org.belfry.console.send;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.belfry.console.InConsole;
import org.belfry.testing.BelfryClient;
import org.junit.jupiter.api.Test;

class SendPageIT extends InConsole {

    private static final Pattern SENT = Pattern.compile("send\\?sent=[0-9]+$");

    @Test
    void aMessageToPeopleIsSeenCountedAndSentOnce() {
        var page = visit("send");
        by(page, "compose:send").click();
        assertThat(by(page, "compose:recipients_message")).containsText("Is required");

        by(page, "compose:title").fill("Maintenance on Sunday");
        by(page, "compose:message").fill("From 8 to 10.");
        assertThat(page.locator(".shown .title")).hasText("Maintenance on Sunday");
        assertThat(page.frameLocator("iframe.letter").locator("h1")).hasText("Maintenance on Sunday");
        by(page, "compose:recipients").fill("ada\nbob, ada");
        assertThat(page.locator(".reach")).hasText("2 recipients.");
        assertAccessible(page, "send");
        var happening = by(page, "compose:eventId").inputValue();

        go(page, by(page, "compose:send")::click);
        assertThat(page).hasURL(SENT);
        assertThat(page.locator("tbody tr")).hasCount(2);
        assertThat(page.locator("tbody tr").first()).containsText("Notified: In-app");
        assertThat(page.getByLabel("Why ada received this result"))
                .hasAttribute("href", Pattern.compile("why\\?event=[0-9]+&recipient=ada$"));
        assertThat(client.inbox("ada").getInt("total")).isEqualTo(1);
        assertAccessible(page, "sent");

        // The same form once more, as by a double click that nothing held back.
        var again = visit("send");
        by(again, "compose:eventId").evaluate("(field, id) => field.value = id", happening);
        by(again, "compose:title").fill("Maintenance on Sunday");
        by(again, "compose:recipients").fill("ada");
        // A preview on its way would take the message away before the next page shows it.
        assertThat(again.locator(".shown .title")).hasText("Maintenance on Sunday");
        assertThat(again.locator(".reach")).hasText("1 recipient.");
        by(again, "compose:send").click();
        assertTold(again, "It was not sent again");
        assertThat(client.inbox("ada").getInt("total")).isEqualTo(1);
    }

    @Test
    void anAnnouncementSaysHowManyItReachesBeforeItGoes() {
        client.event(BelfryClient.event("mention", "Hello", "carol"));
        client.put("api/topics/releases/subscribers/dave", null).expect(204);
        var page = visit("send");
        page.getByLabel("followers of a topic").check();
        find(page, "compose:topicFinder", "rel");
        assertThat(by(page, "compose:foundTopics").locator("option")).hasAttribute("value", "releases");
        by(page, "compose:topics").fill("releases\nnobody.cares");
        assertThat(page.locator(".reach")).hasText("1 recipient.");
        assertThat(page.getByText("This topic has never had followers: nobody.cares."))
                .isVisible();

        page.getByLabel("everyone in").check();
        assertThat(page.locator(".reach")).containsText(Pattern.compile("[0-9]+ recipients"));
        by(page, "compose:title").fill("All hands");
        by(page, "compose:send").click();
        var question = page.locator("#confirming .question");
        assertThat(question).containsText(Pattern.compile("This event goes to everyone in .*: [0-9]+ recipients"));
        assertThat(client.inbox("carol").getInt("total")).isEqualTo(1);
        assertAccessible(page, "send-asks");
        by(page, "confirming_form:yes").click();
        assertThat(page).hasURL(SENT);
        assertThat(page.locator("tbody")).containsText("carol");
        assertThat(client.inbox("carol")
                        .getJsonArray("notifications")
                        .getJsonObject(0)
                        .getString("title"))
                .isEqualTo("All hands");
    }

    private static void find(Page page, String finder, String start) {
        by(page, finder).pressSequentially(start);
    }
}
