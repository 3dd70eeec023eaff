package org.belfry.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.belfry.testing.Axe;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.Cable;
import org.belfry.testing.Chromium;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page as a person uses it, in a real browser. */
@Tag("derby-only")
class PageIT extends BelfryIT {

    /** No admin: those are told of keys, at any time. */
    private static final String ACCOUNT = unique("operator");

    private static final String PASSWORD = "correct horse battery staple";
    private static final int ENOUGH_TABS = 60;

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

    @Test
    void aWrongPasswordIsRefusedInASentence() {
        var page = visit(chromium.person(url));
        fillIn(page, "not-the-password");
        page.locator("#sign-in").click();
        assertThat(page.locator("#sign-in-error")).hasText("The account or the password is wrong");
        assertThat(page.locator("#signed-in")).isHidden();
        assertThat(page.locator("#password")).hasValue("");
        assertThat(page.locator("#password")).isFocused();
        assertThat(page).hasTitle("Sign in · Belfry");
        Chromium.picture(page, "wrong-password");
    }

    @Test
    void whoTriesTooOftenIsToldHowLongToWait() {
        var page = visit(chromium.person(url));
        page.locator("#account").fill(unique("nobody"));
        for (var attempt = 0; attempt < 5; attempt++) {
            page.locator("#password").fill("not-the-password");
            page.locator("#sign-in").click();
            assertThat(page.locator("#sign-in-error")).hasText("The account or the password is wrong");
            assertThat(page.locator("#password")).hasValue("");
        }
        page.locator("#password").fill("not-the-password");
        page.locator("#sign-in").click();
        assertThat(page.locator("#sign-in-error"))
                .hasText(Pattern.compile(
                        "Too many attempts with a wrong password; try again later \\(in [0-9]+ seconds?\\)"));
        Chromium.picture(page, "locked-out");
    }

    @Test
    void afterSignInTheListTheBadgeAndTheTitleTellWhatIsUnread() {
        var title = unique("Quarterly report");
        post(title + " one");
        post(title + " two");
        post(title + " three");
        admin().post("api/notifications/" + idOf(title + " two") + "/read", null)
                .expect(200);
        var page = signIn(chromium.person(url));
        assertThat(rows(page).locator(".title")).containsText(new String[] {"three", "two", "one"});
        assertThat(row(page, title + " two")).hasAttribute("data-read", "true");
        assertThat(row(page, title + " three")).hasAttribute("data-read", "false");
        assertUnread(page, 2);
        assertThat(page.locator("#who")).hasText(ACCOUNT);
        assertThat(page.locator("#inbox-title")).isFocused();
        Chromium.picture(page, "list");
    }

    @Test
    void signingInOutlivesAReload() {
        var title = unique("Still here");
        post(title);
        var page = signIn(chromium.person(url));
        page.reload();
        assertThat(row(page, title)).isVisible();
        assertLive(page);
        assertUnread(page, 1);
    }

    @Test
    void anEventAppearsInEveryTabAndDeviceWithoutAReload() {
        var person = chromium.person(url);
        var one = signIn(person);
        var two = visit(person);
        assertLive(two);
        var elsewhere = signIn(chromium.person(url));
        var everywhere = List.of(one, two, elsewhere);
        everywhere.forEach(page -> page.evaluate("() => (window.neverReloaded = true)"));
        var title = unique("The build is green");
        post(title);
        for (var page : everywhere) {
            assertThat(row(page, title)).hasCount(1);
            assertUnread(page, 1);
            assertThat(page.locator("#status")).hasText("New notification: " + title);
            assertThat((Boolean) page.evaluate("() => window.neverReloaded")).isTrue();
        }
        Chromium.picture(two, "live-in-another-tab");
    }

    @Test
    void whatIsMarkedReadInOneTabLeavesTheBadgeOfTheOther() {
        var title = unique("Read me");
        post(title + " now");
        post(title + " later");
        var person = chromium.person(url);
        var one = signIn(person);
        var two = visit(person);
        assertUnread(two, 2);
        row(one, title + " now").locator(".mark-read").click();
        for (var page : List.of(one, two)) {
            assertThat(row(page, title + " now")).hasAttribute("data-read", "true");
            assertThat(row(page, title + " later")).hasAttribute("data-read", "false");
            assertUnread(page, 1);
        }
        row(two, title + " now").locator(".mark-unread").click();
        assertUnread(one, 2);
        assertThat(row(one, title + " now")).hasAttribute("data-read", "false");
    }

    @Test
    void markAllReadEmptiesTheBadgeOfEveryTab() {
        var title = unique("Read them all");
        IntStream.range(0, 3).forEach(number -> post(title + " " + number));
        var person = chromium.person(url);
        var one = signIn(person);
        var two = visit(person);
        assertUnread(two, 3);
        one.locator("#mark-all-read").click();
        for (var page : List.of(one, two)) {
            assertUnread(page, 0);
            assertThat(page.locator("#notifications li[data-read=true]")).hasCount(3);
        }
        assertThat(admin().inbox(ACCOUNT).getInt("unreadCount")).isZero();
        Chromium.picture(two, "all-read");
    }

    @Test
    void unreadOnlyShowsWhatIsUnreadAndLetsGoOfWhatIsRead() {
        var title = unique("Filter");
        post(title + " one");
        post(title + " two");
        admin().post("api/notifications/" + idOf(title + " one") + "/read", null)
                .expect(200);
        var page = signIn(chromium.person(url));
        page.locator("#unread-only").check();
        assertThat(rows(page)).hasCount(1);
        row(page, title + " two").locator(".mark-read").click();
        assertThat(rows(page)).hasCount(0);
        assertThat(page.locator("#empty")).hasText("You have read everything.");
        Chromium.picture(page, "nothing-unread");
        page.locator("#unread-only").uncheck();
        assertThat(rows(page)).hasCount(2);
    }

    @Test
    void loadMoreBringsTheRestOnceEach() {
        var title = unique("Page");
        IntStream.range(0, 60).forEach(number -> post("%s %02d".formatted(title, number)));
        var page = signIn(chromium.person(url));
        assertThat(rows(page)).hasCount(50);
        assertUnread(page, 60);
        page.locator("#load-more").click();
        assertThat(page.locator("#load-more")).isHidden();
        assertThat(rows(page).locator(".title > [dir]").allTextContents())
                .containsExactlyElementsOf(IntStream.range(0, 60)
                        .mapToObj(number -> "%s %02d".formatted(title, 59 - number))
                        .toList());
    }

    @Test
    void theSendFormShowsWhatWasDecidedForEachChannel() {
        var page = signIn(chromium.person(url));
        var title = unique("Sent by hand");
        page.locator("#send-title").fill(title);
        page.locator("#send-message").fill("From the page itself.");
        page.locator("#send-priority").selectOption("high");
        page.locator("#send-link").fill("/docs");
        page.locator("#send-button").click();
        assertThat(decision(page, "in_app").locator(".explanation"))
                .hasText("In-app: told, as system_message goes there by default.");
        assertThat(decision(page, "in_app")).hasAttribute("data-decision", "told");
        assertThat(decision(page, "email").locator(".explanation")).containsText("has no e-mail address");
        assertThat(decision(page, "webhook").locator(".explanation")).not().isEmpty();
        assertThat(row(page, title)).hasCount(1);
        assertThat(row(page, title)).hasAttribute("data-priority", "high");
        assertThat(row(page, title).locator(".message")).hasText("From the page itself.");
        assertThat(row(page, title).locator(".title a")).hasAttribute("href", url + "docs");
        assertThat(page.locator("#send-title")).hasValue("");
        Chromium.picture(page, "sent");
    }

    @Test
    void aRefusedEventSaysWhichFieldIsWrong() {
        var page = signIn(chromium.person(url));
        page.locator("#send-title").fill("x".repeat(1001));
        page.locator("#send-button").click();
        assertThat(page.locator("#send-title-problem")).not().isEmpty();
        assertThat(page.locator("#send-title")).hasAttribute("aria-invalid", "true");
        assertThat(page.locator("#send-title")).isFocused();
        assertThat(page.locator("#send-error")).not().isEmpty();
        Chromium.picture(page, "refused-event");
    }

    @Test
    void whatCameWhileTheBrowserWasOfflineIsThereExactlyOnce() {
        var title = unique("While away");
        post(title + " before");
        var person = chromium.person(url);
        var page = signIn(person);
        person.setOffline(true);
        assertThat(page.locator("#connection")).hasAttribute("data-state", "offline");
        post(title + " one");
        post(title + " two");
        admin().post("api/notifications/" + idOf(title + " before") + "/read", null)
                .expect(200);
        Chromium.picture(page, "offline");
        person.setOffline(false);
        assertComeBack(page, title);
    }

    /** Nothing tells the browser; it only sees that its connections end and that new ones fail. */
    @Test
    void whatCameWhileTheNetworkWasCutIsThereExactlyOnce() {
        try (var cable = new Cable(url)) {
            var title = unique("Behind the cable");
            post(title + " before");
            var person = chromium.person(cable.url());
            // The cable's address may be another than the server's, but a cookie holds for both: it is no new device.
            signIn(person, url.toString()).close();
            var page = visit(person);
            assertLive(page);
            cable.cut();
            assertThat(page.locator("#connection")).hasAttribute("data-state", "reconnecting");
            post(title + " one");
            post(title + " two");
            admin().post("api/notifications/" + idOf(title + " before") + "/read", null)
                    .expect(200);
            row(page, title + " before").locator(".mark-read").click();
            assertThat(page.locator("#page-error"))
                    .hasText("It could not be marked read. The server cannot be reached.");
            Chromium.picture(page, "reconnecting");
            cable.mend();
            assertComeBack(page, title);
        }
    }

    @Test
    void aServerThatCannotBeReachedAtSignInIsTold() {
        try (var cable = new Cable(url)) {
            var page = visit(chromium.person(cable.url()));
            fillIn(page, PASSWORD);
            cable.cut();
            page.locator("#sign-in").click();
            assertThat(page.locator("#sign-in-error")).hasText("The server cannot be reached.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=x onerror=\"window.executed=1\"><script>window.executed=1</script>",
                "'); drop table notification; -- \" ' or '1'='1",
                "javascript:window.executed=1",
                "\"><svg/onload=alert(1)><iframe srcdoc='<script>parent.executed=1</script>'></iframe>",
                "{{constructor.constructor('window.executed=1')()}} ${7*7} #{7*7} <%= 7*7 %>",
                "</title></textarea><base href=//example.org><style>*{display:none}</style><a href=javascript:alert(1)>x"
            })
    void hostileTextIsShownAndNeverRun(String hostile) {
        var mark = unique("hostile");
        var text = hostile + " " + mark;
        // Listed, and live, and read out to those who do not see.
        var before = new Hostile(text + " listed", hostile);
        before.post(admin());
        var page = signIn(chromium.person(url));
        assertShownAsText(page, before);
        var live = new Hostile(text + " live", hostile);
        live.post(admin());
        assertShownAsText(page, live);
        assertThat(page.locator("#status")).hasText("New notification: " + live.title());

        // And out of the page's own form.
        var sent = text + " sent";
        page.locator("#send-title").fill(sent);
        page.locator("#send-message").fill(hostile);
        page.locator("#send-link").fill(hostile);
        page.locator("#send-button").click();
        assertThat(decision(page, "in_app")).isVisible();
        assertThat(row(page, sent).locator(".title > [dir]")).hasText(sent);

        row(page, live.title()).locator(".mark-read").click();
        assertThat(row(page, live.title())).hasAttribute("data-read", "true");
        assertNothingRan(page);
        Chromium.picture(page, "hostile-" + Integer.toHexString(hostile.hashCode()));
        assertThat(admin().inbox(ACCOUNT).getInt("total")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:window.executed=1",
                "JaVaScRiPt:window.executed=1",
                " javascript:window.executed=1",
                "java\nscript:window.executed=1",
                "\u0001javascript:window.executed=1",
                "data:text/html,<script>opener.executed=1</script>",
                "vbscript:window.executed=1",
                "//example.org/",
                "/\\example.org/",
                "file:///etc/passwd"
            })
    void aLinkThatIsNoPlainWebAddressIsNoLink(String link) {
        var title = unique("Follow me");
        admin().event(event("system_message", title, ACCOUNT).add("link", link));
        var page = signIn(chromium.person(url));
        assertThat(row(page, title)).isVisible();
        assertThat(row(page, title).locator("a")).hasCount(0);
        row(page, title).locator(".title > [dir]").click();
        assertNothingRan(page);
    }

    @Test
    void aLinkOfThisSiteIsFollowedAndMarksRead() {
        var title = unique("Follow me");
        admin().event(event("system_message", title, ACCOUNT).add("link", "/favicon.svg"));
        var page = signIn(chromium.person(url));
        row(page, title).locator(".title a").click();
        page.waitForURL(url + "favicon.svg");
        page.goBack();
        assertThat(row(page, title)).hasAttribute("data-read", "true");
        assertUnread(page, 0);
    }

    @Test
    void signInMarkReadAndMarkAllReadNeedOnlyTheKeyboard() {
        var title = unique("By keyboard");
        IntStream.range(0, 3).forEach(number -> post(title + " " + number));
        var page = visit(chromium.person(url));
        assertThat(page.locator("#account")).isFocused();
        page.keyboard().type(ACCOUNT);
        page.keyboard().press("Tab");
        page.keyboard().type(PASSWORD);
        page.keyboard().press("Enter");
        assertUnread(page, 3);

        tabTo(page, row(page, title + " 1").locator(".mark-read"));
        Chromium.picture(page, "keyboard");
        page.keyboard().press("Enter");
        assertThat(row(page, title + " 1")).hasAttribute("data-read", "true");
        assertThat(row(page, title + " 1").locator(".mark-unread")).isFocused();
        assertUnread(page, 2);

        tabBackTo(page, page.locator("#mark-all-read"));
        page.keyboard().press("Space");
        assertUnread(page, 0);
        assertThat(page.locator("#mark-all-read")).isFocused();

        tabBackTo(page, page.locator("#unread-only"));
        page.keyboard().press("Space");
        assertThat(rows(page)).hasCount(0);
        tabBackTo(page, page.locator("#sign-out"));
        page.keyboard().press("Enter");
        assertThat(page.locator("#account")).isFocused();
    }

    @Test
    void theFocusMovesOnWhenTheItemThatHadItGoes() {
        var title = unique("Focus");
        IntStream.range(0, 3).forEach(number -> post(title + " " + number));
        var page = signIn(chromium.person(url));
        page.locator("#unread-only").check();
        tabTo(page, row(page, title + " 1").locator(".mark-read"));
        page.keyboard().press("Enter");
        assertThat(rows(page)).hasCount(2);
        assertThat(row(page, title + " 0").locator(".mark-read")).isFocused();
    }

    @Test
    void signingOutLeavesNothingBehindInAnyTab() {
        var title = unique("Secret");
        post(title);
        var person = chromium.person(url);
        var one = signIn(person);
        var two = visit(person);
        assertThat(row(two, title)).isVisible();
        one.locator("#sign-out").click();
        for (var page : List.of(one, two)) {
            assertThat(page.locator("#signed-out")).isVisible();
            assertThat(page.locator("#signed-in")).isHidden();
            assertThat(page.content()).doesNotContain(title);
            assertThat(page).hasTitle("Sign in · Belfry");
        }
        assertThat(two.locator("#sign-in-note")).hasText("You were signed out. Sign in to go on.");
        Chromium.picture(two, "signed-out-elsewhere");
        one.goBack();
        assertThat(one.content()).doesNotContain(title);
    }

    @Test
    void aSessionThatHasEndedLeadsBackToSignIn() {
        var title = unique("Secret");
        post(title);
        var person = chromium.person(url);
        var page = signIn(person);
        person.clearCookies();
        page.locator("#mark-all-read").click();
        assertThat(page.locator("#sign-in-note")).hasText("You were signed out. Sign in to go on.");
        assertThat(page.locator("#signed-in")).isHidden();
        assertThat(page.content()).doesNotContain(title);
        fillIn(page, PASSWORD);
        page.locator("#sign-in").click();
        assertThat(row(page, title)).isVisible();
        assertUnread(page, 1);
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1180", "LIGHT, 320", "DARK, 1180", "DARK, 320"})
    void everybodyCanUseIt(ColorScheme scheme, int width) {
        var state = "-%s-%d".formatted(scheme.name().toLowerCase(Locale.ROOT), width);
        var page = visit(chromium.person(url, scheme, width, 800));
        assertAccessible(page);
        Chromium.picture(page, "signed-out" + state);
        fillIn(page, "not-the-password");
        page.locator("#sign-in").click();
        assertThat(page.locator("#sign-in-error")).isVisible();
        assertAccessible(page);

        fillIn(page, PASSWORD);
        page.locator("#sign-in").click();
        assertLive(page);
        assertThat(page.locator("#empty")).isVisible();
        assertAccessible(page);
        Chromium.picture(page, "empty" + state);

        everyKindOfNotification();
        assertUnread(page, 4);
        assertThat(rows(page)).hasCount(5);
        page.locator("#send-title").fill(unique("A test"));
        page.locator("#send-button").click();
        assertThat(decision(page, "in_app")).isVisible();
        assertThat(rows(page)).hasCount(6);
        assertAccessible(page);
        Chromium.picture(page, "decisions" + state);
        page.evaluate("() => window.scrollTo(0, 0)");
        Chromium.picture(page, "signed-in" + state);
        page.locator("#send-title").fill("x".repeat(1001));
        page.locator("#send-button").click();
        assertThat(page.locator("#send-title-problem")).isVisible();
        assertAccessible(page);
    }

    // --- what is there -----------------------------------------------------------------------------------------------

    private void post(String title) {
        admin().event(event("system_message", title, ACCOUNT).add("message", "Message of " + title));
    }

    private long idOf(String title) {
        return admin().inbox(ACCOUNT).getJsonArray("notifications").getValuesAs(JsonObject.class).stream()
                .filter(notification -> notification.getString("title").equals(title))
                .findFirst()
                .orElseThrow()
                .getJsonNumber("id")
                .longValue();
    }

    /** One of each priority, one that is read, one with all there can be, and words too long for a narrow screen. */
    private void everyKindOfNotification() {
        var endless = "Donaudampfschifffahrtsgesellschaft".repeat(6);
        for (var priority : List.of("low", "high", "critical")) {
            admin().event(event("execution.failed", "Nightly ETL failed", ACCOUNT)
                    .add("message", "Connection timed out after 30 s.\nSecond line.")
                    .add("priority", priority)
                    .add("actor", "scheduler"));
        }
        var read = unique("Already read");
        post(read);
        admin().post("api/notifications/" + idOf(read) + "/read", null).expect(200);
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

    /** A notification with the same text wherever text can be. */
    private record Hostile(String title, String text) {

        void post(BelfryClient client) {
            client.event(event("system_message", title, ACCOUNT)
                    .add("message", text)
                    .add("link", text)
                    .add("actor", text)
                    .add("dedup_key", text)
                    .add("data", Json.createObjectBuilder().add(text, text))
                    .add(
                            "source",
                            Json.createObjectBuilder()
                                    .add("type", "task")
                                    .add("id", unique("source"))
                                    .add("title", text)));
        }
    }

    // --- what a person does ------------------------------------------------------------------------------------------

    private Page visit(BrowserContext person) {
        var page = person.newPage();
        page.navigate("");
        return page;
    }

    private static void fillIn(Page page, String password) {
        page.locator("#account").fill(ACCOUNT);
        page.locator("#password").fill(password);
    }

    /** Until the list is there and the stream runs. */
    private Page signIn(BrowserContext person) {
        return signIn(person, "");
    }

    private Page signIn(BrowserContext person, String address) {
        var page = person.newPage();
        page.navigate(address);
        fillIn(page, PASSWORD);
        page.locator("#sign-in").click();
        assertLive(page);
        return page;
    }

    private static void tabTo(Page page, Locator target) {
        pressUntilFocused(page, "Tab", target);
    }

    private static void tabBackTo(Page page, Locator target) {
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

    // --- what is seen ------------------------------------------------------------------------------------------------

    private static Locator rows(Page page) {
        return page.locator("#notifications > li[data-id]");
    }

    private static Locator row(Page page, String title) {
        var exactly = page.getByText(title, new Page.GetByTextOptions().setExact(true));
        return rows(page)
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator(".title > [dir]").and(exactly)));
    }

    private static Locator decision(Page page, String channel) {
        return page.locator("#send-result .decisions li[data-channel=" + channel + "]");
    }

    private static void assertLive(Page page) {
        assertThat(page.locator("#connection")).hasAttribute("data-state", "live");
        assertThat(page.locator("#loading")).isHidden();
    }

    /** The badge, the bell's name, the line above the list and the window's title say the same. */
    private static void assertUnread(Page page, int count) {
        assertThat(page.locator("#badge")).hasText(String.valueOf(count));
        assertThat(page.locator("#badge")).isVisible(new LocatorAssertions.IsVisibleOptions().setVisible(count > 0));
        var none = count == 0;
        assertThat(page.locator("#bell"))
                .hasAttribute(
                        "aria-label", none ? "Notifications, none unread" : "Notifications, " + count + " unread");
        assertThat(page.locator("#summary")).hasText(none ? "Nothing unread" : count + " unread");
        assertThat(page).hasTitle((none ? "" : "(" + count + ") ") + "Notifications · Belfry");
    }

    private void assertComeBack(Page page, String title) {
        assertLive(page);
        assertThat(page.locator("#page-error")).isHidden();
        assertUnread(page, 2);
        assertThat(row(page, title + " before")).hasAttribute("data-read", "true");
        var after = title + " after";
        post(after);
        assertThat(row(page, after)).hasCount(1);
        assertThat(rows(page).locator(".title > [dir]"))
                .hasText(new String[] {after, title + " two", title + " one", title + " before"});
    }

    private static void assertShownAsText(Page page, Hostile notification) {
        var row = row(page, notification.title());
        assertThat(row).hasCount(1);
        assertThat(row.locator(".message")).hasText(notification.text());
        assertThat(row.locator(".actor")).hasText(notification.text());
        assertThat(row.locator(".source")).hasText(notification.text());
        assertThat(row.locator("button")).hasAttribute("aria-label", "Mark read: " + notification.title());
        assertNothingRan(page);
    }

    private static void assertNothingRan(Page page) {
        assertThat(page.evaluate("() => window.executed ?? null")).isNull();
        assertThat(page.locator(
                        "script:not([src='assets/js/app.js']), iframe, base, body style, #signed-in img:not(.brand-mark),"
                                + " [onerror], [onload], a[href^='javascript:' i]"))
                .hasCount(0);
    }

    /** No violation found by axe, and nothing to scroll sideways to. */
    private static void assertAccessible(Page page) {
        assertThat(Axe.violations(page)).isEmpty();
        assertThat((Boolean) page.evaluate(
                        "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as("fits the width")
                .isTrue();
    }
}
