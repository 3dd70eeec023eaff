package org.belfry.delivery.email;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The page that a link in an e-mail leads to. It has no script, and all its parts come from us, as the content security policy asks. */
final class LinkPage {

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="%1$s" dir="%2$s">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta name="color-scheme" content="light dark">
              <meta name="robots" content="noindex, nofollow">
              <meta name="referrer" content="no-referrer">
              <title>%3$s · Belfry</title>
              <link rel="icon" href="../favicon.svg" type="image/svg+xml">
              <link rel="stylesheet" href="../assets/belfry.css">
            </head>
            <body>
              <main class="centred">
                <div class="card sign-in">
                  <p class="brand brand-large"><img class="brand-mark" src="../favicon.svg" alt="" width="26" height="26">Belfry</p>
                  <h1>%4$s</h1>
                  <p class="page-text">%5$s</p>
            %6$s      <p class="page-more"><a href="../preferences">%7$s</a></p>
                </div>
              </main>
            </body>
            </html>
            """;

    private LinkPage() {}

    /**
     * @param form HTML; the rest is text
     */
    static String html(EmailTexts texts, String title, String heading, String text, String form) {
        return PAGE.formatted(
                texts.language(),
                "ltr",
                Html.escape(title),
                Html.escape(heading),
                Html.escape(text),
                form,
                Html.escape(texts.get("page.preferences")));
    }

    /** The first language that a browser names; English where it names none. */
    static Locale locale(HttpHeaders headers) {
        return headers.getAcceptableLanguages().stream()
                .filter(language -> !language.getLanguage().equals("*"))
                .findFirst()
                .orElse(Locale.ENGLISH);
    }

    static Response answer(int status, String html) {
        return Response.status(status)
                .type("text/html;charset=UTF-8")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Robots-Tag", "noindex, nofollow")
                // As bytes: in the text of a 400 RESTEasy, which is Open Liberty's, would escape the tags.
                .entity(html.getBytes(StandardCharsets.UTF_8))
                .build();
    }
}
