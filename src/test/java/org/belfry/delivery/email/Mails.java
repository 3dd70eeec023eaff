package org.belfry.delivery.email;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.belfry.delivery.LeasedMessage;
import org.belfry.inbox.Event;
import org.belfry.inbox.EventView;
import org.belfry.inbox.SourceReport;

/** Deliveries to send. */
final class Mails {

    /** A second in November 2023. */
    static final long THEN = 1_700_000_000L;

    private String organization = "Example & Sons";
    private String sender;
    private String recipient = "ada <3";
    private Locale locale = Locale.ENGLISH;
    private ZoneId zone = ZoneId.of("UTC");
    private final List<LeasedMessage.Item> items = new ArrayList<>();

    static LeasedMessage delivery(long id, String title, String message, String link) {
        return delivery(id, "Example & Sons", "ada <3", "task_assigned", title, message, link);
    }

    static LeasedMessage delivery(
            long id, String organization, String recipient, String type, String title, String message, String link) {
        return new Mails()
                .from(organization, null)
                .to(recipient, Locale.ENGLISH, "UTC")
                .item(id, content(type, "tasks", "medium", title, message, link, "grace"), null)
                .build();
    }

    static Event.Content content(
            String type, String category, String priority, String title, String message, String link, String actor) {
        return new Event.Content("producer", null, type, category, priority, title, message, link, actor, null, null);
    }

    static LeasedMessage to(String address, LeasedMessage delivery) {
        return new LeasedMessage(
                delivery.deliveryId(),
                delivery.target(),
                delivery.endpointId(),
                delivery.attempt(),
                address,
                delivery.recipient(),
                delivery.organization(),
                delivery.digest(),
                delivery.items(),
                delivery.startedAt());
    }

    Mails from(String name, String address) {
        organization = name;
        sender = address;
        return this;
    }

    Mails to(String name, Locale speaking, String livingIn) {
        recipient = name;
        locale = speaking;
        zone = ZoneId.of(livingIn);
        return this;
    }

    /** @param source null for none */
    Mails item(long id, Event.Content content, SourceReport source) {
        var event = new Event() {
            @Override
            public Content content() {
                return content;
            }

            @Override
            public SourceReport source() {
                return source;
            }
        };
        items.add(new LeasedMessage.Item(id, 7L, EventView.of(event, null), THEN + 60L * items.size()));
        return this;
    }

    LeasedMessage build() {
        return new LeasedMessage(
                items.get(0).deliveryId(),
                "email",
                null,
                1,
                "ada@example.org",
                new LeasedMessage.Recipient(9, recipient, locale, zone),
                new LeasedMessage.Organization(1, "example", organization, sender),
                items.size() > 1,
                List.copyOf(items),
                THEN + 100);
    }
}
