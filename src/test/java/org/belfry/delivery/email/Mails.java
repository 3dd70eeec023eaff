package org.belfry.delivery.email;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.belfry.delivery.Leased;
import org.belfry.inbox.Event;
import org.belfry.inbox.EventView;

/** Deliveries to send. */
final class Mails {

    private Mails() {}

    static Leased delivery(long id, String title, String message, String link) {
        return delivery(id, "Example & Sons", "ada <3", "task_assigned", title, message, link);
    }

    static Leased delivery(
            long id, String organization, String recipient, String type, String title, String message, String link) {
        var content =
                new Event.Content("producer", null, type, "tasks", "medium", title, message, link, "grace", null, null);
        var event = EventView.of(
                new Event() {
                    @Override
                    public Content content() {
                        return content;
                    }
                },
                null);
        return new Leased(
                id,
                "email",
                null,
                1,
                "ada@example.org",
                new Leased.To(9, recipient, Locale.ENGLISH, ZoneOffset.UTC),
                new Leased.Of(1, "example", organization, null),
                false,
                List.of(new Leased.Item(id, 7L, event, 1_700_000_000)),
                1_700_000_100);
    }

    static Leased to(String address, Leased delivery) {
        return new Leased(
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
}
