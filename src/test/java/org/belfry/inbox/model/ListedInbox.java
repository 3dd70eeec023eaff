package org.belfry.inbox.model;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.NotificationState;

/** All that the list shows of an inbox, wherever it lies. */
record ListedInbox(List<NotificationState> notifications, long total, long unreadCount, long modseq) {

    private static final String ALL = "&state=all&limit=500";

    static ListedInbox of(BelfryClient node, String recipient) {
        var first = node.inbox(recipient, ALL);
        var notifications = new ArrayList<NotificationState>();
        for (var page = first; page != null; page = next(node, recipient, page)) {
            page.getJsonArray("notifications").getValuesAs(JsonObject.class).stream()
                    .map(NotificationState::of)
                    .forEach(notifications::add);
        }
        return new ListedInbox(
                notifications,
                first.getJsonNumber("total").longValue(),
                first.getJsonNumber("unreadCount").longValue(),
                first.getJsonNumber("modseq").longValue());
    }

    private static JsonObject next(BelfryClient node, String recipient, JsonObject page) {
        return page.isNull("next") ? null : node.inbox(recipient, ALL + "&cursor=" + page.getString("next"));
    }

    Map<Long, NotificationState> byId() {
        return notifications.stream().collect(Collectors.toMap(NotificationState::id, Function.identity()));
    }
}
