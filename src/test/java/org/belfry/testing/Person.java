package org.belfry.testing;

import jakarta.json.Json;
import java.net.http.HttpRequest;
import org.belfry.testing.BelfryClient.Answer;

/** Somebody who is signed in to Belfry with a password, as a browser is: by cookie, and with the CSRF token. */
public record Person(BelfryClient anonymous, String cookie, String csrf) {

    /** Signs in, or fails with the answer's text. {@code client} may have any credential. */
    public static Person signIn(BelfryClient client, String account, String password) {
        var answer = attempt(client, account, password);
        return new Person(
                client.withKey(null), answer.cookie(), answer.expect(200).getString("csrf_token"));
    }

    /** Tries to sign in, with headers in pairs; answers the answer. */
    public static Answer attempt(BelfryClient client, String account, String password, String... headers) {
        var body = Json.createObjectBuilder()
                .add("account", account)
                .add("password", password)
                .build()
                .toString();
        var request = client.request("api/session").header("Content-Type", "application/json");
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.withKey(null).send(request.POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public Answer get(String path) {
        return send("GET", path, null, null);
    }

    public Answer send(String method, String path, String body) {
        return send(method, path, body, csrf);
    }

    /** With another CSRF token; null for none. */
    public Answer send(String method, String path, String body, String token) {
        var request = anonymous.request(path).header("Cookie", cookie).header("Content-Type", "application/json");
        if (token != null) {
            request.header("X-CSRF-Token", token);
        }
        return anonymous.send(request.method(
                method,
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Opens the stream of this person's own inbox. */
    public StreamClient stream() {
        var base = anonymous.base();
        var stream =
                StreamClient.open(base, "", "Cookie", cookie, "Origin", base.getScheme() + "://" + base.getAuthority());
        stream.await("hello");
        return stream;
    }
}
