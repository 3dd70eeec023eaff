package org.belfry.delivery.email;

import java.util.Locale;
import org.belfry.delivery.email.ReadByLink.LinkedNotification;
import org.belfry.delivery.email.ReadByLink.State;

/**
 * The page that a link to mark a notification read leads to.
 *
 * @param status of HTTP
 */
record ReadPage(int status, String html) {

    private static final String FORM = """
                  <form method="post" action="read?token=%1$s">
                    <button class="button button-primary" type="submit">%2$s</button>
                  </form>
            """;

    static ReadPage of(LinkedNotification linked, String token) {
        var texts = new EmailTexts(linked.locale());
        var key = "read." + linked.state().name().toLowerCase(Locale.ROOT);
        var form = linked.state() == State.UNREAD ? FORM.formatted(token, Html.escape(texts.get("read.mark"))) : "";
        var text = linked.state() == State.GONE ? texts.get("read.gone.text") : linked.title();
        return new ReadPage(200, LinkPage.html(texts, texts.get(key), texts.get(key), text, form));
    }

    /** Of a link that is none of ours; in the language that the browser asks for. */
    static ReadPage invalid(Locale locale) {
        var texts = new EmailTexts(locale);
        return new ReadPage(
                400,
                LinkPage.html(
                        texts,
                        texts.get("page.invalid"),
                        texts.get("page.invalid"),
                        texts.get("read.invalid.text"),
                        ""));
    }
}
