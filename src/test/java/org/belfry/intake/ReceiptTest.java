package org.belfry.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.belfry.platform.JsonBodies;
import org.junit.jupiter.api.Test;

class ReceiptTest {

    @Test
    void itTellsWhatBecameOfTheEventForEachRecipient() {
        var receipt = new Receipt(
                7,
                false,
                List.of(
                        Receipt.Outcome.notified("ada", 70, List.of("in_app", "email")),
                        Receipt.Outcome.refused("bob", "recipient_disabled")));

        assertThat(receipt.toJson())
                .hasToString("{\"id\":7,\"duplicate\":false,\"outcomes\":["
                        + "{\"recipient\":\"ada\",\"notification_id\":70,\"outcome\":\"notified\","
                        + "\"channels\":[\"in_app\",\"email\"],\"reason\":null},"
                        + "{\"recipient\":\"bob\",\"notification_id\":null,\"outcome\":\"refused\","
                        + "\"channels\":[],\"reason\":\"recipient_disabled\"}]}");
    }

    @Test
    void aDuplicateSaysSo() {
        assertThat(new Receipt(Long.MAX_VALUE, true, List.of()).toJson())
                .hasToString("{\"id\":9223372036854775807,\"duplicate\":true,\"outcomes\":[]}");
    }

    @Test
    void aNameMayHoldAnything() {
        var name = "\"\\\n</script>\uD83D\uDD14";
        var json = new Receipt(1, false, List.of(Receipt.Outcome.refused(name, "x")))
                .toJson()
                .toString();

        assertThat(JsonBodies.parse(json)
                        .getJsonArray("outcomes")
                        .getJsonObject(0)
                        .getString("recipient"))
                .isEqualTo(name);
    }
}
