package org.belfry.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URL;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.belfry.testing.Axe;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.Chromium;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of the pages share: a browser, and a person with an account and an inbox that is empty at first. */
abstract class InBrowser extends BelfryIT {

    /** No admin: those are told of keys, at any time. */
    static final String ACCOUNT = unique("operator");

    static final String PASSWORD = "correct horse battery staple";
    private static final int ENOUGH_TABS = 80;

    static Chromium chromium;

    /** Those of a session that all tests share but for those of the form; empty before the first. */
    private static List<Cookie> cookies = List.of();

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
            createAccount();
            accountIsThere = true;
        }
        var body = Json.createObjectBuilder()
                .add("recipient", ACCOUNT)
                .add("olderThan", Instant.now().getEpochSecond() + 3600)
                .build();
        admin().delete("api/notifications", body.toString()).expect(200);
    }

    private void createAccount() {
        var account = Json.createObjectBuilder()
                .add("account", ACCOUNT)
                .add("password", PASSWORD)
                .add("role", "operator")
                .build();
        admin().post("api/accounts", account.toString()).expect(201);
        Awaitility.await("Belfry's word of the new account")
                .until(() -> admin().inbox(ACCOUNT).getInt("total") == 1);
    }

    @AfterEach
    void nothingWentWrongUnseen() {
        chromium.closePeople();
        assertThat(chromium.mishaps()).isEmpty();
    }

    // --- who is there ------------------------------------------------------------------------------------------------

    /** Somebody who is signed in already. */
    final BrowserContext person() {
        return signedIn(chromium.person(url));
    }

    /** Signs in without the form, at the server itself; the cookie holds for its other ports too. */
    final BrowserContext signedIn(BrowserContext person) {
        if (cookies.isEmpty()) {
            signInAnew(person);
            cookies = person.cookies();
        }
        person.addCookies(cookies);
        return person;
    }

    /** With a session of their own, which may end. By the browser itself: any other client would be a new device. */
    final BrowserContext signInAnew(BrowserContext person) {
        try (var page = person.newPage()) {
            page.navigate(url + "favicon.svg");
            var status = page.evaluate("""
                    async ([account, password]) => {
                      const headers = { 'Content-Type': 'application/json' };
                      const body = JSON.stringify({ account, password });
                      return (await fetch('/api/session', { method: 'POST', headers, body })).status;
                    }""", List.of(ACCOUNT, PASSWORD));
            assertThat(status).isEqualTo(200);
        }
        return person;
    }

    static Page visit(BrowserContext person, String address) {
        var page = person.newPage();
        page.navigate(address);
        return page;
    }

    /** The inbox page, once the list is there and the stream runs. */
    static Page inbox(BrowserContext person, String query) {
        var page = visit(person, "inbox" + query);
        assertLive(page);
        return page;
    }

    static Page inbox(BrowserContext person) {
        return inbox(person, "");
    }

    static void fillIn(Page page, String password) {
        page.locator("#account").fill(ACCOUNT);
        page.locator("#password").fill(password);
    }

    static void signIn(Page page) {
        fillIn(page, PASSWORD);
        page.locator("#sign-in").click();
    }

    // --- what is there -----------------------------------------------------------------------------------------------

    void post(String title) {
        admin().event(event("system_message", title, ACCOUNT).add("message", "Message of " + title));
    }

    long idOf(String title) {
        return admin()
                .inbox(ACCOUNT, "&state=all&limit=500")
                .getJsonArray("notifications")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(notification -> notification.getString("title").equals(title))
                .findFirst()
                .orElseThrow()
                .getJsonNumber("id")
                .longValue();
    }

    /** Does something with a notification, from elsewhere. */
    void elsewhere(String action, String title) {
        admin().post("api/notifications/" + idOf(title) + "/" + action, null).expect(200);
    }

    void snoozeElsewhere(String title, int seconds) {
        var id = idOf(title);
        var until = Instant.now().getEpochSecond() + seconds;
        admin().post("api/notifications/" + id + "/snooze", "{\"until\": " + until + "}")
                .expect(200);
    }

    /** One of each priority, one that is read, one with all there can be, and words too long for a narrow screen. */
    void everyKindOfNotification() {
        var endless = "Donaudampfschifffahrtsgesellschaft".repeat(6);
        for (var priority : List.of("low", "high", "critical")) {
            admin().event(event("execution.failed", "Nightly ETL failed", ACCOUNT)
                    .add("message", "Connection timed out after 30 s.\nSecond line.")
                    .add("priority", priority)
                    .add("actor", "scheduler"));
        }
        var read = unique("Already read");
        post(read);
        elsewhere("read", read);
        admin().event(event("alert_triggered", endless, ACCOUNT)
                .add("message", endless)
                .add("link", "https://" + "long.".repeat(20) + "example.org/" + endless)
                .add("actor", endless.substring(0, 190))
                .add(
                        "source",
                        Json.createObjectBuilder()
                                .add("type", "workflow")
                                .add("id", unique("long"))
                                .add("title", endless + "!")
                                .add("status", "failed")));
    }

    // --- what is seen ------------------------------------------------------------------------------------------------

    static Locator rows(Page page) {
        return page.locator("#notifications > article[data-id]");
    }

    static Locator row(Page page, String title) {
        var exactly = page.getByText(title, new Page.GetByTextOptions().setExact(true));
        return rows(page)
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator(".title > [dir]").and(exactly)));
    }

    static Locator action(Page page, String title, String action) {
        return row(page, title).locator("[data-do=" + action + "]");
    }

    /** The titles in the list, from the top. */
    static Locator titles(Page page) {
        return rows(page).locator(".title > [dir]");
    }

    static void assertLive(Page page) {
        assertThat(page.locator("#connection")).hasAttribute("data-state", "live");
        assertThat(page.locator("#loading")).isHidden();
    }

    /** The line above the list, the bell, its name and the window's title say the same. */
    static void assertUnread(Page page, int count) {
        var none = count == 0;
        assertThat(page.locator("#summary")).hasText(none ? "No unread notifications" : count + " unread");
        assertThat(page).hasTitle((none ? "" : "(" + count + ") ") + "Inbox · Belfry");
        assertThat(page.locator("#bell button[aria-expanded]"))
                .hasAccessibleName(
                        none
                                ? Pattern.compile("Notifications.*")
                                : Pattern.compile("Notifications, " + count + " unread"));
    }

    static void press(Page page, String... keys) {
        for (var key : keys) {
            page.keyboard().press(key);
        }
    }

    static void tabTo(Page page, Locator target) {
        pressUntilFocused(page, "Tab", target);
    }

    static void tabBackTo(Page page, Locator target) {
        pressUntilFocused(page, "Shift+Tab", target);
    }

    private static void pressUntilFocused(Page page, String key, Locator target) {
        for (var pressed = 0; pressed < ENOUGH_TABS; pressed++) {
            if ((Boolean) target.evaluate("element => element === document.activeElement")) {
                return;
            }
            page.keyboard().press(key);
        }
        throw new AssertionError(key + " does not reach " + target);
    }

    /**
     * No violation found by axe, and nothing to scroll sideways to: light on a wide screen, and dark on the narrowest. Leaves the page
     * as it was.
     */
    static void assertAccessible(Page page, String state) {
        assertAccessible(page, state, ColorScheme.DARK, 320);
        assertAccessible(page, state, ColorScheme.LIGHT, 1180);
    }

    private static void assertAccessible(Page page, String state, ColorScheme scheme, int width) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.setViewportSize(width, 800);
        Chromium.picture(page, "%s-%s-%d".formatted(state, scheme.name().toLowerCase(), width));
        assertThat(Axe.violations(page))
                .as(state + ", " + scheme + ", " + width)
                .isEmpty();
        assertThat((Boolean) page.evaluate(
                        "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as(state + " fits the width")
                .isTrue();
    }

    /** The server under test through something else, as a cable that can be cut. */
    final BrowserContext personAt(URL address) {
        return signedIn(chromium.person(address));
    }
}
