package org.belfry.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import org.belfry.testing.AtOnce;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.ClockedNodes;
import org.belfry.testing.Person;
import org.junit.jupiter.api.Test;

/** Guessing a password on all nodes at once, while their clock stands still. */
class PasswordGuessingIT extends BelfryIT {

    private static final String PASSWORD = "correct horse battery staple";

    private final ClockedNodes nodes = ClockedNodes.shared();

    @Test
    void ofManyAtOnceFiveAreCompared() throws Exception {
        var client = nodes.organization();
        var name = unique("ada");
        var account = Json.createObjectBuilder().add("account", name).add("password", PASSWORD);
        client.post("api/accounts", account.build().toString()).expect(201);

        var answers = AtOnce.run(
                24, number -> Person.attempt(client.at(nodes.nodes().url(number)), name, "guess number " + number)
                        .status());
        assertThat(answers).containsOnly(401, 429);
        assertThat(answers).filteredOn(status -> status == 401).hasSize(5);

        var locked = Person.attempt(client, name, PASSWORD);
        locked.expect(429);
        assertThat(locked.response().headers().firstValueAsLong("Retry-After")).hasValue(30);
        nodes.move(30);
        Person.signIn(client, name, PASSWORD);
    }

    @Test
    void ofManyAtOnceFromAKnownDeviceFiveAreCompared() throws Exception {
        var client = nodes.organization();
        var name = unique("grace");
        var account = Json.createObjectBuilder().add("account", name).add("password", PASSWORD);
        client.post("api/accounts", account.build().toString()).expect(201);
        var device =
                Person.attempt(client, name, PASSWORD).cookie("belfry_device").replaceFirst(";.*", "");

        var answers = AtOnce.run(24, number -> Person.attempt(
                        client.at(nodes.nodes().url(number)), name, "guess number " + number, "Cookie", device)
                .status());
        assertThat(answers).containsOnly(401, 429);
        assertThat(answers).filteredOn(status -> status == 401).hasSize(5);
        Person.attempt(client, name, PASSWORD, "Cookie", device).expect(429);
        Person.signIn(client, name, PASSWORD);
    }
}
