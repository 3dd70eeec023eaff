package org.belfry.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.ScriptedSmtp;
import org.belfry.testing.ScriptedSmtp.Behaviour;
import org.belfry.testing.ServerProcess;
import org.belfry.testing.TestEnvironment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The outbox against a mail server that defers, refuses, breaks off, or is not there; on nodes of its own. */
@Tag("derby-only")
@Tag("one-server")
class HostileMailServerIT {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(90);

    @Test
    void eachAnswerOfTheMailServerLeadsToItsState() {
        var smtpPort = TestEnvironment.freePort();
        try (var server = start("hostile-mail", smtpPort, TestEnvironment.freshDatabase())) {
            var client = BelfryClient.admin(server.url());
            var down = send(client, "down");
            Awaitility.await("a failed attempt while the mail server is down")
                    .atMost(LONG_ENOUGH)
                    .until(() ->
                            !client.emailDelivery(down).getJsonArray("attempts").isEmpty());
            assertThat(client.emailDelivery(down).getString("state")).isEqualTo("pending");

            try (var smtp = ScriptedSmtp.start(smtpPort)) {
                smtp.on("deferred@example.org", Behaviour.DEFER_ONCE);
                smtp.on("refused@example.org", Behaviour.REFUSE);
                smtp.on("text-refused@example.org", Behaviour.REFUSE_TEXT);
                smtp.on("broken@example.org", Behaviour.BREAK_AFTER_TEXT);
                var events = new HashMap<String, Integer>();
                for (var name : new String[] {"deferred", "refused", "text-refused", "broken", "fine"}) {
                    events.put(name, send(client, name));
                }
                events.put("down", down);
                var expected = Map.of(
                        "down", "sent",
                        "deferred", "sent",
                        "refused", "dead",
                        "text-refused", "dead",
                        "broken", "uncertain",
                        "fine", "sent");
                expected.forEach((name, state) -> Awaitility.await(name + " becomes " + state)
                        .atMost(LONG_ENOUGH)
                        .until(() -> client.emailDelivery(events.get(name))
                                .getString("state")
                                .equals(state)));

                assertThat(smtp.accepted())
                        .extracting(ScriptedSmtp.Mail::recipient)
                        .containsExactlyInAnyOrder("down@example.org", "deferred@example.org", "fine@example.org");
                assertThat(smtp.attempts()).containsOnlyOnce("refused@example.org", "broken@example.org");
                assertThat(smtp.logins())
                        .isNotEmpty()
                        .allMatch(login -> login.endsWith("\0belfry@example.org\0s:e=c&r$e%t"));
                assertThat(answers(client, events.get("refused"))).contains("550");
                assertThat(answers(client, events.get("deferred")))
                        .contains("451")
                        .contains("sent");
                assertThat(client.get("api/deliveries?state=dead").expect(200).getJsonArray("deliveries"))
                        .hasSize(2);
            }
        }
    }

    private static ServerProcess start(String name, int smtpPort, Map<String, String> database) {
        var environment = new HashMap<>(database);
        environment.put("BELFRY_MAIL_HOST", "127.0.0.1");
        environment.put("BELFRY_MAIL_PORT", String.valueOf(smtpPort));
        environment.put("BELFRY_MAIL_USER", "belfry@example.org");
        environment.put("BELFRY_MAIL_PASSWORD", "s:e=c&r$e%t");
        return ServerProcess.start(
                name, TestEnvironment.freePort(), TestEnvironment.folder(name + "-data"), environment);
    }

    private static int send(BelfryClient client, String name) {
        client.address(name, name + "@example.org");
        return client.event(event("task_assigned", "To " + name, name)).getInt("id");
    }

    private static String answers(BelfryClient client, int eventId) {
        return client.emailDelivery(eventId).getJsonArray("attempts").toString();
    }
}
