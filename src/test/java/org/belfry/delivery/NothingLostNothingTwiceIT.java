package org.belfry.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.ChaoticSmtp;
import org.belfry.testing.ServerProcess;
import org.belfry.testing.TestEnvironment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two thousand e-mails through a mail server that refuses, defers, hangs and is gone at random, on two nodes of which one is killed.
 * Each is in the mailbox exactly once, but for those that are recorded as uncertain.
 */
class NothingLostNothingTwiceIT {

    private static final int MAILS = Integer.getInteger("belfry.it.mails", 2000);
    private static final int A_POST = 100;
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(240);

    @Test
    @Tag("postgresql-only")
    @Tag("one-server")
    void eachEmailArrivesOnceWhateverTheMailServerDoes() {
        var port = TestEnvironment.freePort();
        var environment = new HashMap<>(TestEnvironment.freshDatabase());
        environment.put("BELFRY_MAIL_HOST", "127.0.0.1");
        environment.put("BELFRY_MAIL_PORT", String.valueOf(port));
        environment.put("BELFRY_DELIVERY_LEASE", "25");
        environment.put("BELFRY_DELIVERY_PROBE_AFTER", "1");
        try (var smtp = ChaoticSmtp.start(port, 20_261_121);
                var node = start("nothing-lost-1", environment);
                var other = start("nothing-lost-2", environment)) {
            var client = BelfryClient.admin(node.url());
            var names = post(client, BelfryClient.admin(other.url()));

            hasTaken(smtp, MAILS / 5);
            smtp.goAway();
            Awaitility.await("somebody notices").atMost(LONG_ENOUGH).until(() -> !client.get("api/deliveries/circuits")
                    .expect(200)
                    .getJsonArray("circuits")
                    .isEmpty());
            smtp.comeBack();
            hasTaken(smtp, MAILS / 2);
            other.kill();
            hasTaken(smtp, MAILS * 3 / 4);
            smtp.goAway();
            smtp.comeBack();
            hasTaken(smtp, MAILS * 4 / 5);
            smtp.calmDown();

            var states = untilAllAreSettled(client);
            assertEachOnce(names, states, smtp.mailbox());
        }
    }

    private static ServerProcess start(String name, Map<String, String> environment) {
        return ServerProcess.start(
                name, TestEnvironment.freePort(), TestEnvironment.folder(name + "-data"), environment);
    }

    /** Each post tells a hundred; both nodes take some. */
    private static List<String> post(BelfryClient one, BelfryClient other) {
        var names = IntStream.range(0, MAILS).mapToObj(number -> "r" + number).toList();
        for (var from = 0; from < MAILS; from += A_POST) {
            var some = names.subList(from, Math.min(MAILS, from + A_POST));
            some.parallelStream().forEach(name -> one.address(name, name + "@example.org"));
            (from / A_POST % 2 == 0 ? one : other)
                    .event(event("task_assigned", "To many", some.toArray(String[]::new)));
        }
        return names;
    }

    private static void hasTaken(ChaoticSmtp smtp, int count) {
        Awaitility.await(count + " mails taken")
                .atMost(LONG_ENOUGH)
                .until(() -> smtp.mailbox().size() >= count);
    }

    /** What was refused for good is tried again by hand, as an admin would once the mail server is mended. */
    private static Map<String, JsonObject> untilAllAreSettled(BelfryClient client) {
        return Awaitility.await("all are sent, or uncertain")
                .atMost(LONG_ENOUGH)
                .pollInterval(Duration.ofSeconds(1))
                .until(
                        () -> {
                            client.post("api/deliveries/retry", "{\"from\":0,\"until\":9999999999}")
                                    .expect(200);
                            return deliveries(client);
                        },
                        states -> states.values().stream()
                                .map(delivery -> delivery.getString("state"))
                                .allMatch(state -> state.equals("sent") || state.equals("uncertain")));
    }

    private static Map<String, JsonObject> deliveries(BelfryClient client) {
        var byRecipient = new TreeMap<String, JsonObject>();
        var before = "";
        do {
            var page = client.get("api/deliveries?channel=email&type=task_assigned&limit=500" + before)
                    .expect(200);
            page.getJsonArray("deliveries").getValuesAs(JsonObject.class).forEach(delivery -> assertThat(
                            byRecipient.put(delivery.getString("recipient"), delivery))
                    .as("one delivery for each")
                    .isNull());
            before = page.isNull("next") ? null : "&before=" + page.getJsonNumber("next");
        } while (before != null);
        return byRecipient;
    }

    private static void assertEachOnce(
            List<String> names, Map<String, JsonObject> deliveries, List<ChaoticSmtp.Mail> mailbox) {
        var copies = mailbox.stream()
                .collect(Collectors.groupingBy(
                        mail -> mail.recipient().replace("@example.org", ""), Collectors.counting()));
        var uncertain = new ArrayList<String>();
        assertThat(deliveries.keySet()).containsExactlyInAnyOrderElementsOf(names);
        deliveries.forEach((name, delivery) -> {
            var inMailbox = copies.getOrDefault(name, 0L);
            if (delivery.getString("state").equals("uncertain")) {
                uncertain.add(name);
                assertThat(inMailbox)
                        .as("copies for %s, who is uncertain", name)
                        .isLessThanOrEqualTo(1);
                assertThat(delivery.getString("reason")).isNotBlank();
            } else {
                assertThat(inMailbox).as("copies for %s: %s", name, delivery).isEqualTo(1);
            }
        });
        assertThat(mailbox.stream()
                        .map(ChaoticSmtp.Mail::messageId)
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())))
                .allSatisfy((id, count) -> assertThat(count).as(id).isEqualTo(1));
        assertThat(uncertain).as("uncertain, of %s", MAILS).hasSizeLessThan(MAILS / 10);
    }
}
