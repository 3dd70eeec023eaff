package org.belfry.delivery.email;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.belfry.inbox.Event;

/**
 * What the e-mails' HTML has in common. Tables and inline styles, as mail readers need them; what they do in the dark is in a style
 * element, for those that know it. The others darken the colours themselves, or stay light.
 */
final class HtmlLayout {

    /** Gmail cuts off whatever is longer. */
    static final int MOST_BYTES = 100_000;

    private static final String FONT =
            "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";
    private static final String BREAK = "word-break:break-word;overflow-wrap:anywhere;";

    private static final String STYLE = """
            :root{color-scheme:light dark;supported-color-schemes:light dark}
            @media (prefers-color-scheme:dark){
            .ground{background:#131517!important}
            .card{background:#1b1e21!important;border-color:#2d3136!important}
            .ink{color:#ebe9e4!important}
            .quiet{color:#a5a9af!important}
            .line{border-color:#2d3136!important}
            .link{color:#77ccb9!important}
            .button{background:#77ccb9!important}
            .button a{color:#0c1f1b!important}
            .plain{background:#2c3136!important;color:#ebe9e4!important}
            .high{background:#37291a!important;color:#f0b866!important}
            .critical{background:#3a211d!important;color:#f4998b!important}
            }
            [data-ogsc] .ink{color:#ebe9e4!important}
            [data-ogsc] .quiet{color:#a5a9af!important}
            [data-ogsc] .link{color:#77ccb9!important}
            @media (max-width:480px){.pad{padding:24px 20px!important}.around{padding:12px 8px!important}}
            """;

    /** Keeps what follows out of the preview in a list of e-mails. */
    private static final String AFTER_PREVIEW = "&#847;&zwnj;&nbsp;".repeat(60);

    private final EmailTexts texts;
    private final String start;
    private final StringBuilder html = new StringBuilder(8192);

    HtmlLayout(EmailTexts texts) {
        this.texts = texts;
        this.start = texts.isRightToLeft() ? "right" : "left";
    }

    /** How many bytes it will be. */
    static boolean fits(String html) {
        return html.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    }

    private String direction() {
        return texts.isRightToLeft() ? "rtl" : "ltr";
    }

    /** Our own words, which read in their own direction wherever they stand. */
    private String own(String words) {
        return texts.isRightToLeft() ? "<span dir=\"ltr\">" + Html.escape(words) + "</span>" : Html.escape(words);
    }

    /** Of a text that somebody else wrote: its direction, and the side on which it begins. */
    private String side(String text) {
        var direction = Html.direction(text, direction());
        return " dir=\"" + direction + "\" style=\"text-align:" + (direction.equals("rtl") ? "right" : "left") + ";";
    }

    /**
     * Everything up to the card's own content.
     *
     * @param preview what a list of e-mails shows behind the subject
     */
    HtmlLayout begin(String title, String preview, String organization) {
        html.append("<!doctype html>\n<html lang=\"")
                .append(texts.language())
                .append("\" dir=\"")
                .append(direction())
                .append("\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n")
                .append("<meta name=\"x-apple-disable-message-reformatting\">\n")
                .append(
                        "<meta name=\"format-detection\" content=\"telephone=no,date=no,address=no,email=no,url=no\">\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\">\n")
                .append("<meta name=\"supported-color-schemes\" content=\"light dark\">\n<title>")
                .append(Html.escape(title))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n")
                .append("<body class=\"ground\" style=\"margin:0;padding:0;background:#f5f3ef;\">\n")
                .append("<div style=\"display:none;max-height:0;overflow:hidden;mso-hide:all;\" aria-hidden=\"true\">")
                .append(Html.escape(preview))
                .append(AFTER_PREVIEW)
                .append("</div>\n")
                .append(
                        "<table role=\"presentation\" class=\"ground\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\"")
                .append(" border=\"0\" bgcolor=\"#f5f3ef\" style=\"background:#f5f3ef;\">\n")
                .append("<tr><td class=\"around\" align=\"center\" style=\"padding:28px 16px;\">\n")
                // Outlook on Windows knows no greatest width.
                .append("<!--[if mso]><table role=\"presentation\" width=\"600\"><tr><td><![endif]-->\n")
                .append("<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"")
                .append(" style=\"max-width:600px;\">\n<tr><td class=\"quiet\" align=\"")
                .append(start)
                .append("\"")
                .append(side(organization))
                .append("padding:0 4px 14px;font-size:14px;line-height:20px;font-weight:600;color:#5b6067;")
                .append(FONT)
                .append(BREAK)
                .append("\">")
                .append(Html.escape(organization))
                .append("</td></tr>\n<tr><td class=\"card pad ink\" align=\"")
                .append(start)
                .append("\" bgcolor=\"#fffefc\" style=\"padding:32px;border:1px solid #e2ded6;border-radius:14px;")
                .append("background:#fffefc;font-size:15px;line-height:1.4;color:#1e2124;")
                .append(FONT)
                .append(BREAK)
                .append("\">\n");
        return this;
    }

    /** What kind of thing it is: words, and only for those who see them a colour too. */
    HtmlLayout kind(Event.Content event) {
        var colours =
                switch (event.priority()) {
                    case "critical" -> "class=\"critical\" style=\"background:#fbe9e5;color:#a32a1c;";
                    case "high" -> "class=\"high\" style=\"background:#fbeed8;color:#8a4b00;";
                    default -> "class=\"plain\" style=\"background:#e9e5dd;color:#3f444a;";
                };
        html.append(
                        "<p class=\"quiet\" style=\"margin:0 0 14px;font-size:13px;line-height:22px;color:#5b6067;\"><span ")
                .append(colours)
                .append("padding:3px 9px;border-radius:6px;font-weight:600;\">")
                .append(own(texts.get("priority.of", texts.priority(event.priority()))))
                .append("</span>&nbsp; ")
                .append(own(texts.category(event.category())))
                .append("</p>\n");
        return this;
    }

    HtmlLayout title(String title) {
        html.append("<h1 class=\"ink\"")
                .append(side(title))
                .append("margin:0 0 12px;font-size:22px;line-height:1.3;font-weight:600;color:#1e2124;")
                .append(BREAK)
                .append("\">")
                .append(Html.escape(title))
                .append("</h1>\n");
        return this;
    }

    /** The text of a notification. */
    HtmlLayout message(String message) {
        html.append("<p class=\"ink\"")
                .append(side(message))
                .append("margin:0 0 20px;font-size:16px;line-height:1.55;color:#1e2124;")
                .append(BREAK)
                .append("\">")
                .append(Html.lines(message))
                .append("</p>\n");
        return this;
    }

    /** A sentence of ours. */
    HtmlLayout note(String words) {
        html.append("<p class=\"quiet\" style=\"margin:0 0 20px;font-size:13px;line-height:20px;color:#5b6067;\">")
                .append(own(words))
                .append("</p>\n");
        return this;
    }

    /** @param facts label and value in turn */
    HtmlLayout facts(List<String> facts) {
        html.append("<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"")
                .append(" style=\"margin:0;font-size:14px;line-height:20px;\">\n");
        for (var i = 0; i < facts.size(); i += 2) {
            html.append("<tr><td class=\"quiet\" valign=\"top\" style=\"padding:3px 0;padding-")
                    .append(start.equals("left") ? "right" : "left")
                    .append(":16px;white-space:nowrap;word-break:normal;overflow-wrap:normal;color:#5b6067;\">")
                    .append(own(facts.get(i)))
                    .append("</td><td class=\"ink\" valign=\"top\" style=\"padding:3px 0;color:#1e2124;")
                    .append(BREAK)
                    .append("\"><span dir=\"")
                    .append(Html.direction(facts.get(i + 1), "ltr"))
                    .append("\">")
                    .append(Html.escape(facts.get(i + 1)))
                    .append("</span></td></tr>\n");
        }
        html.append("</table>\n");
        return this;
    }

    /** A link as a button, and its address to be read and copied. */
    HtmlLayout button(String url) {
        html.append("<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"")
                .append(" style=\"margin:24px 0 20px;\"><tr><td class=\"button\" bgcolor=\"#0f665a\"")
                .append(" style=\"border-radius:8px;background:#0f665a;mso-padding-alt:12px 24px;\"><a href=\"")
                .append(Html.escape(url))
                .append(
                        "\" style=\"display:inline-block;padding:12px 24px;font-size:16px;line-height:20px;font-weight:600;")
                .append("color:#ffffff;text-decoration:none;")
                .append(FONT)
                .append("\">")
                .append(own(texts.get("open")))
                .append("</a></td></tr></table>\n")
                .append("<p class=\"quiet\" style=\"margin:0;font-size:13px;line-height:20px;color:#5b6067;\">")
                .append(own(texts.get("open.address")))
                .append("<br>\n<a class=\"link\" href=\"")
                .append(Html.escape(url))
                .append("\" dir=\"ltr\" style=\"color:#0f665a;word-break:break-all;\">")
                .append(Html.escape(url))
                .append("</a></p>\n");
        return this;
    }

    /** A link beside the main one. */
    HtmlLayout aside(String url, String words) {
        html.append("<p style=\"margin:20px 0 0;font-size:14px;line-height:20px;\"><a class=\"link\" href=\"")
                .append(Html.escape(url))
                .append("\" style=\"color:#0f665a;\">")
                .append(own(words))
                .append("</a></p>\n");
        return this;
    }

    /** The heading over some of the notifications of a digest. */
    HtmlLayout group(String category) {
        html.append("<h2 class=\"ink line\" style=\"margin:24px 0 0;padding:0 0 8px;border-bottom:1px solid #e2ded6;")
                .append("font-size:16px;line-height:22px;font-weight:600;color:#1e2124;\">")
                .append(own(category))
                .append("</h2>\n");
        return this;
    }

    /**
     * One notification of a digest. As there may be many, it has as few bytes as it can.
     *
     * @param message null for none
     * @param link null for none
     * @param meta when it was, and the like
     */
    HtmlLayout entry(String title, String message, String link, String meta) {
        html.append("<p")
                .append(side(title))
                .append("margin:14px 0 0\"><b>")
                .append(
                        link == null
                                ? Html.escape(title)
                                : "<a class=\"link\" href=\"" + Html.escape(link) + "\" style=\"color:#0f665a;\">"
                                        + Html.escape(title) + "</a>")
                .append("</b>");
        if (message != null) {
            html.append("<br>").append(Html.escape(message));
        }
        html.append("<br><small class=\"quiet\" style=\"color:#5b6067\">")
                .append(own(meta))
                .append("</small></p>\n");
        return this;
    }

    /**
     * The end of the card, and what stands below it.
     *
     * @param lines the last one is a link, where there is one
     * @param url of the link, or null
     */
    String end(List<String> lines, String url) {
        html.append("</td></tr>\n<tr><td class=\"quiet\" align=\"")
                .append(start)
                .append("\" style=\"padding:16px 4px 0;font-size:13px;line-height:20px;color:#5b6067;")
                .append(FONT)
                .append(BREAK)
                .append("\">");
        for (var i = 0; i < lines.size(); i++) {
            html.append(i == 0 ? "" : "<br>\n");
            if (url != null && i == lines.size() - 1) {
                html.append("<a class=\"quiet\" href=\"")
                        .append(Html.escape(url))
                        .append("\" style=\"color:#5b6067;\">")
                        .append(own(lines.get(i)))
                        .append("</a>");
            } else {
                html.append(own(lines.get(i)));
            }
        }
        return html.append("</td></tr>\n</table>\n<!--[if mso]></td></tr></table><![endif]-->\n")
                .append("</td></tr>\n</table>\n</body>\n</html>\n")
                .toString();
    }
}
