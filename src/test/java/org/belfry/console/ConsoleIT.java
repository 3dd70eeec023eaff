package org.belfry.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import jakarta.json.Json;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.belfry.testing.Chromium;
import org.belfry.testing.Person;
import org.belfry.testing.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets into the console, and how; what happens when somebody's session ends or the server is away; the first two pages. */
class ConsoleIT extends InConsole {

    @Test
    void aDeepLinkLeadsThroughTheSignInToItsPageAndNowhereElse() {
        var person = chromium.person(url);
        var page = person.newPage();
        page.navigate("console/overview?x=1");
        assertThat(page).hasURL(Pattern.compile(".*/console/sign-in\\?to=.*"));
        assertAccessible(page, "sign-in");
        signIn(page, account, "not the password");
        assertThat(page.locator(".told-problem")).hasText("The account name or password is wrong");
        signIn(page, account, PASSWORD);
        assertThat(page).hasURL(url + "console/overview?x=1");
        by(page, "leaving:signOut").click();
        assertThat(page).hasURL(Pattern.compile(".*/console/sign-in"));
        page.navigate("console/sign-in?to=//elsewhere.example.org/");
        signIn(page, account, PASSWORD);
        // Nobody was led through the setup of this organization yet.
        assertThat(page).hasURL(url + "console/setup");
        person.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"console/", "console/overview", "console/nothing", "console/overview.xhtml", "console/a/b"})
    void nobodyButAdminsLearnsWhatThereIs(String path) {
        var stranger = get(path);
        assertThat(stranger.status()).isEqualTo(302);
        assertThat(stranger.headers().get("Location")).contains("/console/sign-in?to=");
        var name = unique("operator");
        client.post(
                        "api/accounts",
                        Json.createObjectBuilder()
                                .add("account", name)
                                .add("password", PASSWORD)
                                .add("role", "operator")
                                .build()
                                .toString())
                .expect(201);
        var operator = Person.signIn(client, name, PASSWORD);
        var refused = get(path, "Cookie: " + operator.cookie());
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("The console is available only to admins");
    }

    @Test
    void whatIsNotThereIsNotFoundAndNothingIsKeptByTheBrowser() {
        var admin = Person.signIn(client, account, PASSWORD);
        for (var path : List.of("console/nothing", "console/overview.xhtml", "WEB-INF/console/page.xhtml")) {
            assertThat(get(path, "Cookie: " + admin.cookie()).status()).as(path).isEqualTo(404);
        }
        var page = get("console/overview", "Cookie: " + admin.cookie());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.headers().get("Cache-Control")).contains("no-store");
    }

    private RawHttp.Answer get(String path, String... headers) {
        return RawHttp.send(
                URI.create(url.toString()),
                bytes("GET /" + path),
                Stream.of(headers).map(ConsoleIT::bytes).toList(),
                null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void theOverviewShowsWhatGoesOnWithoutBeingAsked() {
        var page = visit("overview");
        var events = page.locator("#live\\:now .figure").first();
        var before = events.textContent();
        client.event(Json.createObjectBuilder()
                .add("type", "system_message")
                .add("recipients", Json.createArrayBuilder().add("ada"))
                .add("title", "Hello"));
        // Counted anew after ten seconds.
        assertThat(events).not().hasText(before);
        assertThat(page.locator("canvas")).hasCount(2);
        assertAccessible(page, "overview");
    }

    @Test
    void theServerAwayIsSaidAndSoIsASessionThatEnded() {
        var page = visit("overview");
        page.context().setOffline(true);
        assertThat(page.locator("#lost")).isVisible();
        page.context().setOffline(false);
        assertThat(page.locator("#lost")).isHidden();
        var own = chromium.person(url);
        var other = own.newPage();
        other.navigate("console/overview");
        signIn(other, account, PASSWORD);
        assertThat(other).hasURL(url + "console/overview");
        signOutElsewhere(own);
        // The next time the page asks, it is led to the form, and back.
        assertThat(other).hasURL(Pattern.compile(".*/console/sign-in\\?to=.*overview.*"));
        signIn(other, account, PASSWORD);
        assertThat(other).hasURL(url + "console/overview");
        own.close();
    }

    /** Not by the page itself, which may be led away at that moment. */
    private void signOutElsewhere(BrowserContext person) {
        var session = Json.createReader(new StringReader(
                        person.request().get(url + "api/session").text()))
                .readObject();
        var ended = person.request()
                .delete(
                        url + "api/session",
                        RequestOptions.create().setHeader("X-CSRF-Token", session.getString("csrf_token")));
        assertThat(ended.status()).isEqualTo(204);
    }

    @Test
    void aPageThatWasOpenForTooLongIsLoadedAnewAndSaysSo() {
        var page = visit("setup");
        forgetWhatTheServerRemembers(page);
        by(page, "organization:save").click();
        assertThat(by(page, "anew")).containsText("This page was open for too long");
        assertThat(page).hasURL(url + "console/setup?anew=1");
    }

    private static void forgetWhatTheServerRemembers(Page page) {
        var kept = page.context().cookies().stream()
                .filter(cookie -> !cookie.name.equals("belfry_console"))
                .toList();
        page.context().clearCookies();
        page.context().addCookies(kept);
    }

    @Test
    void theSetupLeadsToTheFirstEmailAndTheFirstKey() {
        var page = visit("setup");
        by(page, "ownPassword:change").click();
        assertThat(by(page, "ownPassword:current_message")).hasText("Is required");
        by(page, "organization:name").fill("Acme");
        by(page, "organization:sender").fill("nobody@");
        by(page, "organization:save").click();
        assertThat(by(page, "organization:sender_message")).containsText("Must be a name, an e-mail address, or both");
        by(page, "organization:sender").fill("Acme <acme@evil.example>");
        by(page, "organization:save").click();
        assertThat(by(page, "organization:sender_message")).containsText("in an allowed domain");
        by(page, "organization:sender").fill("Acme <acme@example.org>");
        by(page, "organization:save").click();
        assertTold(page, "Saved.");
        by(page, "mail:email").fill(account + "@example.org");
        by(page, "mail:send").click();
        assertThat(page.locator(".result .state-good")).hasText(account + "@example.org");
        by(page, "key:create").click();
        assertThat(by(page, "key:secret")).hasText(Pattern.compile("bfy_.{40,}"));
        var key = by(page, "key:secret").textContent();
        client.withKey(key).get("api/notifications?recipient=" + account).expect(200);
        assertAccessible(page, "setup");
        page.reload();
        assertThat(page.content()).doesNotContain(key);
        by(page, "end:finish").click();
        assertThat(page).hasURL(url + "console/overview");
        assertTold(page, "Setup is complete.");
    }

    @Test
    void aPersonReadsTheConsoleInTheirLanguage() {
        var page = visit("overview");
        page.locator("#language").selectOption("de");
        assertThat(page).hasTitle(Pattern.compile(".*Überblick · Konsole · Belfry"));
        Chromium.picture(page, "console-overview-german");
        page.navigate("console/type");
        by(page, "edit:code").fill("a code");
        by(page, "edit:title").fill("{{data.app");
        by(page, "edit:save").click();
        assertThat(by(page, "edit:code_message"))
                .hasText("Muss aus Buchstaben, Ziffern, Punkten, Bindestrichen und Unterstrichen bestehen und mit einem"
                        + " Buchstaben oder einer Ziffer beginnen");
        assertThat(by(page, "edit:title_message"))
                .hasText("Ist keine gültige Vorlage: Zeile 1, Spalte 1: dieses Tag ist nicht geschlossen");
        assertThat(by(page, "edit:category_message")).hasText("Ist erforderlich");
        page.navigate("console/type?code=no.such.type");
        assertThat(page).hasTitle("Nicht gefunden");
        assertThat(page.locator("p").first()).hasText("Art nicht gefunden.");
        page.navigate("console/overview");
        page.locator("#language").selectOption("en");
        assertThat(page).hasTitle(Pattern.compile(".*Overview · Console · Belfry"));
    }
}
