package org.belfry.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.belfry.testing.BelfryClient;
import org.junit.jupiter.api.Test;

/** Whatever people store is shown as text, on every page: it never becomes markup, a script or an expression. */
class StoredMarkupIT extends InConsole {

    /** An element of this name in a page came from what was stored. */
    private static final String ELEMENT = "stored-mark";

    private static final String MARKUP = "<" + ELEMENT + ">\"><img src=x onerror=boom()></title></option></script>"
            + "<script>boom()</script>'-boom()-'cs{{7*7}}el#{7*7}dl${7*7}";

    /** What fits where no space, slash or number sign may be. */
    private static final String NAME = "<" + ELEMENT + ">\"'`{{7*7}}${7*7}";

    /** What fits into a template of Mustache. */
    private static final String TEMPLATE = MARKUP.replace("{{7*7}}", "");

    private static final String SUFFIX = unique("");

    private final Map<String, Long> ids = new LinkedHashMap<>();

    private static JsonObject post(String path, JsonObjectBuilder body) {
        return client.post(path, body.build().toString()).expect(201);
    }

    private void store() {
        var organization = client.get("api/organizations/" + organizationCode()).expect(200);
        client.put(
                        "api/organizations/" + organization.getString("code"),
                        Json.createObjectBuilder()
                                .add("name", MARKUP)
                                .add("sender", "Stored ' & \"Mark\" {{7*7}} #{7*7}")
                                .build()
                                .toString())
                .expect(200);
        post(
                "api/types",
                Json.createObjectBuilder()
                        .add("code", "stored.markup")
                        .add("category", MARKUP.substring(0, 100))
                        .add("description", MARKUP)
                        .add("title", TEMPLATE)
                        .add("message", TEMPLATE)
                        .add(
                                "channels",
                                Json.createObjectBuilder()
                                        .add("in_app", true)
                                        .add("email", true)
                                        .add("webhook", true)));
        recipient(NAME);
        recipient(account);
        client.put("api/topics/" + encoded(NAME) + "/subscribers/" + encoded(account), "")
                .expect(204);
        ids.put(
                "key",
                number(post(
                        "api/keys",
                        Json.createObjectBuilder().add("name", MARKUP).add("role", "viewer"))));
        post(
                "api/accounts",
                Json.createObjectBuilder()
                        .add("account", NAME + SUFFIX)
                        .add("password", "fiddle-glacier-42-lantern")
                        .add("role", "viewer"));
        post(
                "api/webhooks",
                Json.createObjectBuilder()
                        .add("url", "https://stored.example/%3C" + ELEMENT + "%3E'()")
                        .add("description", MARKUP));
        post(
                "api/thresholds",
                Json.createObjectBuilder()
                        .add("name", MARKUP)
                        .add("type", "stored.markup")
                        .add("amount", 1000)
                        .add("within", 60)
                        .add("raises", "alert_triggered")
                        .add("recipients", Json.createArrayBuilder().add(MARKUP)));
        ids.put(
                "schedule",
                number(post(
                        "api/schedules",
                        Json.createObjectBuilder()
                                .add("resource_type", MARKUP.substring(0, 100))
                                .add("resource_id", MARKUP.substring(0, 100))
                                .add("resource_name", MARKUP)
                                .add("project", MARKUP)
                                .add("action", MARKUP.substring(0, 50))
                                .add("at", 4_000_000_000L)
                                .add("link", "javascript:boom()//" + MARKUP)
                                .add("owner", account)
                                .add(
                                        "target",
                                        Json.createObjectBuilder()
                                                .add("url", "https://stored.example/%3C" + ELEMENT + "%3E'()")))));
        var heartbeat = Json.createObjectBuilder()
                .add("action", "mark-delivered")
                .add("agent", MARKUP)
                .build();
        client.post("api/notifications", heartbeat.toString()).expect(200);
        for (var type : List.of("stored.markup", "system_message")) {
            var event = BelfryClient.event(type, MARKUP, MARKUP, account, NAME)
                    .add("message", MARKUP)
                    .add("actor", MARKUP)
                    .add("link", "javascript:boom()//" + MARKUP)
                    .add("producer", MARKUP)
                    .add("id", MARKUP)
                    .add("dedup_key", MARKUP)
                    .add(
                            "source",
                            Json.createObjectBuilder()
                                    .add("type", MARKUP.substring(0, 100))
                                    .add("id", MARKUP)
                                    .add("title", MARKUP)
                                    .add("status", MARKUP))
                    .add("data", Json.createObjectBuilder().add(MARKUP, MARKUP));
            if (type.equals("system_message")) {
                event.add("id", MARKUP + 2);
            }
            ids.put("event " + type, number(post("api/events", event)));
        }
        var deliveries = client.get("api/deliveries?limit=500").expect(200).getJsonArray("deliveries");
        assertThat(deliveries).isNotEmpty();
        ids.put("delivery", number(deliveries.getJsonObject(0)));
    }

    private static void recipient(String name) {
        var profile = Json.createObjectBuilder()
                .add("email", unique("stored") + "@example.org")
                .add("display_name", MARKUP)
                .build();
        client.put("api/recipients/" + encoded(name), profile.toString()).expect(200);
    }

    private static String organizationCode() {
        return client.get("api/accounts/" + account).expect(200).getString("organization");
    }

    private static long number(JsonObject json) {
        return json.getJsonNumber("id").longValue();
    }

    private static String encoded(String text) {
        return BelfryClient.encode(text).replace("+", "%20");
    }

    /** Below {@code console/}: each page, and what of it shows more than its beginning. */
    private List<String> pages() {
        var pages = new ArrayList<>(List.of(
                "overview",
                "setup",
                "types",
                "types?q=stored",
                "types?category=" + encoded(MARKUP.substring(0, 100)),
                "types?q=" + encoded(MARKUP),
                "type",
                "type?code=stored.markup",
                "send",
                "deliveries",
                "deliveries?type=" + encoded(MARKUP) + "&recipient=" + encoded(MARKUP),
                "why",
                "why?recipient=" + encoded(MARKUP),
                "why?recipient=" + encoded(MARKUP) + "&type=" + encoded(MARKUP),
                "people",
                "people?start=" + encoded(MARKUP.substring(0, 20)),
                "person?name=" + encoded(MARKUP),
                "person?name=" + encoded(account),
                "schedules",
                "schedules?owner=" + encoded(MARKUP),
                "keys",
                "accounts",
                "accounts?account=" + encoded(NAME + SUFFIX),
                "audit",
                "audit?actor=" + encoded(MARKUP) + "&subject=" + encoded(MARKUP),
                "sign-in?to=" + encoded("/console/" + MARKUP),
                "overview?picked=" + encoded(MARKUP) + "&pickedName=" + encoded(MARKUP),
                "schedule?id=" + ids.get("schedule"),
                "schedules?id=" + ids.get("schedule") + "&change=1",
                "delivery?id=" + ids.get("delivery")));
        for (var event : List.of(ids.get("event stored.markup"), ids.get("event system_message"))) {
            pages.add("why?event=" + event);
            pages.add("why?event=" + event + "&recipient=" + encoded(MARKUP));
            pages.add("send?sent=" + event);
            pages.add("setup?event=" + event);
        }
        return pages;
    }

    @Test
    void whatIsStoredIsTextOnEveryPage() {
        store();
        var shown = 0;
        var parser = visit("overview");
        for (var page : pages()) {
            var answer = visitAnswer("console/" + page);
            assertThat(answer.status()).as(page).isEqualTo(200);
            var html = answer.text();
            shown += html.contains("&lt;" + ELEMENT) ? 1 : 0;
            assertText(parser, page, html);
        }
        assertThat(shown).as("pages that show something of it").isGreaterThan(12);
        for (var page : pages()) {
            assertNothingRan(visit(page), page);
        }
        for (var own : List.of("", "inbox", "preferences", "inbox?view=archived")) {
            var page = visitOwn(own);
            if (own.isEmpty()) {
                page.locator("belfry-bell button").first().click();
            }
            page.waitForLoadState();
            assertNothingRan(page, own);
        }
    }

    /** As a browser reads it, without running anything. What is in a template is the letter's own text, which is escaped as text. */
    private static void assertText(Page parser, String page, String html) {
        assertThat(parser.evaluate("""
                        (html) => {
                          const page = new DOMParser().parseFromString(html, 'text/html');
                          const bad = [...page.querySelectorAll('stored-mark, [onerror], [src=x], a[href^=javascript]')];
                          bad.push(...[...page.scripts].filter((script) => script.text.startsWith('boom()')));
                          return bad.map((element) => element.outerHTML).join();
                        }""", html)).as(page).isEqualTo("");
        assertThat(html).as(page).doesNotContain("<" + ELEMENT, "el49", "cs49", "dl49");
    }

    private static void assertNothingRan(Page page, String name) {
        page.waitForLoadState();
        assertThat(page.evaluate("""
                        () => {
                          const found = [];
                          const look = (root) => {
                            for (const element of root.querySelectorAll('*')) {
                              if (element.localName === 'stored-mark' || element.hasAttribute('onerror')) found.push(element.outerHTML);
                              if (element.shadowRoot) look(element.shadowRoot);
                              if (element.href && String(element.href).startsWith('javascript:')) found.push(element.outerHTML);
                            }
                          };
                          look(document);
                          if (window.boomed) found.push('it ran');
                          return found.join();
                        }""")).as(name).isEqualTo("");
        assertThat(page.title()).as(name).doesNotContain("el49", "cs49");
        page.close();
    }
}
