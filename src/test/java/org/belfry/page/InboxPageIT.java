package org.belfry.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import jakarta.json.Json;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.Cable;
import org.belfry.testing.Chromium;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The inbox page as a person uses it, in a real browser. */
@Tag("derby-only")
@Tag("one-server")
class InboxPageIT extends InBrowser {

    private static final List<String> HOSTILE = List.of(
            "<img src=x onerror=\"window.executed=1\"><script>window.executed=1</script>",
            "'); drop table notification; -- \" ' or '1'='1",
            "javascript:window.executed=1",
            "\"><svg/onload=alert(1)><iframe srcdoc='<script>parent.executed=1</script>'></iframe>",
            "{{constructor.constructor('window.executed=1')()}} ${7*7} #{7*7} <%= 7*7 %>",
            "</title></textarea><base href=//example.org><style>*{display:none}</style><a href=javascript:alert(1)>x");

    private static final List<String> NO_LINKS = List.of(
            "javascript:window.executed=1",
            "JaVaScRiPt:window.executed=1",
            " javascript:window.executed=1",
            "java\nscript:window.executed=1",
            "\u0001javascript:window.executed=1",
            "data:text/html,<script>opener.executed=1</script>",
            "vbscript:window.executed=1",
            "//example.org/",
            "/\\example.org/",
            "file:///etc/passwd");

    // --- what is there -----------------------------------------------------------------------------------------------

    @Test
    void theListTellsWhatIsUnreadAlsoAfterAReload() {
        var title = unique("Quarterly report");
        post(title + " one");
        post(title + " two");
        post(title + " three");
        elsewhere("read", title + " two");
        var page = inbox(person());
        assertThat(titles(page)).hasText(new String[] {title + " three", title + " two", title + " one"});
        assertThat(row(page, title + " two")).hasAttribute("data-read", "true");
        assertThat(row(page, title + " three")).hasAttribute("data-read", "false");
        assertUnread(page, 2);
        assertThat(page.locator("#who")).hasText(ACCOUNT);
        page.reload();
        assertThat(row(page, title + " one")).isVisible();
        assertLive(page);
        assertUnread(page, 2);
    }

    @Test
    void whatIsDoneInOneTabOrElsewhereShowsInEveryTab() {
        var title = unique("Read me");
        List.of(" now", " later", " never").forEach(end -> post(title + end));
        var person = person();
        var one = inbox(person);
        var two = inbox(person);
        var archive = inbox(person, "?view=archived");
        assertUnread(two, 3);
        action(one, title + " now", "read").click();
        for (var page : List.of(one, two)) {
            assertThat(row(page, title + " now")).hasAttribute("data-read", "true");
            assertThat(row(page, title + " later")).hasAttribute("data-read", "false");
            assertUnread(page, 2);
        }
        action(two, title + " now", "unread").click();
        assertUnread(one, 3);
        assertThat(row(one, title + " now")).hasAttribute("data-read", "false");

        elsewhere("archive", title + " never");
        assertThat(titles(two)).hasText(new String[] {title + " later", title + " now"});
        assertThat(titles(archive)).hasText(new String[] {title + " never"});

        one.locator("#mark-all-read").click();
        assertUnread(one, 0);
        assertUnread(two, 0);
        assertThat(two.locator("#notifications [data-read=true]")).hasCount(2);

        admin().delete("api/notifications", "{\"ids\": [" + idOf(title + " now") + "]}")
                .expect(200);
        assertThat(titles(two)).hasText(new String[] {title + " later"});
    }

    @Test
    void whatIsSnoozedWaitsInItsViewAndComesBackByItself() {
        var title = unique("Not now");
        post(title);
        var person = person();
        var page = inbox(person);
        action(page, title, "snooze").click();
        page.locator("#snooze-until").fill("2001-01-01T09:00");
        page.locator("#snooze-form [type=submit]").click();
        assertThat(page.locator("#snooze-problem")).hasText("Pick a time in the future.");
        assertThat(page.locator("#snooze-until")).isFocused();
        page.locator("#snooze [data-until=tomorrow]").click();
        assertThat(page.locator("#toast-text")).containsText("Snoozed until ");
        assertThat(rows(page)).hasCount(0);
        assertThat(page.locator("#title")).isFocused();

        page.locator("[data-view=snoozed]").click();
        assertThat(row(page, title).locator(".until")).containsText("08:00");
        action(page, title, "snooze").click();
        page.locator("#snooze-until").fill("2099-12-31T23:30");
        page.locator("#snooze-form [type=submit]").click();
        assertThat(row(page, title).locator(".until")).containsText("31 Dec");

        var list = inbox(person);
        snoozeElsewhere(title, 3);
        assertThat(rows(page)).hasCount(0);
        assertThat(page.locator("#empty-text")).containsText("No snoozed notifications.");
        assertThat(row(list, title)).hasAttribute("data-read", "false");
    }

    // --- views, filters, search --------------------------------------------------------------------------------------

    @Test
    void theViewStandsInTheAddress() {
        var title = unique("View");
        post(title + " unread");
        post(title + " read");
        post(title + " archived");
        admin().event(event("task_assigned", title + " task", ACCOUNT));
        elsewhere("read", title + " read");
        elsewhere("archive", title + " archived");
        var page = inbox(person());
        page.locator("#category").selectOption("tasks");
        assertThat(titles(page)).hasText(new String[] {title + " task"});
        assertThat(page).hasURL(url + "inbox?category=tasks");
        page.reload();
        assertThat(titles(page)).hasText(new String[] {title + " task"});
        assertThat(page.locator("#category")).hasValue("tasks");
        action(page, title + " task", "archive").click();
        assertThat(rows(page)).hasCount(0);
        assertThat(page.locator("#empty")).isVisible();
        assertThat(page.locator("#empty-text")).hasText("No notifications in the category “Tasks”.");

        page.locator("[data-view=archived]").click();
        assertThat(page).hasURL(url + "inbox?view=archived&category=tasks");
        assertThat(titles(page)).hasText(new String[] {title + " task"});
        page.locator("#category").selectOption("");
        assertThat(titles(page)).hasText(new String[] {title + " task", title + " archived"});
        assertThat(page.locator("#unread-filter")).isHidden();
        action(page, title + " task", "restore").click();
        assertThat(titles(page)).hasText(new String[] {title + " archived"});

        page.goBack();
        assertThat(page.locator("#category")).hasValue("tasks");
        page.goBack();
        assertThat(page.locator("[data-view=inbox]")).hasAttribute("aria-current", "page");
        assertThat(titles(page)).hasText(new String[] {title + " task"});
        page.goForward();
        assertThat(page.locator("[data-view=archived]")).hasAttribute("aria-current", "page");

        page.navigate("inbox?unread=1&view=nonsense");
        assertThat(titles(page)).hasText(new String[] {title + " unread"});
        action(page, title + " unread", "read").click();
        assertThat(rows(page)).hasCount(0);
        assertThat(page.locator("#empty-text")).hasText("You have read everything.");
        page.locator("#unread-only").uncheck();
        assertThat(rows(page)).hasCount(3);
        assertThat(page).hasURL(url + "inbox");
    }

    @Test
    void loadMoreBringsTheRestOnceEachAndTheSearchGoesOnInIt() {
        var title = unique("Page");
        IntStream.range(0, 60).forEach(number -> post("%s no%02d".formatted(title, number)));
        var page = inbox(person());
        assertThat(rows(page)).hasCount(50);
        assertUnread(page, 60);
        page.locator("#search").fill("PÀGE no1");
        assertThat(page.locator("#search-result")).hasText("10 matches in the first 50 notifications.");
        assertThat(rows(page)).hasCount(10);
        page.locator("#search").fill("no0 page");
        assertThat(page.locator("#search-result")).hasText("No matches in the first 50 notifications.");
        assertThat(page.locator("#load-more")).hasText("Search all");
        // Answered in small pages, as a larger inbox would be.
        page.route(
                "**/api/notifications?*limit=500*",
                route -> route.resume(
                        new Route.ResumeOptions().setUrl(route.request().url().replace("limit=500", "limit=4"))));
        page.locator("#load-more").click();
        assertThat(page.locator("#search-result")).hasText("10 matches.");
        assertThat(page.locator("#load-more")).isHidden();
        page.unroute("**/api/notifications?*limit=500*");
        page.reload();
        assertThat(page.locator("#search")).hasValue("no0 page");
        page.locator("#search").press("Escape");
        assertThat(rows(page)).hasCount(50);
        page.locator("#load-more").click();
        assertThat(rows(page)).hasCount(60);
        assertThat(titles(page).allTextContents())
                .containsExactlyElementsOf(IntStream.range(0, 60)
                        .mapToObj(number -> "%s no%02d".formatted(title, 59 - number))
                        .toList());
    }

    // --- many at once ------------------------------------------------------------------------------------------------

    @Test
    void manyAreChangedAtOnceAndWhatFailedIsTold() {
        var title = unique("Bulk");
        IntStream.range(0, 4).forEach(number -> post(title + " " + number));
        var page = inbox(person());
        page.locator("#select-all").check();
        assertThat(page.locator("#selection-text")).hasText("4 selected");
        bulk(page, "read");
        assertUnread(page, 0);
        assertThat(page.locator("#toast-text")).hasText("4 marked as read");

        var stubborn = idOf(title + " 2");
        page.route("**/api/notifications/" + stubborn + "/archive", Route::abort);
        page.locator("#select-all").check();
        bulk(page, "archive");
        assertThat(page.locator("#page-error"))
                .hasText("3 of 4 notifications were changed. Still selected: 1. The server is not reachable.");
        assertThat(titles(page)).hasText(new String[] {title + " 2"});
        assertThat(page.locator("#selection-text")).hasText("1 selected");
        page.locator("#undo").click();
        assertThat(rows(page)).hasCount(4);
        assertThat(page.locator("#toast")).isHidden();

        row(page, title + " 3").locator(".select-box").check();
        row(page, title + " 1")
                .locator(".select-box")
                .click(new Locator.ClickOptions()
                        .setModifiers(List.of(com.microsoft.playwright.options.KeyboardModifier.SHIFT)));
        assertThat(page.locator("#selection-text")).hasText("3 selected");
        bulk(page, "snooze");
        assertThat(page.locator("#snooze-title")).hasText("Snooze 3 until…");
        page.locator("#snooze [data-until=week]").click();
        assertThat(titles(page)).hasText(new String[] {title + " 0"});
        assertThat(page.locator("#toast-text")).containsText("3 snoozed until Mon");
    }

    private static void bulk(Page page, String action) {
        page.locator("#bulk [data-bulk=" + action + "]").click();
    }

    // --- by keyboard -------------------------------------------------------------------------------------------------

    @Test
    void everythingHasAKeyThatCanBeSwitchedOff() {
        var title = unique("Key");
        IntStream.range(0, 4).forEach(number -> post(title + " " + number));
        admin().event(event("system_message", title + " link", ACCOUNT).add("link", "/favicon.svg"));
        var person = person();
        var page = inbox(person);
        press(page, "j", "j");
        assertThat(row(page, title + " 3")).isFocused();
        press(page, "r");
        assertThat(row(page, title + " 3")).hasAttribute("data-read", "true");
        press(page, "r");
        assertThat(row(page, title + " 3")).hasAttribute("data-read", "false");
        press(page, "e");
        assertThat(row(page, title + " 3")).hasCount(0);
        assertThat(row(page, title + " 2")).isFocused();
        press(page, "z");
        assertThat(row(page, title + " 3")).hasAttribute("data-read", "false");
        press(page, "x", "j", "x");
        assertThat(page.locator("#selection-text")).hasText("2 selected");
        press(page, "s");
        assertThat(page.locator("#snooze-title")).hasText("Snooze 2 until…");
        press(page, "e", "Escape");
        assertThat(row(page, title + " 1")).isFocused();
        assertThat(rows(page)).hasCount(5);
        press(page, "x", "k", "x", "j", "PageDown");
        assertThat(row(page, title + " 0")).isFocused();

        press(page, "/");
        assertThat(page.locator("#search")).isFocused();
        page.keyboard().type("jerks");
        assertThat(page.locator("#search")).hasValue("jerks");
        press(page, "Escape", "?");
        assertThat(page.locator("#shortcuts")).isHidden();
        page.locator("#search").fill("");
        page.locator("#open-shortcuts").focus();
        press(page, "?");
        assertThat(page.locator("#shortcuts")).isVisible();
        page.locator("#shortcuts-on").uncheck();
        press(page, "Escape", "j", "?");
        assertThat(page.locator("#shortcuts")).isHidden();
        assertThat(page.locator("#open-shortcuts")).isFocused();
        page.reload();
        assertLive(page);
        press(page, "j");
        assertThat(page.locator("article:focus")).hasCount(0);
        page.locator("#open-shortcuts").click();
        page.locator("#shortcuts-on").check();
        press(page, "Escape", "j");
        assertThat(row(page, title + " link")).isFocused();
        press(page, "o");
        page.waitForURL(url + "favicon.svg");
        page.goBack();
        assertThat(row(page, title + " link")).hasAttribute("data-read", "true");
    }

    /** The stream may be faster than the answer to the call: what is gone from the list can be asked for again. */
    @Test
    void whatIsNotYetAnsweredIsTakenBackAsSoonAsItIs() {
        var title = unique("Overtaken");
        post(title);
        var page = inbox(person());
        var answer = new AtomicReference<Runnable>();
        page.route("**/api/notifications/*/archive", route -> {
            var archived = route.fetch();
            answer.set(() -> route.fulfill(new Route.FulfillOptions().setResponse(archived)));
        });
        press(page, "j", "e");
        assertThat(rows(page)).hasCount(0);
        page.waitForCondition(() -> answer.get() != null);
        press(page, "z");
        assertThat(page.locator("#toast")).isHidden();
        answer.get().run();
        assertThat(row(page, title)).hasAttribute("data-read", "false");
        assertThat(page.locator("#toast")).isHidden();
    }

    @Test
    void withoutShortcutsTheTabKeyIsEnough() {
        var title = unique("By keyboard");
        IntStream.range(0, 3).forEach(number -> post(title + " " + number));
        var page = inbox(person());
        tabTo(page, page.locator(".skip"));
        press(page, "Enter");
        tabTo(page, action(page, title + " 1", "read"));
        Chromium.picture(page, "inbox-keyboard");
        press(page, "Enter");
        assertThat(row(page, title + " 1")).hasAttribute("data-read", "true");
        assertThat(action(page, title + " 1", "unread")).isFocused();
        assertUnread(page, 2);
        tabBackTo(page, page.locator("#unread-only"));
        press(page, "Space");
        assertThat(rows(page)).hasCount(2);
        // The focus moves on when the item that had it goes.
        tabTo(page, action(page, title + " 2", "read"));
        press(page, "Enter");
        assertThat(rows(page)).hasCount(1);
        assertThat(action(page, title + " 0", "read")).isFocused();
        tabBackTo(page, page.locator("#mark-all-read"));
        press(page, "Space");
        assertUnread(page, 0);
        assertThat(page.locator("#mark-all-read")).isFocused();
    }

    // --- the network -------------------------------------------------------------------------------------------------

    /** First the browser is told, then it only sees that its connections end and that new ones fail. */
    @Test
    void whatCameWhileTheNetworkWasAwayIsThereExactlyOnce() {
        try (var cable = new Cable(url)) {
            var title = unique("While away");
            post(title + " before");
            var person = personAt(cable.url());
            var page = inbox(person);
            person.setOffline(true);
            assertThat(page.locator("#connection")).hasAttribute("data-state", "offline");
            assertThat(page.locator("#offline")).containsText("You are offline.");
            post(title + " one");
            post(title + " two");
            elsewhere("read", title + " before");
            Chromium.picture(page, "inbox-offline");
            person.setOffline(false);
            assertComeBack(page, 2, title + " two", title + " one", title + " before");

            cable.cut();
            assertThat(page.locator("#connection")).hasAttribute("data-state", "reconnecting");
            post(title + " three");
            action(page, title + " one", "read").click();
            assertThat(page.locator("#page-error")).hasText("Could not mark as read. The server is not reachable.");
            Chromium.picture(page, "inbox-reconnecting");
            cable.mend();
            assertComeBack(page, 3, title + " three", title + " two", title + " one", title + " before");
            assertThat(row(page, title + " before")).hasAttribute("data-read", "true");
            post(title + " four");
            assertThat(row(page, title + " four")).hasCount(1);
            assertUnread(page, 4);
        }
    }

    private static void assertComeBack(Page page, int unread, String... titles) {
        assertLive(page);
        assertThat(page.locator("#page-error")).isHidden();
        assertThat(page.locator("#offline")).isHidden();
        assertThat(titles(page)).hasText(titles);
        assertUnread(page, unread);
    }

    @Test
    void aListThatCannotBeLoadedSaysSoAndIsAskedForAgain() {
        var title = unique("At last");
        post(title);
        var page = person().newPage();
        page.route("**/api/notifications?*", Route::abort);
        page.navigate("inbox");
        assertThat(page.locator("#list-error-text"))
                .hasText("Could not load notifications. The server is not reachable.");
        assertAccessible(page, "inbox-error");
        page.unroute("**/api/notifications?*");
        page.locator("#list-retry").click();
        assertThat(row(page, title)).isVisible();
        assertThat(page.locator("#list-error")).isHidden();
    }

    // --- what others write -------------------------------------------------------------------------------------------

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

    /** Listed, and live. */
    @Test
    void hostileTextIsShownAndNeverRun() {
        var listed = HOSTILE.stream()
                .map(text -> new Hostile(text + unique(" listed"), text))
                .toList();
        var live = HOSTILE.stream()
                .map(text -> new Hostile(text + unique(" live"), text))
                .toList();
        listed.forEach(one -> one.post(admin()));
        var page = inbox(person());
        listed.forEach(one -> assertShownAsText(page, one));
        live.forEach(one -> one.post(admin()));
        live.forEach(one -> assertShownAsText(page, one));
        action(page, live.get(0).title(), "archive").click();
        assertThat(page.locator("#toast-text")).hasText("Archived");
        assertNothingRan(page);
        Chromium.picture(page, "inbox-hostile");
        assertThat(admin().inbox(ACCOUNT).getInt("total")).isEqualTo(2 * HOSTILE.size() - 1);
    }

    private static void assertShownAsText(Page page, Hostile notification) {
        var row = row(page, notification.title());
        assertThat(row).hasCount(1);
        assertThat(row.locator(".message")).hasText(notification.text());
        assertThat(row.locator(".actor")).hasText(notification.text());
        assertThat(row.locator(".source")).hasText(notification.text());
        assertThat(row.locator("[data-do=read]")).hasAttribute("aria-label", "Mark as read: " + notification.title());
        assertNothingRan(page);
    }

    private static void assertNothingRan(Page page) {
        assertThat(page.evaluate("() => window.executed ?? null")).isNull();
        assertThat(page.locator(
                        "script:not([src^='assets/js/']), iframe, base, body style, #signed-in img:not(.brand-mark),"
                                + " [onerror], [onload], a[href^='javascript:' i]"))
                .hasCount(0);
    }

    @Test
    void onlyAPlainWebAddressIsALinkAndFollowingItMarksRead() {
        var title = unique("Follow me");
        for (var i = 0; i < NO_LINKS.size(); i++) {
            admin().event(event("system_message", title + " " + i, ACCOUNT).add("link", NO_LINKS.get(i)));
        }
        admin().event(event("system_message", title + " here", ACCOUNT).add("link", "/favicon.svg"));
        var page = inbox(person());
        assertThat(rows(page)).hasCount(NO_LINKS.size() + 1);
        assertThat(rows(page).locator("a")).hasCount(1);
        for (var i = 0; i < NO_LINKS.size(); i++) {
            row(page, title + " " + i).locator(".title > [dir]").click();
        }
        assertNothingRan(page);
        row(page, title + " here").locator(".title a").click();
        page.waitForURL(url + "favicon.svg");
        page.goBack();
        assertThat(row(page, title + " here")).hasAttribute("data-read", "true");
        assertUnread(page, NO_LINKS.size());
    }

    // --- everybody ---------------------------------------------------------------------------------------------------

    @Test
    void everybodyCanUseIt() {
        var page = inbox(person());
        assertThat(page.locator("#empty")).isVisible();
        assertAccessible(page, "inbox-empty");
        everyKindOfNotification();
        assertThat(rows(page)).hasCount(5);
        assertAccessible(page, "inbox");
        rows(page).nth(0).locator(".select-box").check();
        rows(page).nth(2).locator(".select-box").check();
        assertAccessible(page, "inbox-selected");
        press(page, "s");
        assertThat(page.locator("#snooze")).isVisible();
        assertAccessible(page, "inbox-snooze");
        page.locator("#snooze [data-until=week]").click();
        assertThat(page.locator("#toast")).isVisible();
        press(page, "?");
        assertAccessible(page, "inbox-shortcuts");
        press(page, "Escape");
        page.locator("[data-view=snoozed]").click();
        assertThat(rows(page)).hasCount(2);
        assertAccessible(page, "inbox-snoozed");
        page.locator("#search").fill("no such thing");
        assertThat(page.locator("#search-result")).isVisible();
        assertAccessible(page, "inbox-search");
    }
}
