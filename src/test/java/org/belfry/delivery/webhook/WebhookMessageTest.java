package org.belfry.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.belfry.delivery.LeasedMessage;
import org.belfry.inbox.Event;
import org.belfry.inbox.EventView;
import org.belfry.inbox.SourceReport;
import org.junit.jupiter.api.Test;

class WebhookMessageTest {

    private static LeasedMessage delivery(Long notificationId, SourceReport source) {
        var content = new Event.Content(
                "producer",
                null,
                "task_assigned",
                "tasks",
                "high",
                "T \"1\"",
                null,
                null,
                "grace",
                null,
                "{\"a\":[1]}");
        var event = new Event() {
            @Override
            public long id() {
                return 5;
            }

            @Override
            public Content content() {
                return content;
            }

            @Override
            public SourceReport source() {
                return source;
            }
        };
        return new LeasedMessage(
                12,
                "webhook:3",
                3L,
                1,
                "https://example.org",
                new LeasedMessage.Recipient(9, "ada", Locale.ENGLISH, ZoneOffset.UTC),
                new LeasedMessage.Organization(1, "acme", "Acme", null),
                false,
                List.of(new LeasedMessage.Item(12, notificationId, EventView.of(event, null), 1_709_823_456)),
                1_709_823_500);
    }

    private static String body(WebhookMessage message) {
        return new String(message.body(), StandardCharsets.UTF_8);
    }

    @Test
    void itTellsOfTheNotificationAndOfNothingThatChanges() {
        var message = WebhookMessage.of(delivery(7L, new SourceReport("task", "42", true, "Q4", "open")));
        assertThat(message.id()).isEqualTo("msg_12");
        assertThat(body(message))
                .isEqualTo("{\"type\":\"task_assigned\",\"timestamp\":\"2024-03-07T14:57:36Z\",\"data\":{\"id\":7,"
                        + "\"event_id\":5,\"recipient\":\"ada\",\"organization\":\"acme\",\"type\":\"task_assigned\","
                        + "\"category\":\"tasks\",\"title\":\"T \\\"1\\\"\",\"message\":null,\"link\":null,"
                        + "\"source_type\":\"task\",\"source_id\":42,\"source\":{\"type\":\"task\",\"id\":42},"
                        + "\"actor\":\"grace\",\"priority\":\"high\",\"data\":{\"a\":[1]},\"created_at\":1709823456}}");
        var later = WebhookMessage.of(delivery(7L, new SourceReport("task", "42", true, "Q4!", "done")));
        assertThat(later.body()).isEqualTo(message.body());
    }

    @Test
    void thereNeedNotBeANotificationOrASource() {
        assertThat(body(WebhookMessage.of(delivery(null, null))))
                .contains("\"data\":{\"id\":null,", "\"source_type\":null,\"source_id\":null,\"source\":null,");
    }

    @Test
    void aTestTellsOfNothing() {
        var target = new WebhookCallTarget(3, "https://example.org", List.of(), true, null, null, "acme");
        var message = WebhookMessage.test(target, "abc", 1_709_823_456);
        assertThat(message.id()).isEqualTo("msg_test_abc");
        assertThat(body(message))
                .isEqualTo("{\"type\":\"webhook.test\",\"timestamp\":\"2024-03-07T14:57:36Z\","
                        + "\"data\":{\"webhook\":3,\"recipient\":null,\"organization\":\"acme\"}}");
    }
}
