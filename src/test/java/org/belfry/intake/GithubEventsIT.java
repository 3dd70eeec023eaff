package org.belfry.intake;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryClient.Answer;
import org.belfry.testing.BelfryIT;
import org.junit.jupiter.api.Test;

/**
 * 270 CloudEvents made from GitHub's published webhook examples, posted in every way that there is. This is also the loader
 * to copy from: {@link #nativeEvent} is the whole of the mapping.
 */
class GithubEventsIT extends BelfryIT {

    private static final int EVENTS = 270;

    /** Those that name nobody. */
    private static final int REFUSED = 3;

    private static final int A_BATCH = 100;

    /** A way to post all events; it answers the status of each. */
    private interface Mode {
        List<Integer> post(BelfryClient client, List<JsonObject> events);
    }

    @Test
    void everyInboxHoldsExactlyWhatTheFileImpliesHoweverItIsPosted() throws IOException {
        var events = cloudEvents();
        assertThat(events).hasSize(EVENTS);
        var expected = expected(events);
        var modes = List.<Mode>of(
                each(GithubEventsIT::postNative),
                each(GithubEventsIT::postBinary),
                each(GithubEventsIT::postStructured),
                GithubEventsIT::postBatched);
        for (var i = 0; i < modes.size(); i++) {
            var client = loaderOfANewOrganization();
            assertThat(counted(modes.get(i).post(client, events)))
                    .isEqualTo(Map.of(201, EVENTS - REFUSED, 400, REFUSED));
            assertThat(inboxes(client, expected)).isEqualTo(expected);

            var another = modes.get((i + 1) % modes.size());
            assertThat(counted(another.post(client, events))).isEqualTo(Map.of(200, EVENTS - REFUSED, 400, REFUSED));
            assertThat(inboxes(client, expected)).isEqualTo(expected);
        }
    }

    /** Nobody else writes to the inboxes of that organization. */
    private BelfryClient loaderOfANewOrganization() {
        var code = unique("github");
        admin().post(
                        "api/organizations",
                        "{\"code\":\"" + code + "\",\"name\":\"GitHub\",\"settings\":{\"ad_hoc_types\":true}}")
                .expect(201);
        return admin().withNewKey(Json.createObjectBuilder()
                .add("name", "loader")
                .add("role", "operator")
                .add("organization", code));
    }

    private static Mode each(BiFunction<BelfryClient, JsonObject, Answer> post) {
        return (client, events) ->
                events.stream().map(event -> post.apply(client, event).status()).toList();
    }

    private static Map<Integer, Integer> counted(List<Integer> statuses) {
        return statuses.stream().collect(Collectors.groupingBy(it -> it, Collectors.summingInt(any -> 1)));
    }

    private static Answer postNative(BelfryClient client, JsonObject event) {
        return client.post("api/events", nativeEvent(event).toString());
    }

    private static Answer postStructured(BelfryClient client, JsonObject event) {
        return post(client, "application/cloudevents+json", event.toString());
    }

    private static List<Integer> postBatched(BelfryClient client, List<JsonObject> events) {
        var statuses = new ArrayList<Integer>();
        for (var from = 0; from < events.size(); from += A_BATCH) {
            var batch = events.subList(from, Math.min(from + A_BATCH, events.size()));
            post(client, "application/cloudevents-batch+json", batch.toString())
                    .expect(207)
                    .getJsonArray("outcomes")
                    .getValuesAs(JsonObject.class)
                    .forEach(outcome -> statuses.add(outcome.getInt("status")));
        }
        return statuses;
    }

    private static Answer post(BelfryClient client, String type, String body) {
        return client.send(
                client.request("api/events").header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    private static Answer postBinary(BelfryClient client, JsonObject event) {
        var request = client.request("api/events");
        event.forEach((name, value) -> {
            if (name.equals("datacontenttype")) {
                request.header("Content-Type", ((JsonString) value).getString());
            } else if (!name.equals("data")) {
                request.header("ce-" + name, BelfryClient.encode(((JsonString) value).getString()));
            }
        });
        return client.send(
                request.POST(BodyPublishers.ofString(event.get("data").toString())));
    }

    /** For each recipient type, title and source of what is in the inbox, in an order of its own. */
    private static Map<String, List<String>> expected(List<JsonObject> events) {
        var expected = new TreeMap<String, List<String>>();
        for (var event : events) {
            var posted = nativeEvent(event);
            var source = posted.containsKey("source")
                    ? posted.getJsonObject("source").getString("type") + "/"
                            + posted.getJsonObject("source").getString("id")
                    : "-";
            for (var recipient : posted.getJsonArray("recipients").getValuesAs(JsonString.class)) {
                expected.computeIfAbsent(recipient.getString(), any -> new ArrayList<>())
                        .add(posted.getString("type") + " " + posted.getString("title", posted.getString("type")) + " "
                                + source);
            }
        }
        expected.values().forEach(Collections::sort);
        return expected;
    }

    private static Map<String, List<String>> inboxes(BelfryClient client, Map<String, List<String>> expected) {
        var found = new TreeMap<String, List<String>>();
        for (var recipient : expected.keySet()) {
            var inbox = client.inbox(recipient, "&limit=500");
            var told = inbox.getJsonArray("notifications").getValuesAs(JsonObject.class).stream()
                    .map(notification -> notification.getString("type") + " " + notification.getString("title") + " "
                            + (notification.isNull("source_type")
                                    ? "-"
                                    : notification.getString("source_type") + "/"
                                            + notification.getString("source_id")))
                    .sorted()
                    .toList();
            assertThat(inbox.getInt("total")).isEqualTo(told.size());
            assertThat(inbox.getInt("unreadCount")).isEqualTo(told.size());
            assertThat(inbox.getInt("modseq")).isEqualTo(told.size());
            found.put(recipient, told);
        }
        return found;
    }

    /** A CloudEvent of the file as a native event: producer and id name the happening, the subject is the source. */
    private static JsonObject nativeEvent(JsonObject event) {
        var data = event.getJsonObject("data");
        var json = Json.createObjectBuilder()
                .add("producer", event.getString("source"))
                .add("id", event.getString("id"))
                .add("type", event.getString("type"))
                .add("recipients", data.getOrDefault("recipients", JsonValue.EMPTY_JSON_ARRAY))
                .add("data", data);
        for (var member : List.of("actor", "title", "message", "link", "priority", "dedup_key")) {
            if (data.containsKey(member)) {
                json.add(member, data.get(member));
            }
        }
        var subject = event.getString("subject", "");
        var cut = subject.indexOf('/');
        if (cut > 0) {
            json.add(
                    "source",
                    Json.createObjectBuilder()
                            .add("type", subject.substring(0, cut))
                            .add("id", subject.substring(cut + 1)));
        }
        return json.build();
    }

    private static List<JsonObject> cloudEvents() throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(
                GithubEventsIT.class.getResourceAsStream("/github-events.ndjson"), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> Json.createReader(new StringReader(line)).readObject())
                    .toList();
        }
    }
}
