package org.belfry.delivery.email;

import java.util.ArrayList;
import java.util.List;
import org.belfry.delivery.LeasedMessage;
import org.belfry.inbox.Event;
import org.belfry.inbox.SourceReport;

/** The e-mail of one notification. */
final class NotificationEmail implements EmailContent {

    /** Characters of a message that is too much for the HTML as a whole. */
    private static final int SHORTENED = 6000;

    private static final int PREVIEW = 140;

    private final LeasedMessage delivery;
    private final LeasedMessage.Item item;
    private final Event.Content event;
    private final EmailLinks links;
    private final EmailTexts texts;
    private final String link;

    NotificationEmail(LeasedMessage delivery, EmailLinks links) {
        this.delivery = delivery;
        this.item = delivery.item();
        this.event = item.event().content();
        this.links = links;
        this.texts = new EmailTexts(delivery.recipient().locale());
        this.link = EmailStrings.link(event.link());
    }

    @Override
    public String subject() {
        return EmailStrings.oneLine(event.title());
    }

    @Override
    public String plain() {
        var text = new PlainText().lines("", event.title());
        if (event.message() != null) {
            text.blank().lines("", event.message().stripTrailing());
        }
        if (link != null) {
            text.blank().address("", link);
        }
        text.blank();
        var facts = facts(true);
        for (var i = 0; i < facts.size(); i += 2) {
            text.line(facts.get(i) + ": " + EmailStrings.oneLine(facts.get(i + 1)));
        }
        if (links.read() != null) {
            text.blank().line(texts.get("read.link") + ":").address("", links.read());
        }
        text.signature();
        if (links.stop() == null) {
            footer().forEach(text::line);
        } else {
            text.lines("", String.join("\n", footer()) + ":").address("", links.stop());
        }
        return text.toString();
    }

    @Override
    public String html() {
        var whole = html(event.message());
        return HtmlLayout.fits(whole) || event.message() == null
                ? whole
                : html(EmailStrings.shortened(event.message(), SHORTENED) + " " + texts.get("shortened"));
    }

    private String html(String message) {
        var layout = new HtmlLayout(texts)
                .begin(subject(), preview(), delivery.organization().name())
                .kind(event)
                .title(event.title());
        if (message != null) {
            layout.message(message);
        }
        layout.facts(facts(false));
        if (link != null) {
            layout.button(link);
        }
        if (links.read() != null) {
            layout.aside(links.read(), texts.get("read.link"));
        }
        return layout.end(footer(), links.stop());
    }

    /** What a list of e-mails shows behind the subject. */
    private String preview() {
        var text = event.message() == null ? String.join(" ", facts(false)) : event.message();
        return EmailStrings.shortened(EmailStrings.oneLine(text), PREVIEW);
    }

    /** @param all also what the HTML has in another place */
    private List<String> facts(boolean all) {
        var facts = new ArrayList<String>();
        var source = item.event().source();
        if (source != null) {
            facts.addAll(List.of(texts.get("label.about"), about(source)));
            if (source.status() != null) {
                facts.addAll(List.of(texts.get("label.status"), source.status()));
            }
        }
        if (event.actor() != null) {
            facts.addAll(List.of(texts.get("label.actor"), event.actor()));
        }
        facts.addAll(List.of(
                texts.get("label.time"),
                texts.time(item.createdAt(), delivery.recipient().timeZone())));
        if (all) {
            facts.addAll(List.of(texts.get("label.priority"), texts.priority(event.priority())));
            facts.addAll(List.of(texts.get("label.category"), texts.category(event.category())));
        }
        return facts;
    }

    private static String about(SourceReport source) {
        var name = source.type() + " " + source.id();
        if (source.title() == null) {
            return name;
        }
        // Isolated, or its brackets would be turned around with the title's direction.
        return Html.direction(source.title(), "ltr").equals("rtl")
                ? source.title() + " \u2068(" + name + ")\u2069"
                : source.title() + " (" + name + ")";
    }

    /** Why it came, and how to change that; the last line is the link's, where there is one. */
    private List<String> footer() {
        var organization = delivery.organization().name();
        var recipient = delivery.recipient().name();
        var lines = new ArrayList<String>();
        lines.add(texts.get("footer", organization, recipient, event.type()));
        if (links.stop() != null) {
            lines.add(texts.get("footer.stop"));
        } else {
            lines.add(
                    texts.get(links.mandatory() ? "footer.mandatory" : "footer.preferences", organization, recipient));
        }
        return lines;
    }
}
