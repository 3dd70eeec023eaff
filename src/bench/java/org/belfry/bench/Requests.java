package org.belfry.bench;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;

/** What clients ask of one inbox. */
record Requests(String recipient) {

    private static final String LIST = "api/notifications?recipient=";
    private static final String BADGE = "api/notifications/unread-count?recipient=";

    /** @param filter such as {@code &limit=50} */
    void list(HttpConnection http, String filter) throws IOException {
        http.get(LIST + recipient + filter, 200);
    }

    /** The ETag of a list. */
    String listTag(HttpConnection http, String filter) throws IOException {
        return http.get(LIST + recipient + filter, 200).tag();
    }

    void listAgain(HttpConnection http, String filter, String tag) throws IOException {
        http.get(LIST + recipient + filter, tag, 304);
    }

    /** A cursor in the middle of an inbox of that size. */
    String middle(HttpConnection http, int rows) throws IOException {
        return json(http.get(LIST + recipient + "&state=all&limit=1&offset=" + rows / 2, 200))
                .getString("next");
    }

    void badge(HttpConnection http) throws IOException {
        http.get(BADGE + recipient, 200);
    }

    String badgeTag(HttpConnection http) throws IOException {
        return http.get(BADGE + recipient, 200).tag();
    }

    void badgeAgain(HttpConnection http, String tag) throws IOException {
        http.get(BADGE + recipient, tag, 304);
    }

    /** @param delivered how many it must be given */
    void heartbeat(HttpConnection http, int limit, int delivered) throws IOException {
        var answer = http.post(
                "api/notifications",
                "{\"action\":\"mark-delivered\",\"agent\":\"" + recipient + "\",\"limit\":" + limit + "}",
                200);
        if (!answer.text().startsWith("{\"success\":true,\"delivered\":" + delivered + ",")) {
            throw new IOException("A heartbeat was to be given " + delivered + ": " + answer.text());
        }
    }

    /** Posts an event to it; answers the id of the notification. */
    long post(HttpConnection http) throws IOException {
        return post(http, "");
    }

    /** @param more members of the event, each with a comma before it */
    long post(HttpConnection http, String more) throws IOException {
        var event = "{\"type\":\"mention\",\"recipients\":[\"" + recipient + "\"],\"title\":\"You were mentioned\","
                + "\"message\":\"What happened, in some words.\"" + more + "}";
        return json(http.post("api/events", event, 201))
                .getJsonArray("outcomes")
                .getJsonObject(0)
                .getJsonNumber("notification_id")
                .longValue();
    }

    void read(HttpConnection http, long id) throws IOException {
        http.post("api/notifications/" + id + "/read", "", 200);
    }

    void readAll(HttpConnection http) throws IOException {
        http.post("api/notifications/read-all?recipient=" + recipient, "", 200);
    }

    private static JsonObject json(HttpConnection.Answer answer) {
        try (var reader = Json.createReader(new StringReader(answer.text()))) {
            return reader.readObject();
        }
    }
}
