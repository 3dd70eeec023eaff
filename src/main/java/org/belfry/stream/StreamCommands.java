package org.belfry.stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Predicate;
import org.belfry.access.AdmissionControl;
import org.belfry.access.Role;
import org.belfry.audit.CurrentActor;
import org.belfry.inbox.DeliveryReceipts;
import org.belfry.inbox.InboxChanges;
import org.belfry.inbox.Inboxes;
import org.belfry.inbox.NotificationSelection;
import org.belfry.inbox.ReadMarks;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.JsonInput;
import org.belfry.platform.Problem;

/** What a client may say on the stream: it changes the inbox that it watches, or asks whether somebody is there. */
@ApplicationScoped
public class StreamCommands {

    private static final int MAX_IDS = 1000;
    private static final List<String> NEED_IDS = List.of("read", "delivered");

    @Inject
    private Inboxes inboxes;

    @Inject
    private InboxChanges changes;

    @Inject
    private DeliveryReceipts receipts;

    @Inject
    private ReadMarks readMarks;

    @Inject
    private AdmissionControl admissionControl;

    @Inject
    private CurrentActor actor;

    /** @throws Problem where the message is malformed, not allowed, or one too many; nothing is changed then */
    void execute(Subscriber subscriber, String message) {
        var input = new JsonInput(JsonBodies.parse(message));
        var action = input.requiredText("action", 40);
        var ids = input.ids("ids", MAX_IDS);
        if (action != null && NEED_IDS.contains(action) && ids.isEmpty()) {
            input.reject("ids", "is required");
        }
        input.check();
        if (action.equals("ping")) {
            subscriber.reply(Frame.pong());
            return;
        }
        // As a request that does the same: else the rate limit would be none.
        admissionControl
                .count(subscriber.watch().caller())
                .filter(rateLimitStatus -> !rateLimitStatus.granted())
                .ifPresent(rateLimitStatus -> {
                    throw rateLimitStatus.refusal();
                });
        var watch = subscriber.watch();
        if (!watch.caller().mayChange(watch.recipient())) {
            throw Problem.forbidden("This operation requires the role %s", Role.OPERATOR.code());
        }
        actor.as(watch.caller().actor(watch.address()), () -> execute(subscriber, action, ids));
    }

    private void execute(Subscriber subscriber, String action, List<Long> ids) {
        var watch = subscriber.watch();
        Predicate<String> own = watch.recipient()::equals;
        switch (action) {
            case "read" -> changes.markRead(inboxes.select(watch.caller(), ids, own));
            case "delivered" -> receipts.markDelivered(inboxes.select(watch.caller(), ids, own));
            case "read-all" ->
                // A recipient who does not exist has nothing unread.
                subscriber
                        .inboxId()
                        .map(inboxId -> new NotificationSelection(
                                watch.caller().organizationId(), inboxId, watch.recipient(), List.of()))
                        .ifPresent(readMarks::markAllRead);
            default -> throw Problem.invalid("action", "must be delivered, read, read-all or ping");
        }
    }
}
