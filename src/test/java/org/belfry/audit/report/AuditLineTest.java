package org.belfry.audit.report;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import org.belfry.audit.report.AuditLine.ValueChange;
import org.belfry.platform.JsonBodies;
import org.junit.jupiter.api.Test;

class AuditLineTest {

    @Test
    void whatWasSetIsPutBesideWhatIsSet() {
        assertThat(AuditLine.changes(
                        JsonBodies.parse("{\"role\":\"member\",\"days\":3,\"gone\":true}"),
                        JsonBodies.parse("{\"role\":\"admin\",\"days\":null,\"channels\":{\"email\":false}}")))
                .containsExactly(
                        new ValueChange("channels.email", null, "false"),
                        new ValueChange("days", "3", null),
                        new ValueChange("gone", "true", null),
                        new ValueChange("role", "member", "admin"));
    }

    @Test
    void listsAreReadAsOneValue() {
        assertThat(AuditLine.changes(
                        JsonValue.NULL, JsonBodies.parse("{\"not_allowed\":[\"email\",\"webhook\"],\"none\":[]}")))
                .containsExactly(
                        new ValueChange("none", null, ""), new ValueChange("not_allowed", null, "email, webhook"));
    }
}
