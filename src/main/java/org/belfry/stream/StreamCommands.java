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
    void execute(StreamSession streamSession, String message) {
        var input = new JsonInput(JsonBodies.parse(message));
        var action = input.requiredText("action", 40);
        var ids = input.ids("ids", MAX_IDS);
        if (action != null && NEED_IDS.contains(action) && ids.isEmpty()) {
            input.reject("ids", "is required");
        }
        input.check();
        if (action.equals("ping")) {
            streamSession.reply(StreamFrame.pong());
            return;
        }
        // As a request that does the same: else the rate limit would be none.
        admissionControl
                .count(streamSession.watch().caller())
                .filter(rateLimitStatus -> !rateLimitStatus.granted())
                .ifPresent(rateLimitStatus -> {
                    throw rateLimitStatus.refusal();
                });
        var subscription = streamSession.watch();
        if (!subscription.caller().mayChange(subscription.recipient())) {
            throw Problem.forbidden("This operation requires the role %s", Role.OPERATOR.code());
        }
        actor.as(subscription.caller().actor(subscription.address()), () -> execute(streamSession, action, ids));
    }

    private void execute(StreamSession streamSession, String action, List<Long> ids) {
        var subscription = streamSession.watch();
        Predicate<String> own = subscription.recipient()::equals;
        switch (action) {
            case "read" -> changes.markRead(inboxes.select(subscription.caller(), ids, own));
            case "delivered" -> receipts.markDelivered(inboxes.select(subscription.caller(), ids, own));
            case "read-all" ->
                // A recipient who does not exist has nothing unread.
                streamSession
                        .inboxId()
                        .map(inboxId -> new NotificationSelection(
                                subscription.caller().organizationId(), inboxId, subscription.recipient(), List.of()))
                        .ifPresent(readMarks::markAllRead);
            default -> throw Problem.invalid("action", "must be delivered, read, read-all or ping");
        }
    }
}
