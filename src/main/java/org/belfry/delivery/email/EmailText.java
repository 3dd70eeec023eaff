package org.belfry.delivery.email;

import java.net.URI;
import java.net.URISyntaxException;
import org.belfry.delivery.Leased;
import org.belfry.inbox.Event;

/** The words of an e-mail, plain and as HTML; the HTML reads well in light and dark, and has no pictures. */
final class EmailText {

    private final Leased delivery;
    private final Event.Content event;
    private final Texts texts;

    EmailText(Leased delivery) {
        this.delivery = delivery;
        this.texts = new Texts(delivery.recipient().locale());
        this.event = delivery.item().event().content();
    }

    /** One line, whatever the title holds: a line break in a header would start another header. */
    String subject() {
        return event.title().replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    }

    String plain() {
        var text = new StringBuilder(event.title()).append('\n');
        if (event.message() != null) {
            text.append('\n').append(event.message()).append('\n');
        }
        if (link() != null) {
            text.append('\n').append(link()).append('\n');
        }
        return text.append("\n-- \n").append(footer()).append('\n').toString();
    }

    String html() {
        var html = new StringBuilder(1024)
                .append("<!doctype html>\n<html lang=\"")
                .append(texts.language())
                .append("\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width\">")
                .append("<meta name=\"color-scheme\" content=\"light dark\">")
                .append("<title>")
                .append(escape(subject()))
                .append("</title></head>")
                .append("<body style=\"margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif\">")
                .append("<div style=\"max-width:36em;margin:0 auto\">")
                .append("<h1 style=\"font-size:20px;line-height:1.3;margin:0 0 12px\">")
                .append(escape(event.title()))
                .append("</h1>");
        if (event.message() != null) {
            html.append("<p style=\"margin:0 0 20px;white-space:pre-line\">")
                    .append(escape(event.message()))
                    .append("</p>");
        }
        if (link() != null) {
            html.append("<p style=\"margin:0 0 24px\"><a href=\"")
                    .append(escape(link()))
                    .append("\">")
                    .append(escape(texts.open()))
                    .append("</a></p>");
        }
        return html.append("<p style=\"margin:0;font-size:13px;opacity:.7\">")
                .append(escape(footer()))
                .append("</p></div></body></html>\n")
                .toString();
    }

    private String footer() {
        return texts.footer(delivery.organization().name(), delivery.recipient().name(), event.type());
    }

    /** Only what a reader can safely follow; null else. */
    private String link() {
        if (event.link() == null) {
            return null;
        }
        try {
            var scheme = new URI(event.link()).getScheme();
            return "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme) ? event.link() : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
