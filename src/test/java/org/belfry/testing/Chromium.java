package org.belfry.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * The Chromium that is installed, driven by Playwright, which never downloads one. Whatever goes wrong unseen in one of
 * its pages (a script that fails, a dialog, something the content security policy stops) is remembered.
 */
public final class Chromium implements AutoCloseable {

    private static final Path EXECUTABLE =
            Path.of(Optional.ofNullable(System.getenv("BELFRY_CHROMIUM")).orElse("/usr/bin/chromium"));

    private final Playwright playwright;
    private final Browser browser;
    private final List<BrowserContext> people = new ArrayList<>();
    private final List<String> mishaps = new ArrayList<>();

    private Chromium() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(EXECUTABLE)
                        .setHeadless(true)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-background-networking",
                                "--disable-component-update",
                                // A page that a test makes up comes from nowhere, and could open no WebSocket to here.
                                "--disable-features=LocalNetworkAccessChecks",
                                "--disable-sync")));
    }

    /** Without Chromium the test is skipped, but never where the environment says CI=true. */
    public static Chromium launch() {
        if (!"true".equals(System.getenv("CI"))) {
            Assumptions.assumeTrue(
                    Files.isExecutable(EXECUTABLE),
                    () -> "The page is not tested: there is no " + EXECUTABLE
                            + " (install Chromium, or name it in BELFRY_CHROMIUM)");
        }
        assertThat(EXECUTABLE).isExecutable();
        return new Chromium();
    }

    /** A browser of somebody's own: no cookie and no storage are shared with another's. */
    public BrowserContext person(URL at) {
        return person(at, ColorScheme.LIGHT, 1180, 800);
    }

    public BrowserContext person(URL at, ColorScheme scheme, int width, int height) {
        return person(at, "en-GB", scheme, width, height);
    }

    /** @param locale the browser's language, as {@code de-DE} */
    public BrowserContext person(URL at, String locale, ColorScheme scheme, int width, int height) {
        var person = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(at.toString())
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale(locale)
                .setTimezoneId("Europe/London")
                .setViewportSize(width, height));
        person.onPage(this::watch);
        people.add(person);
        return person;
    }

    private void watch(Page page) {
        page.onPageError(error -> mishaps.add("Error: " + error));
        page.onDialog(dialog -> {
            mishaps.add("Dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.onConsoleMessage(message -> {
            // An answer of 401, or none, is a console error too; the page's own sentence about it is what counts.
            if (List.of("error", "warning").contains(message.type())
                    && !message.text().startsWith("Failed to load resource: ")
                    && !message.text().startsWith("WebSocket connection to ")) {
                mishaps.add("Console: " + message.text());
            }
        });
    }

    /** What went wrong since the last time this was asked. */
    public List<String> mishaps() {
        var found = List.copyOf(mishaps);
        mishaps.clear();
        return found;
    }

    /** All the browsers of the last test. */
    public void closePeople() {
        people.forEach(BrowserContext::close);
        people.clear();
    }

    /** Saves what is to be seen, below the build's output. */
    public static void picture(Page page, String name) {
        var file = "%s-%s-%s.png"
                .formatted(TestEnvironment.server(), TestEnvironment.database(), name)
                .toLowerCase(Locale.ROOT);
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(TestEnvironment.folder("screenshots").resolve(file)));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
