package org.belfry.delivery.email;

import java.util.Locale;
import org.belfry.audience.EmailChoices.Standing;

/**
 * The page that a link to unsubscribe leads to.
 *
 * @param status of HTTP
 */
record UnsubscribePage(int status, String html) {

    private static final String FORM = """
                  <form method="post" action="unsubscribe?token=%1$s">
                    <input type="hidden" name="%2$s" value="%3$s">
                    <button class="button%4$s" type="submit">%5$s</button>
                  </form>
            """;

    /** Before anything is changed. */
    static UnsubscribePage asking(Standing standing, UnsubscribeToken claim, String token) {
        return switch (standing.state()) {
            case ON -> page(standing, claim, "ask", 200, form(standing, token, false));
            case MANDATORY -> page(standing, claim, "mandatory", 200, "");
            default -> changed(standing, claim, token);
        };
    }

    /** How it stands after a change. */
    static UnsubscribePage changed(Standing standing, UnsubscribeToken claim, String token) {
        return switch (standing.state()) {
            case ON -> page(standing, claim, "resumed", 200, form(standing, token, false));
            case OFF -> page(standing, claim, "stopped", 200, form(standing, token, true));
            case BARRED -> page(standing, claim, "stopped", 200, "");
            // The one-click request of a mail provider is to fail then.
            case MANDATORY -> page(standing, claim, "mandatory", 409, "");
            // Nothing needs to be done.
            case REMOVED -> page(standing, claim, "removed", 200, "");
            case GONE -> page(standing, claim, "gone", 200, "");
        };
    }

    /** Of a link that is none of ours; in the language that the browser asks for. */
    static UnsubscribePage invalid(Locale locale) {
        var texts = new Texts(locale);
        return new UnsubscribePage(
                400,
                LinkPage.html(
                        texts, texts.get("page.title"), texts.get("page.invalid"), texts.get("page.invalid.text"), ""));
    }

    private static UnsubscribePage page(
            Standing standing, UnsubscribeToken claim, String key, int status, String form) {
        var texts = new Texts(standing.locale());
        var text = texts.get(
                "page." + key + ".text",
                claim.type(),
                String.valueOf(standing.recipient()),
                String.valueOf(standing.organization()));
        return new UnsubscribePage(
                status, LinkPage.html(texts, texts.get("page." + key), texts.get("page." + key), text, form));
    }

    private static String form(Standing standing, String token, boolean undo) {
        var texts = new Texts(standing.locale());
        return FORM.formatted(
                token,
                undo ? "undo" : "List-Unsubscribe",
                undo ? "true" : "One-Click",
                undo ? "" : " button-primary",
                Html.escape(texts.get(undo ? "page.undo" : "page.stop")));
    }
}
