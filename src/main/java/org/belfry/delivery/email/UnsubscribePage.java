package org.belfry.delivery.email;

import java.util.Locale;
import org.belfry.audience.EmailChoices.EmailChoice;

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
    static UnsubscribePage asking(EmailChoice choice, UnsubscribeToken claim, String token) {
        return switch (choice.state()) {
            case ON -> page(choice, claim, "ask", 200, form(choice, token, false));
            case MANDATORY -> page(choice, claim, "mandatory", 200, "");
            default -> changed(choice, claim, token);
        };
    }

    /** How it stands after a change. */
    static UnsubscribePage changed(EmailChoice choice, UnsubscribeToken claim, String token) {
        return switch (choice.state()) {
            case ON -> page(choice, claim, "resumed", 200, form(choice, token, false));
            case OFF -> page(choice, claim, "stopped", 200, form(choice, token, true));
            case BARRED -> page(choice, claim, "stopped", 200, "");
            // The one-click request of a mail provider is to fail then.
            case MANDATORY -> page(choice, claim, "mandatory", 409, "");
            // Nothing needs to be done.
            case REMOVED -> page(choice, claim, "removed", 200, "");
            case GONE -> page(choice, claim, "gone", 200, "");
        };
    }

    /** Of a link that is none of ours; in the language that the browser asks for. */
    static UnsubscribePage invalid(Locale locale) {
        var texts = new EmailTexts(locale);
        return new UnsubscribePage(
                400,
                LinkPage.html(
                        texts, texts.get("page.title"), texts.get("page.invalid"), texts.get("page.invalid.text"), ""));
    }

    private static UnsubscribePage page(
            EmailChoice choice, UnsubscribeToken claim, String key, int status, String form) {
        var texts = new EmailTexts(choice.locale());
        var text = texts.get(
                "page." + key + ".text",
                claim.type(),
                String.valueOf(choice.recipient()),
                String.valueOf(choice.organization()));
        return new UnsubscribePage(
                status, LinkPage.html(texts, texts.get("page." + key), texts.get("page." + key), text, form));
    }

    private static String form(EmailChoice choice, String token, boolean undo) {
        var texts = new EmailTexts(choice.locale());
        return FORM.formatted(
                token,
                undo ? "undo" : "List-Unsubscribe",
                undo ? "true" : "One-Click",
                undo ? "" : " button-primary",
                Html.escape(texts.get(undo ? "page.undo" : "page.stop")));
    }
}
