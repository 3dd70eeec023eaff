package org.belfry.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.RequestOptions;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.belfry.testing.Axe;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.Cable;
import org.belfry.testing.Chromium;
import org.belfry.testing.TestEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bell in pages that are not Belfry's, in a real browser. */
@Tag("derby-only")
class BellIT extends BelfryIT {

    private static final String ACCOUNT = unique("ringer");
    private static final String PASSWORD = "correct horse battery staple";
    private static final int ENOUGH_TABS = 40;

    /** Milliseconds after which the bell has tried everything once more. */
    private static final int LONG_ENOUGH = 600_000;

    /** Somebody's page; its policy is as strict as one can be that loads the bell from its own origin. */
    private static final String HOST = """
            <!DOCTYPE html>
            <html lang="%s" dir="%s">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta name="color-scheme" content="light dark">
              <title>Host</title>
              <link rel="icon" href="data:,">
              <script type="module" src="/belfry-bell.js"></script>
            </head>
            <body>
              <header><button>Runs</button> <belfry-bell></belfry-bell> <button id="after">Help</button></header>
              <main><h1>Runs</h1><p>All is well.</p></main>
            </body>
            </html>
            """;

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none';"
                    + " require-trusted-types-for 'script'; trusted-types 'none'";

    private static Chromium chromium;
    private static boolean accountIsThere;

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
    }

    @AfterAll
    static void quit() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void anAccountAndAnEmptyInbox() {
        if (!accountIsThere) {
            var account = Json.createObjectBuilder()
                    .add("account", ACCOUNT)
                    .add("password", PASSWORD)
                    .add("role", "viewer")
                    .build();
            admin().post("api/accounts", account.toString()).expect(201);
            Awaitility.await("Belfry's word of the new account")
                    .until(() -> admin().inbox(ACCOUNT).getInt("total") == 1);
            accountIsThere = true;
        }
        emptyTheInbox();
    }

    @AfterEach
    void nothingWentWrongUnseen() {
        chromium.closePeople();
        assertThat(chromium.mishaps()).isEmpty();
    }

    @Test
    void aChangeIsInEveryTabAtOnceAndMovesNothing() {
        IntStream.range(0, 10).forEach(number -> post("Earlier " + number));
        var person = signedIn(url);
        var one = visit(person);
        var two = visit(person);
        two.evaluate("() => { window.heard = [];"
                + " for (const type of ['notification', 'unread', 'open', 'close', 'navigate'])"
                + "   document.addEventListener('belfry:' + type, (e) => heard.push(type + ' ' +"
                + "     (e.detail?.notification?.title ?? e.detail?.count ?? ''))); }");
        assertUnread(one, 10);
        assertUnread(two, 10);

        open(two);
        assertThat(heading(two)).isFocused();
        assertThat(items(two)).hasCount(10);
        // Somebody reads, far down.
        var read = item(two, "Earlier 2");
        read.focus();
        var before = read.boundingBox().y;
        post("Just now");
        assertUnread(one, 11);
        assertUnread(two, 11);
        assertThat(items(two)).hasCount(11);
        assertThat(items(two).first()).containsText("Just now");
        assertThat(read).isFocused();
        assertThat(read.boundingBox().y).isBetween(before - 1, before + 1);
        assertThat(bell(two).locator("[role=status]")).hasText("New notification: Just now");
        Chromium.picture(two, "bell-scrolled");
        bell(two)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("1 new"))
                .click();
        assertThat(item(two, "Just now")).isFocused();
        assertThat(item(two, "Just now")).hasAttribute("aria-posinset", "1");
        assertThat(item(two, "Just now")).hasAttribute("aria-setsize", "11");

        open(one);
        tool(one, "Just now", "Mark as read").click();
        assertThat(item(two, "Just now")).hasAttribute("data-read", "true");
        assertUnread(two, 10);
        tool(two, "Just now", "Archive").click();
        // It stays as long as the pointer is there.
        bell(two).locator(".undo").hover();
        assertThat(item(one, "Just now")).hasCount(0);
        bell(two).locator(".undo").click();
        assertThat(item(one, "Just now")).hasCount(1);
        assertThat(item(two, "Just now")).hasCount(1);
        tool(two, "Earlier 9", "Snooze").click();
        bell(two).getByRole(AriaRole.MENUITEM).first().click();
        bell(two).locator(".undo").hover();
        assertThat(item(one, "Earlier 9")).hasCount(0);
        assertUnread(one, 9);
        Chromium.picture(two, "bell-snoozed");
        bell(two).locator(".undo").click();
        assertThat(item(one, "Earlier 9")).hasCount(1);
        assertUnread(two, 10);

        bell(one).getByText("Mark all as read").click();
        assertUnread(one, 0);
        assertUnread(two, 0);
        assertThat(one).hasTitle("Host");
        bell(one).locator(".filter").last().click();
        assertThat(items(one)).hasCount(0);
        assertBlank(one, "No unread notifications");

        // A page with a router of its own goes there itself; else the browser does.
        post("Follow me", "/bell-host?followed");
        assertUnread(one, 1);
        assertUnread(two, 1);
        open(two);
        two.evaluate("() => document.addEventListener('belfry:navigate', (e) => e.preventDefault(), { once: true })");
        item(two, "Follow me").locator("a").click();
        assertUnread(one, 0);
        assertUnread(two, 0);
        assertThat(panel(two)).isHidden();
        assertThat(two).hasURL(url + "bell-host");
        assertThat((List<?>) two.evaluate("() => heard"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(String.class))
                .contains("open ", "notification Just now", "unread 11", "notification Follow me", "close ")
                .endsWith("unread 0");
        bell(one).locator(".filter").first().click();
        item(one, "Follow me").locator("a").click();
        one.waitForURL(url + "bell-host?followed");
        bell(two).evaluate("bell => bell.remove()");
        assertThat(two).hasTitle("Host");
    }

    /** The list keeps its place by scrolling, and so the button too; only a reader who scrolls leaves the menu behind. */
    @Test
    @Tag("one-server")
    void whatArrivesDoesNotCloseTheMenuOfAnItem() {
        IntStream.range(0, 10).forEach(number -> post("Earlier " + number));
        var page = visit(signedIn(url));
        open(page);
        assertThat(items(page)).hasCount(10);
        var choices = bell(page).getByRole(AriaRole.MENUITEM);
        tool(page, "Earlier 2", "Snooze").click();
        assertThat(choices.first()).isFocused();
        var before = tool(page, "Earlier 2", "Snooze").boundingBox().y;
        post("Just now");
        assertThat(bell(page)
                        .getByRole(
                                AriaRole.BUTTON,
                                new Locator.GetByRoleOptions().setName("1 new").setExact(true)))
                .isVisible();
        // By then the page has been told that the list scrolled.
        page.evaluate("() => new Promise((seen) => requestAnimationFrame(seen))");
        assertThat(tool(page, "Earlier 2", "Snooze").boundingBox().y).isBetween(before - 1, before + 1);
        assertThat(choices.first()).isFocused();
        choices.first().click();
        assertThat(item(page, "Earlier 2")).hasCount(0);
        assertThat(bell(page).locator(".done")).containsText("Snoozed until");

        tool(page, "Earlier 3", "Snooze").click();
        assertThat(choices.first()).isFocused();
        bell(page).locator(".scroller").evaluate("scroller => (scroller.scrollTop -= 40)");
        assertThat(bell(page).locator(".menu")).isHidden();
    }

    /** Nothing tells the browser; it only sees that its connections end and that new ones fail. */
    @Test
    void whatCameWhileTheNetworkWasCutIsThereExactlyOnce() {
        try (var cable = new Cable(url)) {
            post("Before");
            var page = visit(signedIn(cable.url()));
            page.evaluate(
                    "() => { window.heard = [];"
                            + " document.addEventListener('belfry:notification', (e) => heard.push(e.detail.notification.title)); }");
            assertUnread(page, 1);
            assertConnected(page, "live", "websocket");
            open(page);
            cable.cut();
            assertThat(bell(page).locator(".connection")).isVisible();
            post("While away, one");
            post("While away, two");
            admin().post("api/notifications/" + idOf("Before") + "/read", null).expect(200);
            tool(page, "Before", "Mark as read").click();
            assertThat(bell(page).locator(".trouble")).containsText("The change failed. The server is not reachable.");
            Chromium.picture(page, "bell-reconnecting");
            cable.mend();
            assertConnected(page, "live", "websocket");
            assertUnread(page, 2);
            post("After");
            assertThat(items(page).locator(".go"))
                    .hasText(new String[] {"After", "While away, two", "While away, one", "Before"});
            assertThat(item(page, "Before")).hasAttribute("data-read", "true");
            assertThat(page.evaluate("() => heard")).isEqualTo(List.of("While away, one", "While away, two", "After"));
        }
    }

    @Test
    void withoutAWebSocketItTakesEventsAndWithoutThoseItAsks() {
        var person = signedIn(url);
        person.addInitScript("const Real = WebSocket;"
                + " window.WebSocket = function (...given) {"
                + "   if (!window.isOpen) throw new DOMException('Blocked', 'SecurityError');"
                + "   return new Real(...given);"
                + " };");
        person.addInitScript("window.calls = new Set();"
                + " const call = window.fetch;"
                + " window.fetch = (address, ...given) => {"
                + "   const answer = call(address, ...given).finally(() => calls.delete(answer));"
                + "   calls.add(answer);"
                + "   window.hasTicket ||= String(address).endsWith('/stream/tickets');"
                + "   return answer;"
                + " };");
        var events = visit(person);
        assertConnected(events, "live", "sse");
        post("By an event");
        assertUnread(events, 1);

        var asked = Collections.synchronizedList(new ArrayList<Integer>());
        var page = person.newPage();
        page.route("**/api/notifications/stream?*", Route::abort);
        page.onResponse(response -> {
            if (response.url().contains("/unread-count")) {
                asked.add(response.status());
            }
        });
        page.clock().install();
        page.navigate("bell-host");
        assertUnread(page, 1);
        pass(page, 1_000, "() => document.querySelector('belfry-bell').connection === 'polling'");
        assertConnected(page, "polling", "polling");
        page.clock().runFor(70_000);
        page.waitForCondition(() -> asked.size() == 2);
        assertThat(asked).containsExactly(200, 304);
        post("Found by asking");
        page.clock().runFor(70_000);
        assertUnread(page, 2);
        assertThat(asked).containsExactly(200, 304, 200);

        page.evaluate("() => { window.isOpen = true; window.hasTicket = false; }");
        pass(page, 5_000, "() => hasTicket");
        assertConnected(page, "live", "websocket");
        post("Live again");
        assertUnread(page, 3);
    }

    @Test
    @Tag("one-server")
    void theKeyboardIsEnough() {
        IntStream.range(0, 4).forEach(number -> post("By keyboard " + number, number % 2 == 0 ? "/x" : null));
        var page = visit(signedIn(url));
        assertUnread(page, 4);
        var button = button(page);
        tabTo(page, button);
        assertThat(button).hasAttribute("aria-expanded", "false");
        page.keyboard().press("Enter");
        assertThat(button).hasAttribute("aria-expanded", "true");
        assertThat(heading(page)).isFocused();
        assertThat(items(page)).hasCount(4);

        tabTo(page, item(page, "By keyboard 3"));
        page.keyboard().press("PageDown");
        assertThat(item(page, "By keyboard 2")).isFocused();
        page.keyboard().press("PageDown");
        page.keyboard().press("PageUp");
        assertThat(item(page, "By keyboard 2")).isFocused();
        tabTo(page, tool(page, "By keyboard 2", "Mark as read"));
        page.keyboard().press("ArrowRight");
        assertThat(tool(page, "By keyboard 2", "Archive")).isFocused();
        page.keyboard().press("ArrowRight");
        Chromium.picture(page, "bell-keyboard");
        page.keyboard().press("Enter");
        var choices = bell(page).getByRole(AriaRole.MENUITEM);
        assertThat(choices.first()).isFocused();
        page.keyboard().press("ArrowDown");
        assertThat(choices.nth(1)).isFocused();
        page.keyboard().press("Escape");
        assertThat(tool(page, "By keyboard 2", "Snooze")).isFocused();
        page.keyboard().press("Enter");
        page.keyboard().press("End");
        page.keyboard().press("Enter");
        assertThat(item(page, "By keyboard 2")).hasCount(0);
        assertThat(item(page, "By keyboard 1")).isFocused();
        assertThat(bell(page).locator("[role=status]")).containsText("Snoozed until");
        assertUnread(page, 3);

        // Where there is nowhere to go, it is read, and the focus is where it was.
        page.keyboard().press("Enter");
        assertThat(item(page, "By keyboard 1")).hasAttribute("data-read", "true");
        assertThat(item(page, "By keyboard 1")).isFocused();
        page.keyboard().press("Control+Home");
        assertThat(bell(page)
                        .getByRole(
                                AriaRole.BUTTON,
                                new Locator.GetByRoleOptions().setName("All").setExact(true)))
                .isFocused();
        tabTo(page, item(page, "By keyboard 3"));
        page.keyboard().press("Control+End");
        assertThat(bell(page).locator(".foot > *").first()).isFocused();
        page.keyboard().press("Escape");
        assertThat(panel(page)).isHidden();
        assertThat(button).isFocused();

        page.keyboard().press("Enter");
        tabTo(page, page.locator("#after"));
        assertThat(panel(page)).isHidden();
        open(page);
        page.locator("h1").click();
        assertThat(panel(page)).isHidden();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    @Tag("one-server")
    void everybodyCanUseIt(ColorScheme scheme) {
        var name = scheme.name().toLowerCase(Locale.ROOT);
        var stranger = prepared(chromium.person(url, scheme, 900, 760));
        var page = visit(stranger);
        open(page);
        assertBlank(page, "You are signed out");
        assertThat(bell(page).locator(".blank .strong:visible")).hasAttribute("href", url.toString());
        assertAccessible(page, "bell-signed-out-" + name);

        signIn(stranger);
        page = visit(stranger);
        assertThat(button(page)).hasAttribute("aria-label", "Notifications");
        assertAccessible(page, "bell-closed-" + name);
        open(page);
        assertBlank(page, "You are all caught up");
        assertAccessible(page, "bell-empty-" + name);

        everyKindOfNotification();
        assertUnread(page, 4);
        assertThat(items(page)).hasCount(6);
        page.reload();
        open(page);
        assertThat(items(page)).hasCount(6);
        assertAccessible(page, "bell-open-" + name);
        tool(page, "Nightly ETL failed", "Snooze").click();
        assertAccessible(page, "bell-menu-" + name);
        page.keyboard().press("Escape");
        page.setViewportSize(320, 640);
        open(page);
        assertThat(panel(page).boundingBox().width).isEqualTo(320);
        assertAccessible(page, "bell-320-" + name);
        page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        page.setViewportSize(900, 760);
        assertAccessible(page, "bell-forced-colours-" + name);
        page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.NONE));

        page.navigate("bell-host?de&rtl");
        open(page);
        assertThat(items(page)).hasCount(6);
        assertThat(heading(page)).hasText("Benachrichtigungen");
        assertThat(panel(page).boundingBox().x).isGreaterThan(450);
        assertAccessible(page, "bell-rtl-" + name);

        // By itself the bell asks again only after so long.
        page.route(
                "**/api/notifications?*",
                route -> route.fulfill(
                        new Route.FulfillOptions().setStatus(503).setHeaders(Map.of("Retry-After", "3600"))));
        page.navigate("bell-host");
        open(page);
        assertBlank(page, "Could not load notifications.");
        assertAccessible(page, "bell-error-" + name);
        page.unroute("**/api/notifications?*");
        bell(page)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Try again"))
                .click();
        assertThat(items(page)).hasCount(6);
    }

    @Test
    @Tag("one-server")
    void theSystemTellsOfItOnceAndOnlyWhileNoTabIsInSight() {
        var person = signedIn(url);
        person.grantPermissions(List.of("notifications"));
        person.addInitScript("window.shown = [];"
                + " const Real = Notification;"
                + " window.Notification = class extends Real {"
                + "   constructor(title, options) { super(title, options); shown.push(title); }"
                + " };"
                // The empty page that comes first has no locks.
                + " const request = navigator.locks?.request.bind(navigator.locks);"
                + " let looked = 0;"
                + " if (request) navigator.locks.request = async (name, options, task) => {"
                + "   const end = await request(name, options, task);"
                + "   if (options.ifAvailable) document.documentElement.dataset.looked = ++looked;"
                + "   return end; };"
                + " Object.defineProperty(document, 'hidden', { get: () => window.isHidden ?? false });"
                + " window.hide = (isHidden) => {"
                + "   window.isHidden = isHidden; document.dispatchEvent(new Event('visibilitychange')); };");
        var one = visit(person);
        var two = visit(person);
        assertConnected(one, "live", "websocket");
        assertConnected(two, "live", "websocket");
        open(one);
        var alerts = bell(one).getByRole(AriaRole.SWITCH);
        assertThat(alerts).hasAttribute("aria-checked", "false");
        alerts.click();
        assertThat(alerts).hasAttribute("aria-checked", "true");
        one.evaluate("() => hide(true)");
        post("Somebody looks at the other tab");
        assertUnread(one, 1);
        assertUnread(two, 1);
        assertLooked(one, 1);
        two.evaluate("() => hide(true)");
        post("Nobody looks");
        assertUnread(one, 2);
        assertUnread(two, 2);
        assertLooked(one, 2);
        assertLooked(two, 1);
        var shown = "() => shown";
        assertThat(both(one.evaluate(shown), two.evaluate(shown))).containsExactly("Nobody looks");
    }

    /** How often the tab has looked whether another is in sight, and told what it had to tell. */
    private static void assertLooked(Page page, int times) {
        assertThat(page.locator("html")).hasAttribute("data-looked", String.valueOf(times));
    }

    /** The runnable example of docs/bell.md: users and a session of its own, on another origin, with a strict policy. */
    @Test
    void aPageOfAnotherOriginShowsItToItsOwnUsers() throws IOException {
        var first = key();
        var guest = unique("guest");
        try (var host = HostPage.start(url, first.getString("key"))) {
            var person = chromium.person(host.url(), ColorScheme.LIGHT, 1000, 640);
            var page = person.newPage();
            page.navigate("");
            page.locator("input").fill(guest);
            page.locator("button").click();
            assertConnected(page, "live", "websocket");
            page.locator("#order").click();
            assertConnected(page, "live", "websocket");
            assertUnread(page, 1);
            open(page);
            assertThat(items(page)).containsText("has been shipped");
            assertThat(Axe.violations(page)).isEmpty();
            Chromium.picture(page, "bell-other-origin");
            items(page).first().locator("a").click();
            assertThat(page.locator("#where")).containsText("Opened: Order ");
            assertUnread(page, 0);

            // Its token is over, and there is another.
            var second = key();
            var asked = Collections.synchronizedList(new ArrayList<String>());
            page.route("**/belfry-token", route -> {
                asked.add(route.request().url());
                var token = asked.size() > 1
                        ? "{}"
                        : admin().withKey(second.getString("key"))
                                .post("api/tokens", "{\"recipient\": \"" + guest + "\"}")
                                .text();
                route.fulfill(new Route.FulfillOptions()
                        .setStatus(asked.size() > 1 ? 401 : 200)
                        .setBody(token));
            });
            revoke(first);
            page.waitForCondition(() -> asked.size() == 1);
            admin().event(event("system_message", "With another token", guest));
            assertUnread(page, 1);
            assertConnected(page, "live", "websocket");
            assertThat(asked).hasSize(1);

            // And then there is none.
            revoke(second);
            open(page);
            assertBlank(page, "You are signed out");
            assertThat(bell(page).locator(".strong:visible")).hasCount(0);
            assertThat(button(page)).hasAttribute("aria-label", "Notifications");
        }
    }

    // --- what is there -----------------------------------------------------------------------------------------------

    private void emptyTheInbox() {
        var body = Json.createObjectBuilder()
                .add("recipient", ACCOUNT)
                .add("olderThan", Instant.now().getEpochSecond() + 3600)
                .build();
        admin().delete("api/notifications", body.toString()).expect(200);
    }

    private void post(String title) {
        post(title, null);
    }

    private void post(String title, String link) {
        var event = event("system_message", title, ACCOUNT).add("message", "Message of " + title);
        admin().event(link == null ? event : event.add("link", link));
    }

    private long idOf(String title) {
        return admin().inbox(ACCOUNT).getJsonArray("notifications").getValuesAs(JsonObject.class).stream()
                .filter(notification -> notification.getString("title").equals(title))
                .findFirst()
                .orElseThrow()
                .getJsonNumber("id")
                .longValue();
    }

    /** Priorities, people, what is read, and words too long for a narrow screen. */
    private void everyKindOfNotification() {
        var endless = "Donaudampfschifffahrtsgesellschaft".repeat(4);
        post("Welcome to Belfry");
        admin().event(event("member.joined", "Grace Hopper joined the team", ACCOUNT)
                .add("actor", "Grace Hopper")
                .add("link", "/members"));
        for (var title : List.of("Welcome to Belfry", "Grace Hopper joined the team")) {
            admin().post("api/notifications/" + idOf(title) + "/read", null).expect(200);
        }
        admin().event(event("alert_triggered", endless, ACCOUNT)
                .add("message", endless + " " + endless)
                .add("link", "https://example.org/" + endless)
                .add("actor", endless)
                .add("dedup_key", endless));
        admin().event(event("task_assigned", "You have been assigned: Analyze Q4 metrics", ACCOUNT)
                .add("message", "Due on Friday. The numbers of October are final; those of November follow.")
                .add("actor", "Ada Lovelace")
                .add("link", "/tasks/42")
                .add(
                        "source",
                        Json.createObjectBuilder()
                                .add("type", "task")
                                .add("id", unique("task"))
                                .add("title", "Analyze Q4 metrics")
                                .add("status", "assigned")));
        admin().event(event("execution.failed", "Nightly ETL failed", ACCOUNT)
                .add("message", "Connection timed out after 30 s.")
                .add("priority", "critical")
                .add("link", "/runs/9917"));
        admin().event(event("connection.token_expired", "New sign-in from Firefox on Linux", ACCOUNT)
                .add("message", "If this was not you, change your password.")
                .add("priority", "high"));
    }

    private JsonObject key() {
        return admin().post("api/keys", "{\"name\": \"" + unique("host") + "\", \"role\": \"operator\"}")
                .expect(201);
    }

    private void revoke(JsonObject key) {
        assertThat(admin().delete("api/keys/" + key.getInt("id"), null).status())
                .isEqualTo(204);
    }

    /** docs/examples/HostPage.java, run as its reader would. */
    private record HostPage(Process process, URL url) implements AutoCloseable {

        static HostPage start(URL belfry, String key) throws IOException {
            var port = TestEnvironment.property("belfry.it.page.port");
            var builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "docs/examples/HostPage.java")
                    .redirectErrorStream(true);
            builder.environment().putAll(Map.of("BELFRY", belfry.toString(), "BELFRY_API_KEY", key, "PORT", port));
            var process = builder.start();
            var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            var said = output.readLine();
            assertThat(said).isEqualTo("http://localhost:" + port);
            return new HostPage(process, listed(port));
        }

        /** As the server under test lists it. */
        private static URL listed(String port) throws MalformedURLException {
            return new URL("http://127.0.0.1:" + port + "/");
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    // --- what a person does ------------------------------------------------------------------------------------------

    private BrowserContext signedIn(URL at) {
        var person = prepared(chromium.person(at));
        signIn(person);
        return person;
    }

    private static void signIn(BrowserContext person) {
        var answer = person.request()
                .post("api/session", RequestOptions.create().setData(Map.of("account", ACCOUNT, "password", PASSWORD)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    /** Somebody's page on the server's own origin, as behind one reverse proxy. */
    private static BrowserContext prepared(BrowserContext person) {
        person.route("**/bell-host*", route -> {
            var address = route.request().url();
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("text/html; charset=utf-8")
                    .setHeaders(Map.of("Content-Security-Policy", POLICY, "Content-Type", "text/html; charset=utf-8"))
                    .setBody(HOST.formatted(
                            address.contains("de") ? "de" : "en", address.contains("rtl") ? "rtl" : "ltr")));
        });
        return person;
    }

    private static Page visit(BrowserContext person) {
        var page = person.newPage();
        page.navigate("bell-host");
        return page;
    }

    private static void open(Page page) {
        if (!(Boolean) bell(page).evaluate("bell => bell.isOpen ?? false")) {
            button(page).click();
        }
        assertThat(panel(page)).isVisible();
    }

    private static void tabTo(Page page, Locator target) {
        for (var pressed = 0; pressed < ENOUGH_TABS; pressed++) {
            if ((Boolean) target.evaluate("element => element === element.getRootNode().activeElement")) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("Tab does not reach " + target);
    }

    /**
     * Time passes in steps, until the page is so far. None passes while a call is not answered: the clock is that of the call's
     * time-out too, which is for a server that hangs and not for one that had no time yet.
     */
    private static void pass(Page page, int step, String soFar) {
        for (var passed = 0; passed < LONG_ENOUGH && !(Boolean) page.evaluate(soFar); passed += step) {
            page.clock().runFor(step);
            page.evaluate("async () => { while (calls.size > 0) await Promise.allSettled(calls); }");
        }
    }

    // --- what is seen ------------------------------------------------------------------------------------------------

    private static Locator bell(Page page) {
        return page.locator("belfry-bell");
    }

    private static Locator button(Page page) {
        return bell(page).locator(".bell");
    }

    private static Locator panel(Page page) {
        return bell(page).getByRole(AriaRole.DIALOG, new Locator.GetByRoleOptions().setIncludeHidden(true));
    }

    private static Locator heading(Page page) {
        return bell(page).locator("h2");
    }

    private static Locator items(Page page) {
        return bell(page).locator("[role=feed] > article");
    }

    private static Locator item(Page page, String title) {
        var exactly = page.getByText(title, new Page.GetByTextOptions().setExact(true));
        return items(page).filter(new Locator.FilterOptions().setHas(exactly));
    }

    private static Locator tool(Page page, String title, String name) {
        return item(page, title).locator(".tool[aria-label='" + name + "']");
    }

    private static void assertConnected(Page page, String connection, String transport) {
        assertThat(bell(page)).hasJSProperty("connection", connection);
        assertThat(bell(page)).hasJSProperty("transport", transport);
    }

    /** The bell's name, its badge, and the window's title say the same. */
    private static void assertUnread(Page page, int count) {
        assertThat(button(page))
                .hasAttribute("aria-label", count == 0 ? "Notifications" : "Notifications, " + count + " unread");
        assertThat(bell(page).locator(".badge")).hasText(String.valueOf(count));
        assertThat(page).hasTitle(Pattern.compile(count == 0 ? "^[^(]" : "^\\(" + count + "\\) "));
    }

    /** What stands in the place of the list. */
    private static void assertBlank(Page page, String title) {
        var blank = bell(page).locator(".blank-title");
        assertThat(blank).isVisible();
        assertThat(blank).hasText(title);
    }

    private static List<String> both(Object one, Object two) {
        return java.util.stream.Stream.of(one, two)
                .flatMap(list -> ((List<?>) list).stream())
                .map(String::valueOf)
                .toList();
    }

    /** No violation found by axe, nothing to scroll sideways to, and nothing that is too small to be hit. */
    private static void assertAccessible(Page page, String name) {
        Chromium.picture(page, name);
        assertThat(Axe.violations(page)).as(name).isEmpty();
        assertThat((Boolean) page.evaluate(
                        "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as("fits the width")
                .isTrue();
        assertThat((List<?>) page.evaluate("() => [...document.querySelector('belfry-bell').shadowRoot"
                        + ".querySelectorAll('button, a')].filter((e) => e.checkVisibility() && !e.matches('.go'))"
                        + ".filter((e) => Math.min(e.offsetWidth, e.offsetHeight) < 24).map((e) => e.outerHTML)"))
                .as("targets of less than 24 pixels")
                .isEmpty();
    }
}
