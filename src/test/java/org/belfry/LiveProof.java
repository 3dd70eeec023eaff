package org.belfry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.Crowd;
import org.belfry.testing.Crowd.Change;
import org.belfry.testing.Crowd.Watcher;
import org.belfry.testing.Nodes;
import org.belfry.testing.RecountedInbox;

/**
 * Events for many inboxes, posted to both of two nodes while clients watch; connections are cut at random, and one node is
 * killed half-way and started again. A post that failed is repeated with its event's id. At the end each client must have
 * seen every change of its inbox once, in order, and every counter must be what the rows say.
 *
 * <p>Of an inbox in which nothing else happens these are its notifications, one modseq each. In every third one people also
 * read, archive and delete: there a client that was away is told of each notification's latest change only, so it must have
 * seen whatever still stands, and hold in the end what the server has.
 */
final class LiveProof {

    private static final int POSTERS = 4;
    private static final int MOST_RECIPIENTS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Nodes nodes;
    private final int clients;
    private final int events;
    private final List<String> inboxes = new ArrayList<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** The ids that were answered for each inbox, with the number of the event. */
    private final Map<String, Map<Integer, Long>> told = new ConcurrentHashMap<>();

    private final Set<Long> deleted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();
    private final CountDownLatch halfWay = new CountDownLatch(1);
    private final CountDownLatch startedAgain = new CountDownLatch(1);
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    LiveProof(Nodes nodes, String name, int clients, int events) {
        this.nodes = nodes;
        this.clients = clients;
        this.events = events;
        // Half of the clients share an inbox with others, five to ten each; the others are alone.
        for (var i = 0; i < clients / 10 + clients / 2; i++) {
            inboxes.add(name + "-" + i);
            told.put(name + "-" + i, new ConcurrentHashMap<>());
        }
    }

    void run() throws Exception {
        try (var crowd = new Crowd(nodes)) {
            for (var client = 0; client < clients; client++) {
                var inbox = client < clients / 2 ? client % (clients / 10) : clients / 10 + client - clients / 2;
                crowd.join(inboxes.get(inbox), way(client));
            }
            var threads = Executors.newFixedThreadPool(POSTERS + 1);
            var scissors = Executors.newSingleThreadScheduledExecutor();
            try {
                scissors.scheduleWithFixedDelay(crowd::cutAny, 0, 4_000 / clients, TimeUnit.MILLISECONDS);
                scissors.scheduleWithFixedDelay(nodes::breakListening, 500, 2_000, TimeUnit.MILLISECONDS);
                var work = new ArrayList<Future<?>>();
                for (var poster = 0; poster < POSTERS; poster++) {
                    work.add(threads.submit(() -> {
                        try {
                            return post();
                        } finally {
                            // Also where it failed before: else nobody would go on to say so.
                            halfWay.countDown();
                        }
                    }));
                }
                halfWay.await();
                nodes.kill(1);
                nodes.startAgain(1);
                startedAgain.countDown();
                for (var done : work) {
                    done.get();
                }
            } finally {
                scissors.shutdownNow();
                scissors.awaitTermination(10, TimeUnit.SECONDS);
                threads.shutdownNow();
            }
            assertThat(wrong).isEmpty();
            // Also what the node that was killed had begun.
            var recounted = RecountedInbox.of(nodes::rows, "default");
            assertThat(recounted).hasSizeGreaterThanOrEqualTo(inboxes.size());
            assertThat(recounted.stream().filter(inbox -> !inbox.isRight())).isEmpty();
            for (var inbox : inboxes) {
                check(inbox, crowd);
            }
            assertThat(crowd.refusals()).isEmpty();
            System.out.printf(
                    "%d events to %d inboxes; %d clients connected %d times and were told %d changes; %d requests were repeated%n",
                    events,
                    inboxes.size(),
                    clients,
                    crowd.watchers().stream().mapToInt(Watcher::greetings).sum(),
                    crowd.watchers().stream()
                            .mapToInt(it -> it.changes().size())
                            .sum(),
                    repeated.get());
        }
    }

    /** Half of those who share an inbox, and half of the others. */
    private static Crowd.Way way(int client) {
        return Crowd.Way.values()[client / 2 % 2];
    }

    private boolean isBusy(String inbox) {
        return inboxes.indexOf(inbox) % 3 == 2;
    }

    private Void post() throws Exception {
        for (var number = next.getAndIncrement(); number < events; number = next.getAndIncrement()) {
            if (number >= events / 2) {
                halfWay.countDown();
            }
            if (number >= events * 3 / 4) {
                // The rest is for both nodes again.
                startedAgain.await();
            }
            var recipients = recipients(number);
            var posted = event("mention", "No. " + number, recipients.toArray(String[]::new))
                    .add("id", "event-" + number + "-of-" + inboxes.get(0))
                    .build();
            var receipt = send("POST", "api/events", posted.toString(), Set.of(200, 201));
            for (var outcome : receipt.getJsonArray("outcomes").getValuesAs(JsonObject.class)) {
                told.get(outcome.getString("recipient"))
                        .put(number, outcome.getJsonNumber("notification_id").longValue());
            }
            for (var recipient : recipients) {
                if (isBusy(recipient)) {
                    change(recipient);
                }
            }
        }
        return null;
    }

    private Set<String> recipients(int number) {
        var random = ThreadLocalRandom.current();
        var recipients = new LinkedHashSet<String>();
        for (var count = number % 10 == 0 ? MOST_RECIPIENTS : 1; count > 0; count--) {
            recipients.add(inboxes.get(random.nextInt(inboxes.size())));
        }
        return recipients;
    }

    /** What people do with what is in their inbox; somebody else may have deleted it. */
    private void change(String recipient) throws Exception {
        var random = ThreadLocalRandom.current();
        var ids = List.copyOf(told.get(recipient).values());
        var id = ids.get(random.nextInt(ids.size()));
        var one = "api/notifications/" + id + "/";
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> send("POST", one + "read", "", Set.of(200, 404));
            case 3 -> send("POST", one + "unread", "", Set.of(200, 404));
            case 4 -> send("POST", one + "archive", "", Set.of(200, 404));
            case 5 ->
                send(
                        "PUT",
                        "api/notifications",
                        "{\"recipient\":\"" + recipient + "\",\"markAllRead\":true}",
                        Set.of(200));
            case 6 -> {
                deleted.add(id);
                send("DELETE", "api/notifications", "{\"ids\":[" + id + "]}", Set.of(200));
            }
            default -> {
                // Nothing.
            }
        }
    }

    /** Asks one node after the other until one answers. A node that is not up may answer what it will. */
    private JsonObject send(String method, String path, String body, Set<Integer> expected) throws Exception {
        var first = ThreadLocalRandom.current().nextInt(2);
        for (var attempt = 0; ; attempt++) {
            var node = (first + attempt) % 2;
            var up = nodes.isUp(node);
            var request = HttpRequest.newBuilder(nodes.url(node).resolve(path))
                    .header("x-api-key", BelfryClient.ADMIN_KEY)
                    .header("Content-Type", "application/json")
                    .timeout(Duration.ofSeconds(30))
                    .method(method, BodyPublishers.ofString(body))
                    .build();
            try {
                var answer = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
                var isSound = up && nodes.isUp(node);
                if (expected.contains(answer.statusCode()) && (isSound || answer.statusCode() < 300)) {
                    try (var reader = Json.createReader(new StringReader(answer.body()))) {
                        return reader.readObject();
                    }
                }
                if (isSound) {
                    wrong.add(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
                    throw new IllegalStateException(wrong.toString());
                }
            } catch (IOException e) {
                if (up && nodes.isUp(node) && attempt > 20) {
                    throw e;
                }
            }
            repeated.incrementAndGet();
        }
    }

    private void check(String inbox, Crowd crowd) {
        var notifications = new HashMap<Long, JsonObject>();
        var state = list(inbox, notifications);
        var modseq = state.getJsonNumber("modseq").longValue();
        var watchers = crowd.watchers().stream()
                .filter(watcher -> watcher.recipient().equals(inbox))
                .toList();
        Awaitility.await("all changes of " + inbox).atMost(PATIENCE).until(() -> watchers.stream()
                .allMatch(watcher -> watcher.position() >= modseq));
        if (isBusy(inbox)) {
            checkBusy(inbox, state, notifications, watchers);
        } else {
            checkPlain(inbox, state, notifications, watchers);
        }
    }

    private void checkPlain(
            String inbox, JsonObject state, Map<Long, JsonObject> notifications, List<Watcher> watchers) {
        var answered = told.get(inbox).values();
        assertThat(notifications.keySet()).as(inbox).containsExactlyInAnyOrderElementsOf(answered);
        var inOrder = notifications.values().stream()
                .sorted(Comparator.comparing(LiveProof::modseq))
                .map(notification -> "notification " + modseq(notification) + " of " + id(notification))
                .toList();
        assertThat(modseq(state)).as(inbox).isEqualTo(answered.size());
        for (var watcher : watchers) {
            assertThat(watcher.changes())
                    .as(inbox)
                    .extracting(change -> change.frame() + " " + change.modseq() + " of " + change.id())
                    .isEqualTo(inOrder);
            checkUnread(watcher, state);
        }
    }

    private void checkBusy(
            String inbox, JsonObject state, Map<Long, JsonObject> notifications, List<Watcher> watchers) {
        var missing = new HashSet<>(told.get(inbox).values());
        missing.removeAll(notifications.keySet());
        assertThat(deleted).as(inbox).containsAll(missing);
        var meanings = new HashMap<Long, String>();
        var lastOfAll = new HashMap<String, Long>();
        watchers.forEach(
                watcher -> lastOf(watcher.changes()).forEach((frame, last) -> lastOfAll.merge(frame, last, Math::max)));
        for (var watcher : watchers) {
            var changes = watcher.changes();
            for (var i = 1; i < changes.size(); i++) {
                assertThat(changes.get(i).modseq())
                        .as(inbox)
                        .isGreaterThan(changes.get(i - 1).modseq());
            }
            assertThat(watcher.position()).as(inbox).isEqualTo(modseq(state));
            assertThat(lastOf(changes)).as(inbox).isEqualTo(lastOfAll);
            for (var change : changes) {
                var meaning = change.frame() + " of " + change.id();
                assertThat(meanings.computeIfAbsent(change.modseq(), it -> meaning))
                        .isEqualTo(meaning);
            }
            assertThat(held(changes, notifications.keySet()))
                    .as(inbox)
                    .containsExactlyInAnyOrderElementsOf(notifications.values().stream()
                            .map(it -> held(id(it), modseq(it), !it.isNull("read_at")))
                            .toList());
            checkUnread(watcher, state);
        }
    }

    private static void checkUnread(Watcher watcher, JsonObject state) {
        var changes = watcher.changes();
        if (!changes.isEmpty()) {
            assertThat(changes.get(changes.size() - 1).unreadCount()).isEqualTo(state.getInt("unreadCount"));
        }
    }

    /** The modseqs of the last "all read" and of the last removal. */
    private static Map<String, Long> lastOf(List<Change> changes) {
        return changes.stream()
                .filter(change -> !change.frame().equals("notification"))
                .collect(Collectors.toMap(Change::frame, Change::modseq, Math::max));
    }

    /**
     * What a client holds that goes by what it was told.
     *
     * @param listed what it finds when it lists again after a removal
     */
    private static List<String> held(List<Change> changes, Set<Long> listed) {
        var last = lastOf(changes);
        var notifications = changes.stream()
                .filter(change -> change.frame().equals("notification"))
                .collect(Collectors.toMap(Change::id, change -> change, (earlier, later) -> later));
        notifications
                .values()
                .removeIf(change -> !listed.contains(change.id()) && last.getOrDefault("reset", 0L) > change.modseq());
        return notifications.values().stream()
                .map(change -> held(
                        change.id(),
                        change.modseq(),
                        change.read() || last.getOrDefault("read-all", 0L) > change.modseq()))
                .toList();
    }

    private static String held(long id, long modseq, boolean read) {
        return id + " at " + modseq + (read ? ", read" : ", unread");
    }

    /** Puts all notifications of an inbox into the map; answers the first page, with the counters. */
    private JsonObject list(String inbox, Map<Long, JsonObject> notifications) {
        var first = nodes.client(0).inbox(inbox, "&state=all&limit=500");
        for (var page = first; page != null; ) {
            page.getJsonArray("notifications")
                    .getValuesAs(JsonObject.class)
                    .forEach(it -> notifications.put(id(it), it));
            page = page.isNull("next")
                    ? null
                    : nodes.client(0).inbox(inbox, "&state=all&limit=500&cursor=" + page.getString("next"));
        }
        return first;
    }

    private static long id(JsonObject notification) {
        return notification.getJsonNumber("id").longValue();
    }

    private static long modseq(JsonObject told) {
        return told.getJsonNumber("modseq").longValue();
    }
}
