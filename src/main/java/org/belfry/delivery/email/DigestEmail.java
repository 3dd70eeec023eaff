package org.belfry.delivery.email;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.belfry.delivery.LeasedMessage;
import org.belfry.inbox.Event;

/** The e-mail of several notifications: those of a category together, in the order in which they came. */
final class DigestEmail implements EmailContent {

    /**
     * How much is said of each.
     *
     * @param title most characters
     * @param message most characters; 0 for none
     * @param link most characters of a link that is given
     */
    private record Detail(int title, int message, int link) {}

    private static final Detail PLAIN = new Detail(300, 300, Integer.MAX_VALUE);

    /** From the most to the least; with the last one the HTML of 200 is short enough, whatever they hold. */
    private static final List<Detail> DETAILS = List.of(
            new Detail(300, 300, 2000), new Detail(200, 120, 2000), new Detail(120, 0, 300), new Detail(40, 0, 0));

    private static final int PREVIEW = 140;

    private final LeasedMessage delivery;
    private final String preferences;
    private final EmailTexts texts;
    private final Map<String, List<LeasedMessage.Item>> groups;

    /** @param preferences the address of the page, or null */
    DigestEmail(LeasedMessage delivery, String preferences) {
        this.delivery = delivery;
        this.preferences = preferences;
        this.texts = new EmailTexts(delivery.recipient().locale());
        this.groups = delivery.items().stream()
                .collect(Collectors.groupingBy(
                        item -> item.event().content().category(), LinkedHashMap::new, Collectors.toList()));
    }

    @Override
    public String subject() {
        return EmailStrings.oneLine(texts.get(
                "digest.subject",
                String.valueOf(delivery.items().size()),
                delivery.organization().name()));
    }

    @Override
    public String plain() {
        var text = new PlainText().line(subject()).line(zone());
        groups.forEach((category, items) -> {
            var heading = texts.category(category);
            text.blank().line(heading).line("-".repeat(Math.min(heading.length(), 70)));
            items.forEach(item -> add(text, item));
        });
        text.signature();
        footer().forEach(text::line);
        if (preferences != null) {
            text.address("", preferences);
        }
        return text.toString();
    }

    private void add(PlainText text, LeasedMessage.Item item) {
        var event = item.event().content();
        text.blank().bullet(title(event, PLAIN));
        var message = message(event, PLAIN);
        if (message != null) {
            text.line("  ", message);
        }
        var link = EmailStrings.link(event.link());
        if (link != null) {
            text.address("  ", link);
        }
        text.line("  ", meta(item));
    }

    @Override
    public String html() {
        return DETAILS.stream()
                .map(this::html)
                .filter(HtmlLayout::fits)
                .findFirst()
                .orElseGet(() -> html(DETAILS.get(DETAILS.size() - 1)));
    }

    private String html(Detail detail) {
        var layout = new HtmlLayout(texts)
                .begin(subject(), preview(), delivery.organization().name())
                .title(subject())
                .note(zone());
        groups.forEach((category, items) -> {
            layout.group(texts.category(category));
            for (var item : items) {
                var event = item.event().content();
                var link = EmailStrings.link(event.link());
                layout.entry(
                        title(event, detail),
                        message(event, detail),
                        link == null || link.length() > detail.link() ? null : link,
                        meta(item));
            }
        });
        return layout.end(footer(), preferences);
    }

    private String preview() {
        var titles = delivery.items().stream()
                .limit(4)
                .map(item -> EmailStrings.oneLine(item.event().content().title()))
                .collect(Collectors.joining(" · "));
        return EmailStrings.shortened(titles, PREVIEW);
    }

    private static String title(Event.Content event, Detail detail) {
        return EmailStrings.shortened(EmailStrings.oneLine(event.title()), detail.title());
    }

    private static String message(Event.Content event, Detail detail) {
        return event.message() == null || detail.message() == 0
                ? null
                : EmailStrings.shortened(EmailStrings.oneLine(event.message()), detail.message());
    }

    /** When it was, and how urgent, where that is out of the ordinary. */
    private String meta(LeasedMessage.Item item) {
        var event = item.event().content();
        var time = texts.localTime(item.createdAt(), delivery.recipient().timeZone());
        return event.priority().equals("medium")
                ? time
                : time + " · " + texts.get("priority.of", texts.priority(event.priority()));
    }

    private String zone() {
        return texts.get("digest.times", texts.zone(delivery.recipient().timeZone()));
    }

    private List<String> footer() {
        var lines = new ArrayList<String>();
        lines.add(texts.get(
                "digest.footer",
                delivery.organization().name(),
                delivery.recipient().name()));
        lines.add(texts.get("digest.change"));
        return lines;
    }
}
