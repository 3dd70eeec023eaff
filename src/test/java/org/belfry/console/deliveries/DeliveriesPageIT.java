package org.belfry.console.deliveries;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.belfry.console.InConsole;
import org.belfry.testing.WebhookReceiver;
import org.belfry.testing.WebhookReceiver.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Deliveries in the console, and why somebody was told or not; with a receiver of webhooks that refuses, and then does not. */
class DeliveriesPageIT extends InConsole {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    private static WebhookReceiver receiver;

    private final String path = "/" + unique("hook");

    @BeforeAll
    static void listen() {
        receiver = new WebhookReceiver();
    }

    @AfterAll
    static void close() {
        receiver.close();
    }

    @Test
    void whatIsDeadIsFoundExplainedAndTriedAgain() {
        var ada = unique("ada");
        client.put("api/types/mention/channels", "{\"in_app\":true,\"email\":true,\"webhook\":true}")
                .expect(200);
        receiver.answer(path, Reply.of(410));
        client.post(
                        "api/webhooks",
                        Json.createObjectBuilder()
                                .add("url", receiver.url(path).toString())
                                .add("recipient", ada)
                                .build()
                                .toString())
                .expect(201);
        client.event(event("mention", "Look at <this>", ada));
        Awaitility.await("it is given up").atMost(LONG_ENOUGH).until(() -> deliveries("dead")
                .equals(1));

        var page = visit("deliveries");
        page.locator("#state").selectOption("dead");
        page.locator("#recipient").fill(ada);
        go(page, page.locator("#search")::click);
        assertThat(page).hasURL(Pattern.compile("deliveries\\?state=dead&recipient=" + ada + "$"));
        var row = by(page, "list:table_data").locator("tr");
        assertThat(row).hasCount(1);
        assertThat(row).containsText(ada);
        assertThat(row).containsText("Failed");
        assertThat(page.locator("#state")).hasValue("dead");
        assertThat(page.locator("#channel")).hasValue("");
        assertThat(page.locator(".console-parts [aria-current]")).hasText("Deliveries");
        assertAccessible(page, "deliveries");

        go(page, row.locator("a")::click);
        assertThat(page.locator("h1")).hasText("Webhook of " + ada);
        assertThat(page.locator("#state")).hasText("Failed");
        assertThat(page.locator(".attempts-table")).containsText("410");
        assertAccessible(page, "delivery");

        whyAdaGotNoEmail(page, ada);
        oneIsTriedAgain(page, ada);
    }

    /** From the name alone. */
    private void whyAdaGotNoEmail(Page page, String ada) {
        page.navigate("console/why");
        page.locator("#recipient").fill(ada);
        go(page, page.locator("#search")::click);
        var row = by(page, "list:table_data")
                .locator("tr")
                .filter(new Locator.FilterOptions().setHasText("Look at <this>"));
        assertThat(row).containsText("E-mail: not sent");
        assertThat(row).containsText("Webhook: failed");
        assertAccessible(page, "why-somebody");
        go(page, row.locator("a")::click);
        assertThat(page.locator(".answer")).containsText("E-mail: not sent. " + ada + " has no e-mail address.");
        assertThat(page.locator(".answer")).containsText("410");
        assertAccessible(page, "why");
        go(page, page.locator(".answer .sent-there a")::click);
        assertThat(page.locator("h1")).hasText("Webhook of " + ada);
    }

    private void oneIsTriedAgain(Page page, String ada) {
        // An endpoint that is gone is switched off by Belfry; its owner switches it on again.
        client.get("api/webhooks?recipient=" + ada)
                .expect(200)
                .getJsonArray("webhooks")
                .getValuesAs(JsonObject.class)
                .forEach(webhook -> client.put("api/webhooks/" + webhook.getJsonNumber("id"), "{\"enabled\":true}")
                        .expect(200));
        receiver.answer(path, Reply.of(204));
        by(page, "delivery:retry").click();
        assertTold(page, "Retrying now.");
        Awaitility.await("it arrives").atMost(LONG_ENOUGH).until(() -> sent(ada) == 1);
        assertThat(deliveries("dead")).isZero();
        assertThat(client.get("api/audit?action=delivery.retried")
                        .expect(200)
                        .getJsonArray("entries")
                        .getJsonObject(0)
                        .getString("actor"))
                .isEqualTo(account);
        // The page refreshes without being reloaded.
        assertThat(page.locator("#state")).hasText("Sent");
    }

    private static Integer deliveries(String state) {
        return client.get("api/deliveries?type=mention&state=" + state)
                .expect(200)
                .getJsonArray("deliveries")
                .size();
    }

    private static int sent(String recipient) {
        return client.get("api/deliveries?channel=webhook&state=sent&recipient=" + recipient)
                .expect(200)
                .getJsonArray("deliveries")
                .size();
    }

    @Test
    void allThatPassTheFilterAreTriedAgainAtOnce() {
        var people = List.of(unique("bob"), unique("eve"));
        client.put("api/types/task_assigned/channels", "{\"in_app\":true,\"email\":false,\"webhook\":true}")
                .expect(200);
        receiver.answer(path, Reply.of(404));
        people.forEach(name -> client.post(
                        "api/webhooks",
                        Json.createObjectBuilder()
                                .add("url", receiver.url(path).toString())
                                .add("recipient", name)
                                .build()
                                .toString())
                .expect(201));
        client.event(event("task_assigned", "Yours", people.toArray(String[]::new)));
        Awaitility.await("both are given up").atMost(LONG_ENOUGH).until(() -> dead("task_assigned") == 2);
        receiver.answer(path, Reply.of(204));

        var page = visit("deliveries?type=task_assigned");
        assertThat(by(page, "list:dead")).containsText("2 matching deliveries failed.");
        page.locator("#openRetryAll").click();
        assertThat(page.locator("#retryAll .question")).containsText("2 failed deliveries will be retried.");
        assertAccessible(page, "deliveries-retry");
        by(page, "retryAll_form:yes").click();
        assertTold(page, "Retrying 2 deliveries.");
        assertThat(page.locator("#openRetryAll")).hasCount(0);
        Awaitility.await("both arrive")
                .atMost(LONG_ENOUGH)
                .until(() -> receiver.calls(path).size() >= 4);
        Awaitility.await("none is dead").atMost(LONG_ENOUGH).until(() -> dead("task_assigned") == 0);
    }

    private static int dead(String type) {
        return client.get("api/deliveries?state=dead&type=" + type)
                .expect(200)
                .getJsonArray("deliveries")
                .size();
    }

    @Test
    void aTargetThatIsStoppedIsShownAndStartedAgain() {
        var zoe = unique("zoe");
        client.put("api/types/mention/channels", "{\"in_app\":true,\"email\":true,\"webhook\":true}")
                .expect(200);
        receiver.answer(path, new Reply(429, "Retry-After: 3600", ""));
        var id = client.post(
                        "api/webhooks",
                        Json.createObjectBuilder()
                                .add("url", receiver.url(path).toString())
                                .add("recipient", zoe)
                                .build()
                                .toString())
                .expect(201)
                .getInt("id");
        client.event(event("mention", "Is too much", zoe));
        Awaitility.await("it wants a pause").atMost(LONG_ENOUGH).until(() -> circuits()
                .contains("webhook:" + id));
        receiver.answer(path, Reply.of(204));
        client.event(event("mention", "Waits for it", zoe));

        var page = visit("deliveries");
        var stopped =
                page.locator(".stopped .list-row").filter(new Locator.FilterOptions().setHasText("Webhook " + id));
        assertThat(stopped).containsText("Pause requested");
        assertThat(stopped).containsText(receiver.url(path).toString());
        assertThat(stopped).containsText("answered 429");
        assertThat(stopped).containsText("Next attempt at");
        assertAccessible(page, "deliveries-stopped");
        stopped.locator("[data-opens=mend]").click();
        assertThat(page.locator("#mend .picked-name")).hasText("Webhook " + id);
        assertThat(receiver.calls(path)).hasSize(1);
        by(page, "mend_form:yes").click();
        assertTold(page, "Sending has resumed.");
        assertThat(stopped).hasCount(0);
        Awaitility.await("what waited arrives")
                .atMost(LONG_ENOUGH)
                .until(() -> receiver.calls(path).size() == 2);
        assertThat(circuits()).doesNotContain("webhook:" + id);
        assertThat(client.get("api/audit?action=circuit.closed")
                        .expect(200)
                        .getJsonArray("entries")
                        .getJsonObject(0)
                        .getString("actor"))
                .isEqualTo(account);
    }

    private static List<String> circuits() {
        return client
                .get("api/deliveries/circuits")
                .expect(200)
                .getJsonArray("circuits")
                .getValuesAs(JsonObject.class)
                .stream()
                .map(circuit -> circuit.getString("target"))
                .toList();
    }

    @Test
    void whatCannotBeMeantIsSaidBesideTheFieldAndWhatIsNotThereIsNotFound() {
        var page = visit("deliveries?state=lost");
        assertThat(page.locator("#state_problem")).hasText("Is not a known value");
        page.navigate("console/why?recipient=" + unique("nobody"));
        assertThat(page.locator("#recipient_problem")).containsText("Nobody is named");
        page.navigate("console/why?event=x");
        assertThat(page.locator("#event_problem")).hasText("Must be a whole number");
        page.navigate("console/delivery?id=999999999");
        assertThat(page.locator("body")).containsText("Delivery not found");
    }
}
