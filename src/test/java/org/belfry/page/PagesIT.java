package org.belfry.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.belfry.testing.Chromium;
import org.belfry.testing.RawHttp;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The main thing that each page is for, and how the server serves it. */
@Tag("derby-only")
class PagesIT extends InBrowser {

    @ParameterizedTest
    @ValueSource(strings = {"/inbox", "/preferences"})
    void aPageIsServedAtItsAddressAlone(String path) {
        var page = request("GET " + path);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
        assertThat(page.headers())
                .containsEntry("Content-Type", "text/html;charset=UTF-8")
                .containsEntry("Cache-Control", "no-cache")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsKey("Content-Security-Policy");
        var head = request("HEAD " + path);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.text()).isEmpty();
        assertThat(head.headers()).containsEntry("Content-Length", String.valueOf(bytes(page.text()).length));
        var tag = page.headers().get("ETag");
        assertThat(request("GET " + path, "If-None-Match: " + tag).status()).isEqualTo(304);
        assertThat(request("POST " + path).status()).isEqualTo(405);
        for (var other : List.of(path + "/", path + ".html", "/WEB-INF/pages" + path + ".html", path + "/more")) {
            assertThat(request("GET " + other).status()).as(other).isEqualTo(404);
        }
    }

    private RawHttp.Answer request(String line, String... headers) {
        return RawHttp.send(
                URI.create(url.toString()),
                bytes(line),
                List.of(headers).stream().map(PagesIT::bytes).toList(),
                null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void anEventAppearsInEveryTabAndDeviceWithoutAReload() {
        var person = chromium.person(url);
        var one = visit(person, "inbox");
        signIn(one);
        assertLive(one);
        var two = inbox(person);
        var elsewhere = inbox(person());
        var everywhere = List.of(one, two, elsewhere);
        everywhere.forEach(page -> page.evaluate("() => (window.neverReloaded = true)"));
        var title = unique("The build is green");
        post(title);
        for (var page : everywhere) {
            assertThat(row(page, title)).hasCount(1);
            assertUnread(page, 1);
            assertThat((Boolean) page.evaluate("() => window.neverReloaded")).isTrue();
        }
        Chromium.picture(two, "inbox-live-in-another-tab");
        action(one, title, "archive").click();
        assertThat(rows(two)).hasCount(0);
        assertThat(rows(elsewhere)).hasCount(0);
        two.locator("[data-view=archived]").click();
        assertThat(row(two, title)).isVisible();
    }

    @Test
    void aTestEventFollowsWhatIsChosenInThePreferences() {
        var person = person();
        var preferences = visit(person, "preferences");
        var choice = preferences.locator("[data-type=system_message] [data-channel=in_app] input");
        choice.click();
        assertThat(preferences.locator("[data-type=system_message] .saved")).hasText("Saved");
        var start = visit(person, "");
        start.locator("#send-title").fill(unique("Not wanted"));
        start.locator("#send-button").click();
        var decision = start.locator("#send-result [data-channel=in_app]");
        assertThat(decision).hasAttribute("data-decision", "not_told");
        choice.click();
        assertThat(choice).isChecked();
        assertThat(preferences.locator("[data-type=system_message] .saved")).hasText("Saved");
        start.locator("#send-title").fill(unique("Wanted"));
        start.locator("#send-button").click();
        assertThat(decision).hasAttribute("data-decision", "told");
    }
}
