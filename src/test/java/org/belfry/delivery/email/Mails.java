package org.belfry.delivery.email;

import java.util.Locale;
import org.belfry.delivery.Outbox.Leased;
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
                id, "ada@example.org", recipient, organization, Locale.ENGLISH, event, 1_700_000_000, 1_700_000_100);
    }
}
