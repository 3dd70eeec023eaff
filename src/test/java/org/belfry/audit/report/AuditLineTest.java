package org.belfry.audit.report;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import org.belfry.audit.report.AuditLine.Change;
import org.belfry.platform.JsonBodies;
import org.junit.jupiter.api.Test;

class AuditLineTest {

    @Test
    void whatWasSetIsPutBesideWhatIsSet() {
        assertThat(AuditLine.changes(
                        JsonBodies.parse("{\"role\":\"member\",\"days\":3,\"gone\":true}"),
                        JsonBodies.parse("{\"role\":\"admin\",\"days\":null,\"channels\":{\"email\":false}}")))
                .containsExactly(
                        new Change("channels.email", null, "false"),
                        new Change("days", "3", null),
                        new Change("gone", "true", null),
                        new Change("role", "member", "admin"));
    }

    @Test
    void listsAreReadAsOneValue() {
        assertThat(AuditLine.changes(
                        JsonValue.NULL, JsonBodies.parse("{\"not_allowed\":[\"email\",\"webhook\"],\"none\":[]}")))
                .containsExactly(new Change("none", null, ""), new Change("not_allowed", null, "email, webhook"));
    }
}
