package org.belfry.intake;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryIT;
import org.junit.jupiter.api.Test;

/**
 * 270 CloudEvents made from GitHub's published webhook examples, posted as native events. This is also the loader to copy
 * from: {@link #nativeEvent} is the whole of the mapping.
 */
class GithubEventsIT extends BelfryIT {

    @Test
    void everyInboxHoldsExactlyWhatTheFileImpliesHoweverOftenItIsPosted() throws IOException {
        // An organization of its own, so that nobody else writes to these inboxes.
        var code = unique("github");
        admin().post(
                        "api/organizations",
                        "{\"code\":\"" + code + "\",\"name\":\"GitHub\",\"settings\":{\"ad_hoc_types\":true}}")
                .expect(201);
        var client = admin().withNewKey(Json.createObjectBuilder()
                .add("name", "loader")
                .add("role", "operator")
                .add("organization", code));
        var expected = new HashMap<String, List<String>>();
        var events = cloudEvents();
        assertThat(events).hasSize(270);

        assertThat(load(client, events, expected)).isEqualTo(new Loaded(267, 0, 3));
        var first = inboxes(client, expected);
        first.forEach((recipient, titles) ->
                assertThat(titles).as(recipient).containsExactlyInAnyOrderElementsOf(expected.get(recipient)));

        assertThat(load(client, events, new HashMap<>())).isEqualTo(new Loaded(0, 267, 3));
        assertThat(inboxes(client, expected)).isEqualTo(first);
    }

    private record Loaded(int accepted, int duplicates, int refused) {}

    private static Loaded load(BelfryClient client, List<JsonObject> events, Map<String, List<String>> expected) {
        var accepted = 0;
        var duplicates = 0;
        var refused = 0;
        for (var event : events) {
            var posted = nativeEvent(event).build();
            switch (client.post("api/events", posted.toString()).status()) {
                case 201 -> accepted++;
                case 200 -> duplicates++;
                default -> refused++;
            }
            for (var i = 0; i < posted.getJsonArray("recipients").size(); i++) {
                expected.computeIfAbsent(posted.getJsonArray("recipients").getString(i), any -> new ArrayList<>())
                        .add(posted.getString("type") + " " + posted.getString("title", posted.getString("type")));
            }
        }
        return new Loaded(accepted, duplicates, refused);
    }

    private static Map<String, List<String>> inboxes(BelfryClient client, Map<String, List<String>> expected) {
        var found = new HashMap<String, List<String>>();
        for (var recipient : expected.keySet()) {
            var inbox = client.inbox(recipient, "&limit=500");
            var titles = inbox.getJsonArray("notifications").getValuesAs(JsonObject.class).stream()
                    .map(notification -> notification.getString("type") + " " + notification.getString("title"))
                    .toList();
            assertThat(inbox.getInt("total")).isEqualTo(titles.size());
            assertThat(inbox.getInt("unreadCount")).isEqualTo(titles.size());
            assertThat(inbox.getInt("modseq")).isEqualTo(titles.size());
            found.put(recipient, titles);
        }
        return found;
    }

    /** A CloudEvent of the file as a native event: producer and id name the happening, the subject is the source. */
    private static JsonObjectBuilder nativeEvent(JsonObject event) {
        var data = event.getJsonObject("data");
        var json = Json.createObjectBuilder()
                .add("producer", event.getString("source"))
                .add("id", event.getString("id"))
                .add("type", event.getString("type"))
                .add(
                        "recipients",
                        data.getOrDefault(
                                "recipients", Json.createArrayBuilder().build()))
                .add("data", data);
        copy(data, "actor", json, "actor");
        copy(data, "title", json, "title");
        copy(data, "body", json, "message");
        copy(data, "url", json, "link");
        var subject = event.getString("subject", "");
        var cut = subject.indexOf('/');
        if (cut > 0) {
            var source = Json.createObjectBuilder()
                    .add("type", subject.substring(0, cut))
                    .add("id", subject.substring(cut + 1));
            copy(data, "title", source, "title");
            copy(data, "status", source, "status");
            json.add("source", source);
        }
        return json;
    }

    private static void copy(JsonObject from, String member, JsonObjectBuilder to, String name) {
        if (from.containsKey(member)) {
            to.add(name, from.getString(member));
        }
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
