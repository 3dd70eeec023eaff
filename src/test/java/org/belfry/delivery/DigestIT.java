package org.belfry.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import jakarta.json.JsonObject;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.TestEnvironment;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What waits for a digest goes out in one message; its hour is brought about in the database, which only PostgreSQL lets us into. */
class DigestIT extends BelfryIT {

    @Test
    void whatWaitsForADigestIsSentInOneMessageAndSettledOneByOne() throws Exception {
        var ada = unique("ada");
        var admin = organization();
        admin.address(ada, ada + "@example.org");
        admin.put("api/preferences?recipient=" + ada, digest()).expect(200);
        for (var title : List.of("First", "Second", "Third")) {
            admin.event(event("task_assigned", title, ada));
        }
        admin.event(event("task_assigned", "At once", ada).add("priority", "critical"));
        Awaitility.await("what is critical does not wait")
                .atMost(Duration.ofSeconds(60))
                .until(() -> mails(ada).size() == 1);
        assertThat(mails(ada).get(0).getSubject()).contains("At once");
        assertThat(deliveries(admin, ada, "pending"))
                .hasSize(3)
                .allSatisfy(waiting -> assertThat(waiting.getBoolean("digest")).isTrue());

        Assumptions.assumeTrue(TestEnvironment.database() == TestEnvironment.Database.POSTGRESQL, "the clock goes on");
        theHourHasCome();
        Awaitility.await("the digest")
                .atMost(Duration.ofSeconds(60))
                .until(() -> deliveries(admin, ada, "sent").size() == 4);
        assertThat(mails(ada)).hasSize(2);
        assertThat(mails(ada).get(1).getSubject()).contains("3");
        var text = new String(mails(ada).get(1).getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(text).contains("First", "Second", "Third").doesNotContain("At once");
        assertThat(deliveries(admin, ada, "sent"))
                .allSatisfy(sent -> assertThat(sent.getJsonArray("attempts")).hasSize(1));
    }

    @Test
    @Tag("postgresql-only")
    void whatIsSwitchedOffWhileItWaitsIsNotSent() throws Exception {
        var ada = unique("ada");
        var admin = organization();
        admin.address(ada, ada + "@example.org");
        admin.put("api/preferences?recipient=" + ada, digest()).expect(200);
        admin.event(event("task_assigned", "First", ada));
        admin.put("api/preferences?recipient=" + ada, "{\"types\":{\"task_assigned\":{\"email\":false}}}")
                .expect(200);
        theHourHasCome();
        Awaitility.await("suppressed")
                .atMost(Duration.ofSeconds(60))
                .until(() -> deliveries(admin, ada, "suppressed").size() == 1);
        assertThat(deliveries(admin, ada, "suppressed").get(0).getString("reason"))
                .isEqualTo("the recipient has since turned it off");
        assertThat(mails(ada)).isEmpty();
    }

    /** At an hour that is some hours away from now, so that it does not come by itself. */
    private static String digest() {
        var at = LocalTime.ofInstant(Instant.now().plus(Duration.ofHours(5)), ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.MINUTES);
        return "{\"time_zone\":\"UTC\",\"digest\":{\"every\":\"day\",\"at\":\"" + at + "\"}}";
    }

    private static void theHourHasCome() throws SQLException {
        try (var connection = TestEnvironment.postgresql().getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("update delivery set next_attempt_at = created_at + 1"
                    + " where digest = true and state = 'pending' and batch_id is null");
        }
    }

    private static List<JsonObject> deliveries(BelfryClient client, String recipient, String state) {
        return client.get("api/deliveries?channel=email&recipient=" + recipient + "&state=" + state)
                .expect(200)
                .getJsonArray("deliveries")
                .getValuesAs(JsonObject.class);
    }

    private static List<MimeMessage> mails(String recipient) {
        return Arrays.asList(TestEnvironment.mail().getReceivedMessagesForDomain(recipient + "@example.org"));
    }
}
