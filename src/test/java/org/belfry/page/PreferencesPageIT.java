package org.belfry.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.encode;
import static org.belfry.testing.BelfryClient.event;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The preferences page as a person uses it, in a real browser. */
@Tag("derby-only")
@Tag("one-server")
class PreferencesPageIT extends InBrowser {

    @AfterEach
    void nothingStaysChosen() {
        admin().put("api/preferences?recipient=" + encode(ACCOUNT), """
                        {"locale": null, "time_zone": null, "quiet_hours": null, "digest": null,
                         "types": {"mention": null, "task_assigned": null}}""").expect(200);
        admin().put("api/recipients/" + encode(ACCOUNT), "{}").expect(200);
    }

    @Test
    void whatIsChosenIsSavedAtOnceAndHolds() {
        var page = preferences();
        channel(page, "mention", "in_app").click();
        assertThat(type(page, "mention").locator(".saved")).hasText("Saved");
        assertThat(page.locator("#status")).hasText("Saved: In-app, Someone mentions you.");
        assertThat(told("mention")).isEqualTo("not_told");
        page.reload();
        assertThat(channel(page, "mention", "in_app")).not().isChecked();
        assertThat(channel(page, "task_assigned", "in_app")).isChecked();
        type(page, "mention").locator(".link-button").click();
        assertThat(channel(page, "mention", "in_app")).isChecked();
        assertThat(channel(page, "mention", "in_app")).isFocused();
        assertThat(type(page, "mention").locator(".link-button")).isHidden();
        assertThat(told("mention")).isEqualTo("told");
    }

    /** What was decided about the inbox. */
    private String told(String type) {
        var receipt = admin().event(event(type, unique("Chosen"), ACCOUNT));
        return admin()
                .get("api/events/" + receipt.getInt("id"))
                .expect(200)
                .getJsonArray("recipients")
                .getJsonObject(0)
                .getJsonArray("channels")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(channel -> channel.getString("channel").equals("in_app"))
                .findFirst()
                .orElseThrow()
                .getString("decision");
    }

    @Test
    void whatCannotBeChangedSaysWhy() {
        var page = preferences();
        assertThat(channel(page, "password.changed", "email")).isDisabled();
        assertThat(channel(page, "password.changed", "email")).isChecked();
        assertThat(channel(page, "password.changed", "email"))
                .hasAccessibleDescription("The type is mandatory and cannot be turned off.");
        assertThat(type(page, "password.changed").locator(".reasons"))
                .hasText("The type is mandatory and cannot be turned off.");
        assertThat(channel(page, "password.changed", "webhook")).isEnabled();
        assertThat(type(page, "mention").locator(".reasons")).isHidden();
    }

    @Test
    void typesAreFoundByWhatTheySay() {
        var page = preferences();
        page.locator("#types-search").fill("MENTIONS you");
        assertThat(page.locator(".type-row:visible")).hasCount(1);
        assertThat(page.locator("#types-found")).hasText("1 type");
        page.locator("#types-search").fill("password changed");
        assertThat(type(page, "password.changed")).isVisible();
        assertThat(type(page, "mention")).isHidden();
        page.locator("#types-search").fill("nothing of the kind");
        assertThat(page.locator("#types-found")).hasText("No matching types.");
        page.locator("#types-search").press("Escape");
        assertThat(type(page, "mention")).isVisible();
    }

    @Test
    void whenAndInWhichLanguageIsSavedAndWhatIsWrongIsSaidBesideIt() {
        var page = preferences();
        assertThat(page.locator("#digest-time")).isHidden();
        page.locator("[name=digest][value=day]").check();
        assertThat(saved(page, "digest")).hasText("Saved");
        page.locator("#digest-at").fill("06:30");
        page.locator("#digest-at").blur();
        page.locator("#quiet-on").check();
        assertThat(saved(page, "quiet_hours")).hasText("Saved");
        page.locator("#quiet-end").fill("22:00");
        page.locator("#quiet-end").blur();
        assertThat(page.locator("#quiet-problem")).hasText("Quiet hours must start and end at different times.");
        assertThat(page.locator("#quiet-end")).hasAttribute("aria-invalid", "true");
        page.locator("#quiet-end").fill("06:00");
        page.locator("#quiet-end").blur();
        assertThat(page.locator("#quiet-problem")).isHidden();
        page.locator("#time-zone").selectOption("Asia/Tokyo");
        page.locator("#locale").selectOption("de");
        page.locator("#address").fill("nobody");
        page.locator("#address").press("Enter");
        assertThat(page.locator("#address-problem")).containsText("Not saved. ");
        assertThat(page.locator("#address")).hasAttribute("aria-invalid", "true");
        page.locator("#address").fill("operator@example.org");
        page.locator("#address").blur();
        assertThat(saved(page, "address")).hasText("Saved");
        for (var field : new String[] {"digest", "quiet_hours", "time_zone", "locale"}) {
            assertThat(saved(page, field)).hasText("Saved");
        }
        var chosen = admin().get("api/preferences?recipient=" + encode(ACCOUNT)).expect(200);
        assertThat(chosen.getJsonObject("digest")).hasToString("{\"every\":\"day\",\"at\":\"06:30\"}");
        assertThat(chosen.getJsonObject("quiet_hours")).hasToString("{\"start\":\"22:00\",\"end\":\"06:00\"}");
        assertThat(chosen.getString("time_zone")).isEqualTo("Asia/Tokyo");
        assertThat(chosen.getString("locale")).isEqualTo("de");
        var recipient = admin().get("api/recipients/" + encode(ACCOUNT)).expect(200);
        assertThat(recipient.getString("email")).isEqualTo("operator@example.org");
        assertThat(recipient.getString("time_zone")).isEqualTo("Asia/Tokyo");

        page.reload();
        assertThat(page.locator("#quiet-end")).hasValue("06:00");
        assertThat(page.locator("#digest-at")).hasValue("06:30");
        page.locator("#quiet-on").uncheck();
        page.locator("[name=digest][value=off]").check();
        assertThat(saved(page, "quiet_hours")).hasText("Saved");
        assertThat(saved(page, "digest")).hasText("Saved");
        assertThat(admin().get("api/preferences?recipient=" + encode(ACCOUNT))
                        .expect(200)
                        .isNull("quiet_hours"))
                .isTrue();
    }

    /** The address is written with all that is known of somebody, and the language is part of that. */
    @Test
    void theAddressTakesNothingBackThatIsStillBeingSaved() {
        var page = preferences();
        var held = new AtomicReference<Route>();
        page.route("**/api/preferences", held::set);
        var calls = new ArrayList<String>();
        page.onRequest(request -> {
            if (request.url().contains("/api/recipients/")) {
                calls.add(request.method());
            }
        });
        page.onRequestFinished(request -> {
            if (request.url().endsWith("/api/preferences")) {
                calls.add("language saved");
            }
        });
        page.locator("#locale").selectOption("de");
        page.waitForCondition(() -> held.get() != null);
        page.locator("#address").fill("operator@example.org");
        page.locator("#address").blur();
        assertThat(saved(page, "address")).hasText("Saving…");
        held.get().resume();
        assertThat(saved(page, "address")).hasText("Saved");
        assertThat(saved(page, "locale")).hasText("Saved");
        assertThat(calls).containsExactly("language saved", "GET", "PUT");
        var recipient = admin().get("api/recipients/" + encode(ACCOUNT)).expect(200);
        assertThat(recipient.getString("email")).isEqualTo("operator@example.org");
        assertThat(recipient.getString("locale")).isEqualTo("de");
    }

    @Test
    void whatCannotBeSavedIsPutBackAndToldBesideIt() {
        var page = preferences();
        page.route("**/api/preferences", Route::abort);
        channel(page, "mention", "in_app").click();
        assertThat(type(page, "mention").locator(".field-problem")).hasText("Not saved. The server is not reachable.");
        assertThat(channel(page, "mention", "in_app")).isChecked();
        page.locator("#time-zone").selectOption("Asia/Tokyo");
        assertThat(page.locator("#zone-problem")).hasText("Not saved. The server is not reachable.");
        assertThat(page.locator("#time-zone")).hasValue("");
        page.reload();
        assertThat(page.locator("#load-error-text"))
                .hasText("Could not load your preferences. The server is not reachable.");
        assertAccessible(page, "preferences-error");
        page.unroute("**/api/preferences");
        page.locator("#load-retry").click();
        assertThat(page.locator("#choices")).isVisible();
    }

    @Test
    void everybodyCanUseIt() {
        var page = preferences();
        page.locator("#quiet-on").check();
        page.locator("[name=digest][value=day]").check();
        channel(page, "mention", "email").click();
        assertThat(type(page, "mention").locator(".saved")).hasText("Saved");
        assertAccessible(page, "preferences");
        type(page, "password.changed").scrollIntoViewIfNeeded();
        assertAccessible(page, "preferences-types");
    }

    private Page preferences() {
        var page = visit(person(), "preferences");
        assertThat(page.locator("#choices")).isVisible();
        return page;
    }

    private static Locator type(Page page, String code) {
        return page.locator(".type-row[data-type='" + code + "']");
    }

    private static Locator channel(Page page, String code, String channel) {
        return type(page, code).locator("td[data-channel=" + channel + "] input");
    }

    private static Locator saved(Page page, String field) {
        return page.locator("[data-saved=" + field + "]");
    }
}
