package org.belfry.inbox.model;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.stream.IntStream;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryClient.Answer;
import org.belfry.testing.NotificationState;
import org.belfry.testing.StreamClient;

/**
 * One thing that a client does with an inbox. If the inbox is the client's own, a {@link ModelInbox} predicts the answer; if clients share it, a
 * {@link Ledger} adds up the answers.
 */
sealed interface Operation {

    /** Type of the events that get a notification each. */
    String PLAIN_TYPE = "mention";

    /** Type of the events that collapse within {@link #COLLAPSE_WINDOW}. */
    String COLLAPSING_TYPE = "disk.full";

    /** Seconds. */
    long COLLAPSE_WINDOW = 3600;

    /** The member of a receipt with the outcome for one recipient, and its values. */
    String OUTCOME = "outcome";

    String NOTIFIED = "notified";
    String COLLAPSED = "collapsed";

    int OK = 200;
    int BAD_REQUEST = 400;
    int NOT_FOUND = 404;

    /** Performs it at a node and returns the answer, whose status is one of the expected ones. */
    Answer perform(BelfryClient node, String recipient);

    /** Performs the same in a model, which must predict the answer. */
    void expect(Answer answer, ModelInbox model, long now);

    /** Adds the answer to those about an inbox that other clients change at the same time. */
    void count(Answer answer, Ledger ledger);

    /** Posts events, several of them in one call. */
    record Post(int events) implements Operation {

        @Override
        public Answer perform(BelfryClient node, String recipient) {
            if (events == 1) {
                return post(node, event(PLAIN_TYPE, recipient).build().toString(), 201);
            }
            var batch = Json.createArrayBuilder();
            IntStream.range(0, events).forEach(i -> batch.add(event(PLAIN_TYPE, recipient)));
            return post(node, batch.build().toString(), 207);
        }

        private static Answer post(BelfryClient node, String body, int status) {
            return expected(node.post("api/events", body), status);
        }

        @Override
        public void expect(Answer answer, ModelInbox model, long now) {
            for (var outcome : outcomes(answer)) {
                assertThat(outcome.getString(OUTCOME)).isEqualTo(NOTIFIED);
                model.arrive(id(outcome), now);
            }
        }

        @Override
        public void count(Answer answer, Ledger ledger) {
            outcomes(answer).forEach(outcome -> Operation.count(outcome, ledger));
        }

        private List<JsonObject> outcomes(Answer answer) {
            var receipts = events == 1
                    ? List.of(answer.json())
                    : answer.json().getJsonArray("outcomes").getValuesAs(JsonObject.class);
            assertThat(receipts).hasSize(events);
            return receipts.stream().map(Operation::outcome).toList();
        }
    }

    /** Posts an event that collapses into an earlier one with the same key, if that is still there and its window is open. */
    record PostAgain(String key) implements Operation {

        @Override
        public Answer perform(BelfryClient node, String recipient) {
            var event = event(COLLAPSING_TYPE, recipient).add("dedup_key", key);
            return expected(node.post("api/events", event.build().toString()), 201);
        }

        @Override
        public void expect(Answer answer, ModelInbox model, long now) {
            var outcome = outcome(answer.json());
            var earlier = model.collapse(key, now);
            if (earlier.isPresent()) {
                assertThat(outcome.getString(OUTCOME)).isEqualTo(COLLAPSED);
                assertThat(id(outcome)).isEqualTo(earlier.getAsLong());
            } else {
                assertThat(outcome.getString(OUTCOME)).isEqualTo(NOTIFIED);
                model.arrive(id(outcome), now);
                model.open(key, id(outcome), now + COLLAPSE_WINDOW);
            }
        }

        @Override
        public void count(Answer answer, Ledger ledger) {
            Operation.count(outcome(answer.json()), ledger);
        }
    }

    /** Marks some read. Those that are read or gone do not count, and none counts twice. */
    record Read(List<Long> ids) implements Operation {

        @Override
        public Answer perform(BelfryClient node, String recipient) {
            return expected(node.put("api/notifications", "{\"ids\":" + ids + "}"), OK);
        }

        @Override
        public void expect(Answer answer, ModelInbox model, long now) {
            assertThat(answer.json().getInt("markedAsRead")).isEqualTo(model.markRead(ids, now));
        }

        @Override
        public void count(Answer answer, Ledger ledger) {
            ledger.read(answer.json().getInt("markedAsRead"));
        }
    }

    /** Marks all read. */
    record ReadAll() implements Operation {

        @Override
        public Answer perform(BelfryClient node, String recipient) {
            return expected(node.post("api/notifications/read-all?recipient=" + recipient, null), OK);
        }

        @Override
        public void expect(Answer answer, ModelInbox model, long now) {
            assertThat(answer.json().getInt("markedAsRead")).isEqualTo(model.markAllRead(now));
        }

        @Override
        public void count(Answer answer, Ledger ledger) {
            ledger.readAll(answer.json().getInt("markedAsRead"));
        }
    }

    /**
     * Changes one notification, which may be gone.
     *
     * @param action as the path has it
     * @param until for {@code snooze}; else null
     */
    record Change(String action, long id, Long until) implements Operation {

        @Override
        public Answer perform(BelfryClient node, String recipient) {
            if (until == null) {
                return expected(node.post("api/notifications/" + id + "/" + action, null), OK, NOT_FOUND);
            }
            // Another client may have moved the clock beyond it.
            return expected(
                    node.post("api/notifications/" + id + "/" + action, "{\"until\":" + until + "}"),
                    OK,
                    NOT_FOUND,
                    BAD_REQUEST);
        }

        @Override
        public void expect(Answer answer, ModelInbox model, long now) {
            switch (action) {
                case "read" -> model.markRead(List.of(id), now);
                case "unread" -> model.markUnread(id);
                case "archive" -> model.archive(id, now);
                case "unarchive" -> model.unarchive(id);
                case "snooze" -> model.snooze(id, until, now);
                case "unsnooze" -> model.unsnooze(id);
                default -> throw new IllegalStateException(action);
            }
            var answered = answer.status() == OK ? NotificationState.of(answer.json()) : null;
            assertThat(answered).isEqualTo(model.notification(id));
        }

        /** The answer does not say whether this call changed anything. */
        @Override
        public void count(Answer answer, Ledger ledger) {
            ledger.changed();
        }
    }

    /** Deletes some. Those that are gone do not count, and none counts twice. */
    record Delete(List<Long> ids) implements Operation {

        @Override
        public Answer perform(BelfryClient node, String recipient) {
            return expected(node.delete("api/notifications", "{\"ids\":" + ids + "}"), OK);
        }

        @Override
        public void expect(Answer answer, ModelInbox model, long now) {
            assertThat(answer.json().getInt("deleted")).isEqualTo(model.remove(ids));
        }

        @Override
        public void count(Answer answer, Ledger ledger) {
            ledger.deleted(answer.json().getInt("deleted"));
        }
    }

    /** Deletes everything created before a second. */
    record DeleteOlder(long before) implements Operation {

        @Override
        public Answer perform(BelfryClient node, String recipient) {
            var body = "{\"recipient\":\"" + recipient + "\",\"olderThan\":" + before + "}";
            return expected(node.delete("api/notifications", body), OK);
        }

        @Override
        public void expect(Answer answer, ModelInbox model, long now) {
            assertThat(answer.json().getInt("deleted")).isEqualTo(model.removeOlder(before));
        }

        @Override
        public void count(Answer answer, Ledger ledger) {
            ledger.deleted(answer.json().getInt("deleted"));
        }
    }

    /** An agent claims notifications that were never delivered. */
    record Heartbeat(int limit) implements Operation {

        @Override
        public Answer perform(BelfryClient node, String recipient) {
            var body = "{\"action\":\"mark-delivered\",\"agent\":\"" + recipient + "\",\"limit\":" + limit + "}";
            return expected(node.post("api/notifications", body), OK);
        }

        @Override
        public void expect(Answer answer, ModelInbox model, long now) {
            var claim = model.claim(limit, now);
            assertThat(claimed(answer)).isEqualTo(claim.notifications());
            assertThat(answer.json().getInt("remaining")).isEqualTo((int) claim.remaining());
        }

        @Override
        public void count(Answer answer, Ledger ledger) {
            ledger.claimed(claimed(answer).stream().map(NotificationState::id).toList());
        }

        private static List<NotificationState> claimed(Answer answer) {
            var claimed = states(answer.json().getJsonArray("notifications"));
            assertThat(answer.json().getInt("delivered")).isEqualTo(claimed.size());
            return claimed;
        }
    }

    /**
     * A command on a stream, which is not answered.
     *
     * @param action {@code delivered}, {@code read} or {@code read-all}
     */
    record Command(String action, List<Long> ids) implements Operation {

        @Override
        public Answer perform(BelfryClient node, String recipient) {
            try (var stream = StreamClient.open(node, recipient, null)) {
                stream.send("{\"action\":\"" + action + "\",\"ids\":" + ids + "}");
                // Commands are carried out one after the other.
                stream.send("{\"action\":\"ping\"}");
                stream.await("pong");
                assertThat(stream.frames())
                        .noneMatch(frame -> frame.getString("frame").equals("error"));
            }
            return null;
        }

        @Override
        public void expect(Answer answer, ModelInbox model, long now) {
            switch (action) {
                case "delivered" -> model.markDelivered(ids, now);
                case "read" -> model.markRead(ids, now);
                case "read-all" -> model.markAllRead(now);
                default -> throw new IllegalStateException(action);
            }
        }

        @Override
        public void count(Answer answer, Ledger ledger) {
            ledger.changed();
        }
    }

    /** Notifies all recipients. */
    record Broadcast() implements Operation {

        @Override
        public Answer perform(BelfryClient node, String recipient) {
            var event = Json.createObjectBuilder()
                    .add("type", COLLAPSING_TYPE)
                    .add("title", "To all")
                    .add("broadcast", true);
            return expected(node.post("api/events", event.build().toString()), 202);
        }

        @Override
        public void expect(Answer answer, ModelInbox model, long now) {
            throw new IllegalStateException("A client changes its own inbox only");
        }

        @Override
        public void count(Answer answer, Ledger ledger) {
            ledger.broadcast();
        }
    }

    /** Erases the recipient with the inbox. The next post creates a new one. */
    record Erase() implements Operation {

        @Override
        public Answer perform(BelfryClient node, String recipient) {
            return expected(node.delete("api/recipients/" + recipient, null), 204, NOT_FOUND);
        }

        @Override
        public void expect(Answer answer, ModelInbox model, long now) {
            throw new IllegalStateException("A client keeps its own inbox");
        }

        @Override
        public void count(Answer answer, Ledger ledger) {
            ledger.changed();
        }
    }

    private static Answer expected(Answer answer, Integer... statuses) {
        assertThat(answer.status()).as(answer.text()).isIn((Object[]) statuses);
        return answer;
    }

    private static JsonObjectBuilder event(String type, String recipient) {
        return BelfryClient.event(type, "What happened", recipient);
    }

    private static JsonObject outcome(JsonObject receipt) {
        return receipt.getJsonArray("outcomes").getJsonObject(0);
    }

    /** A recipient that is being erased is not notified. */
    private static void count(JsonObject outcome, Ledger ledger) {
        switch (outcome.getString(OUTCOME)) {
            case NOTIFIED -> ledger.created(id(outcome));
            case COLLAPSED -> ledger.collapsed();
            default -> ledger.changed();
        }
    }

    private static long id(JsonObject outcome) {
        return outcome.getJsonNumber("notification_id").longValue();
    }

    private static List<NotificationState> states(JsonArray notifications) {
        return notifications.getValuesAs(JsonObject.class).stream()
                .map(NotificationState::of)
                .toList();
    }
}
