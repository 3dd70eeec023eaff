package org.belfry.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import jakarta.json.Json;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.belfry.testing.Axe;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.Chromium;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * What the tests of the console share: a browser, and an organization of each class's own with an admin who is signed in to it.
 */
public abstract class InConsole extends BelfryIT {

    protected static final String PASSWORD = "correct horse battery staple";

    protected static Chromium chromium;

    /** With an admin's key of the organization. */
    protected static BelfryClient client;

    /** The admin's account, which is the recipient too. */
    protected static String account;

    private static BrowserContext browser;

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        client = null;
    }

    @AfterAll
    static void quit() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void anOrganizationWithAnAdmin() {
        if (client == null) {
            client = organization();
            account = unique("root");
            client.post(
                            "api/accounts",
                            Json.createObjectBuilder()
                                    .add("account", account)
                                    .add("password", PASSWORD)
                                    .add("role", "admin")
                                    .build()
                                    .toString())
                    .expect(201);
            browser = chromium.person(url);
            browser.addInitScript("window.boom = () => { window.boomed = true; }");
            var page = browser.newPage();
            page.navigate("console/overview");
            signIn(page, account, PASSWORD);
            // The first time, through the setup.
            assertThat(page).hasURL(Pattern.compile(".*/console/(setup|overview)"));
            page.close();
        }
    }

    @AfterEach
    void nothingWentWrongUnseen() {
        browser.pages().forEach(Page::close);
        assertThat(chromium.mishaps()).isEmpty();
    }

    /** Fills the form in that stands in the page, and is led on. */
    protected static void signIn(Page page, String name, String password) {
        page.locator("[id='signIn:account']").fill(name);
        page.locator("[id='signIn:password']").fill(password);
        page.locator("[id='signIn:enter']").click();
    }

    /** A page of the console, as the admin sees it. @param address below {@code console/} */
    protected static Page visit(String address) {
        var page = browser.newPage();
        page.navigate("console/" + address);
        return page;
    }

    /**
     * Does what leads to another page, until that is there as a whole: what only its scripts do, such as opening a dialog, a click
     * on it does not do before.
     */
    protected static void go(Page page, Runnable step) {
        page.waitForLoadState();
        var isThere = new AtomicBoolean();
        Consumer<Page> loaded = there -> isThere.set(true);
        page.onLoad(loaded);
        step.run();
        page.waitForCondition(isThere::get);
        page.offLoad(loaded);
    }

    /** Another page of ours, as the admin sees it. Any script that runs {@code boom} leaves a mark. @param address below the root */
    protected static Page visitOwn(String address) {
        var page = browser.newPage();
        page.navigate(address);
        return page;
    }

    /** What is answered to the admin's browser, without its scripts. @param address below the root */
    protected APIResponse visitAnswer(String address) {
        return browser.request().get(url + address);
    }

    /** The status with which a page of the console is refused to the admin. @param address below {@code console/} */
    protected int visitRefused(String address) {
        return browser.request().get(url + "console/" + address).status();
    }

    /** An element by its id, which in Faces has colons in it. */
    protected static Locator by(Page page, String id) {
        return page.locator("[id='" + id + "']");
    }

    /** What the page says above of what was done. */
    protected static Locator told(Page page) {
        return page.locator("#messages li");
    }

    /** No violation found by axe, and nothing to scroll sideways to: light on a wide screen, dark on a tablet's. */
    protected static void assertAccessible(Page page, String state) {
        assertAccessible(page, state, ColorScheme.DARK, 768);
        assertAccessible(page, state, ColorScheme.LIGHT, 1180);
    }

    private static void assertAccessible(Page page, String state, ColorScheme scheme, int width) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.setViewportSize(width, 800);
        Chromium.picture(page, "console-%s-%s-%d".formatted(state, scheme.name().toLowerCase(), width));
        assertThat(Axe.violations(page))
                .as(state + ", " + scheme + ", " + width)
                .isEqualTo(List.of());
        assertThat((Boolean) page.evaluate(
                        "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as(state + " fits the width")
                .isTrue();
    }

    protected static void assertTold(Page page, String sentence) {
        assertThat(told(page)).containsText(new String[] {sentence});
    }
}
