package org.belfry.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.regex.Pattern;
import org.belfry.testing.Cable;
import org.belfry.testing.Chromium;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Signing in and out, on whichever page, and what the start page offers. */
@Tag("derby-only")
@Tag("one-server")
class StartPageIT extends InBrowser {

    // --- in ----------------------------------------------------------------------------------------------------------

    @Test
    void aWrongPasswordIsRefusedInASentence() {
        var page = visit(chromium.person(url), "");
        assertThat(page.locator("#account")).isFocused();
        assertAccessible(page, "signed-out");
        fillIn(page, "not-the-password");
        page.locator("#sign-in").click();
        assertThat(page.locator("#sign-in-error")).hasText("Wrong account name or password");
        assertThat(page.locator("#signed-in")).isHidden();
        assertThat(page.locator("#password")).hasValue("");
        assertThat(page.locator("#password")).isFocused();
        assertThat(page).hasTitle("Sign in · Belfry");
        assertAccessible(page, "wrong-password");
    }

    @Test
    void whoTriesTooOftenIsToldHowLongToWait() {
        var page = visit(chromium.person(url), "");
        page.locator("#account").fill(unique("nobody"));
        for (var attempt = 0; attempt < 5; attempt++) {
            page.locator("#password").fill("not-the-password");
            page.locator("#sign-in").click();
            assertThat(page.locator("#sign-in-error")).hasText("Wrong account name or password");
            assertThat(page.locator("#password")).hasValue("");
        }
        page.locator("#password").fill("not-the-password");
        page.locator("#sign-in").click();
        assertThat(page.locator("#sign-in-error"))
                .hasText(Pattern.compile("Too many failed sign-in attempts. Try again in [0-9]+ seconds?\\."));
        Chromium.picture(page, "locked-out");
    }

    @Test
    void aServerThatCannotBeReachedIsTold() {
        try (var cable = new Cable(url)) {
            var person = chromium.person(cable.url());
            var page = visit(person, "");
            fillIn(page, PASSWORD);
            cable.cut();
            page.locator("#sign-in").click();
            assertThat(page.locator("#sign-in-error")).hasText("The server is not reachable.");
            cable.mend();
            page.route("**/api/session", com.microsoft.playwright.Route::abort);
            page.reload();
            assertThat(page.locator("#starting-text")).hasText("The server is not reachable.");
            page.unroute("**/api/session");
            page.locator("#starting-retry").click();
            assertThat(page.locator("#account")).isFocused();
        }
    }

    @Test
    void whoeverOpensAPageSignsInInPlaceAndGoesOnByKeyboardAlone() {
        var title = unique("Put aside");
        post(title);
        elsewhere("archive", title);
        var page = visit(chromium.person(url), "inbox?view=archived");
        assertThat(page.locator("#account")).isFocused();
        page.keyboard().type(ACCOUNT);
        page.keyboard().press("Tab");
        page.keyboard().type(PASSWORD);
        page.keyboard().press("Enter");
        assertThat(row(page, title)).isVisible();
        assertThat(page.locator("#title")).isFocused();
        assertThat(page).hasURL(url + "inbox?view=archived");
        tabBackTo(page, page.locator("#sign-out"));
        page.keyboard().press("Enter");
        assertThat(page.locator("#account")).isFocused();
        assertThat(page.content()).doesNotContain(title);
    }

    // --- out ---------------------------------------------------------------------------------------------------------

    @Test
    void signingOutLeavesNothingBehindInAnyTab() {
        var title = unique("Secret");
        post(title);
        var person = signInAnew(chromium.person(url));
        var start = visit(person, "");
        var inbox = inbox(person);
        var preferences = visit(person, "preferences");
        assertThat(row(inbox, title)).isVisible();
        assertThat(preferences.locator("#choices")).isVisible();
        start.locator("#sign-out").click();
        for (var page : List.of(start, inbox, preferences)) {
            assertThat(page.locator("#signed-out")).isVisible();
            assertThat(page.locator("#signed-in")).isHidden();
            assertThat(page.content()).doesNotContain(title).doesNotContain(ACCOUNT);
            assertThat(page).hasTitle("Sign in · Belfry");
        }
        assertThat(inbox.locator("#sign-in-note")).hasText("You were signed out. Sign in to continue.");
        Chromium.picture(inbox, "signed-out-elsewhere");
    }

    @Test
    void aSessionThatHasEndedLeadsBackToSignIn() {
        var title = unique("Secret");
        post(title);
        var person = person();
        var page = inbox(person);
        person.clearCookies();
        page.locator("#mark-all-read").click();
        assertThat(page.locator("#sign-in-note")).hasText("You were signed out. Sign in to continue.");
        assertThat(page.locator("#signed-in")).isHidden();
        assertThat(page.content()).doesNotContain(title);
        signIn(page);
        assertThat(row(page, title)).isVisible();
        assertUnread(page, 1);
    }

    // --- what there is -----------------------------------------------------------------------------------------------

    @Test
    void theSendFormShowsWhatWasDecidedForEachChannelOrWhichFieldIsWrong() {
        var page = visit(person(), "");
        var title = unique("Sent by hand");
        page.locator("#send-title").fill(title);
        page.locator("#send-message").fill("From the page itself.");
        page.locator("#send-priority").selectOption("high");
        page.locator("#send-link").fill("/docs");
        page.locator("#send-button").click();
        assertThat(decision(page, "in_app").locator(".explanation"))
                .hasText("In the inbox: delivered. It is on by default for system_message.");
        assertThat(decision(page, "in_app")).hasAttribute("data-decision", "told");
        assertThat(decision(page, "email").locator(".explanation")).containsText("has no e-mail address");
        assertThat(decision(page, "webhook").locator(".explanation")).not().isEmpty();
        assertThat(page.locator("#send-title")).hasValue("");
        assertAccessible(page, "start-sent");
        var sent = admin().inbox(ACCOUNT).getJsonArray("notifications").getJsonObject(0);
        assertThat(List.of(sent.getString("title"), sent.getString("priority"), sent.getString("link")))
                .containsExactly(title, "high", "/docs");

        page.locator("#send-title").fill("x".repeat(1001));
        page.locator("#send-button").click();
        assertThat(page.locator("#send-title-problem")).not().isEmpty();
        assertThat(page.locator("#send-title")).hasAttribute("aria-invalid", "true");
        assertThat(page.locator("#send-title")).isFocused();
        assertThat(page.locator("#send-error")).not().isEmpty();
        assertAccessible(page, "start-refused");
    }

    private static Locator decision(Page page, String channel) {
        return page.locator("#send-result .decisions li[data-channel=" + channel + "]");
    }

    @Test
    void theStartPageLeadsOnAndSaysHowToEmbedTheBell() {
        var page = visit(person(), "");
        assertThat(page.locator("#title")).hasText("Welcome, " + ACCOUNT);
        assertThat(page.locator("#embed-code"))
                .hasText("<script type=\"module\" src=\"" + url
                        + "belfry-bell.js\"></script>\n<belfry-bell></belfry-bell>");
        assertAccessible(page, "start");
        page.locator(".ways a[href=inbox]").click();
        assertThat(page).hasURL(url + "inbox");
        page.locator(".pages a[href=preferences]").click();
        assertThat(page).hasURL(url + "preferences");
        page.locator(".top .brand").click();
        assertThat(page).hasURL(url.toString());
    }

    @Test
    void thePagesSpeakTheBrowsersLanguageOrTheOneThatIsChosen() {
        post(unique("Titel"));
        var person = signedIn(chromium.person(url, "de-AT", ColorScheme.LIGHT, 320, 800));
        var page = inbox(person);
        assertThat(page.locator("html")).hasAttribute("lang", "de-AT");
        assertThat(page).hasTitle("(1) Posteingang · Belfry");
        assertThat(page.locator("#summary")).hasText("1 ungelesen");
        assertThat(rows(page).first().locator("time")).hasText("gerade eben");
        assertNothingLeftInEnglish(page, "inbox-de");
        page.navigate("preferences");
        assertThat(page.locator("[data-type=mention] .type-name")).not().isEmpty();
        assertThat(page.locator("[data-type='password.changed'] .reasons"))
                .hasText("Diese Art ist verpflichtend und lässt sich nicht ausschalten.");
        assertNothingLeftInEnglish(page, "preferences-de");
        page.navigate("");
        assertThat(page.locator("#title")).hasText("Willkommen, " + ACCOUNT);
        assertNothingLeftInEnglish(page, "start-de");
        page.locator("#language").selectOption("en");
        assertThat(page.locator("#title")).hasText("Welcome, " + ACCOUNT);
        page.reload();
        assertThat(page.locator("html")).hasAttribute("lang", "en");
    }

    private static void assertNothingLeftInEnglish(Page page, String picture) {
        Chromium.picture(page, picture);
        assertThat((Boolean) page.evaluate(
                        "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as("fits the width")
                .isTrue();
        assertThat(page.locator("#signed-in").innerText())
                .doesNotContain("Inbox", "Preferences", "Send yourself", "Sign out");
    }
}
