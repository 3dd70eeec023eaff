package org.belfry.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.belfry.audience.Decision;
import org.belfry.audience.Decision.Reason;
import org.belfry.catalog.Channel;
import org.belfry.intake.EventOutcome.Outcome;
import org.belfry.platform.JsonBodies;
import org.junit.jupiter.api.Test;

class EventReceiptTest {

    private static Decision decision(Channel channel, boolean told, Reason reason) {
        return new Decision(channel, told, reason, null);
    }

    private static RecipientOutcome refused(String name) {
        return new RecipientOutcome(2, name, Outcome.REFUSED, null, List.of());
    }

    @Test
    void itTellsWhatBecameOfTheEventForEachRecipient() {
        var receipt = new EventReceipt(
                7,
                false,
                List.of(
                        new RecipientOutcome(
                                1,
                                "ada",
                                Outcome.NOTIFIED,
                                70L,
                                List.of(
                                        decision(Channel.IN_APP, true, Reason.TYPE_DEFAULT),
                                        decision(Channel.EMAIL, true, Reason.CHOSEN_ON))),
                        refused("bob"),
                        new RecipientOutcome(
                                3,
                                "eve",
                                Outcome.COLLAPSED,
                                69L,
                                List.of(decision(Channel.IN_APP, false, Reason.COLLAPSED))),
                        new RecipientOutcome(
                                4,
                                "dan",
                                Outcome.WITHHELD,
                                null,
                                List.of(decision(Channel.IN_APP, false, Reason.CHOSEN_OFF)))),
                null);

        assertThat(receipt.toJson())
                .hasToString("{\"id\":7,\"duplicate\":false,\"outcomes\":["
                        + "{\"recipient\":\"ada\",\"notification_id\":70,\"outcome\":\"notified\","
                        + "\"channels\":[\"in_app\",\"email\"],\"reason\":null},"
                        + "{\"recipient\":\"bob\",\"notification_id\":null,\"outcome\":\"refused\","
                        + "\"channels\":[],\"reason\":\"recipient_disabled\"},"
                        + "{\"recipient\":\"eve\",\"notification_id\":69,\"outcome\":\"collapsed\","
                        + "\"channels\":[],\"reason\":\"collapsed\"},"
                        + "{\"recipient\":\"dan\",\"notification_id\":null,\"outcome\":\"withheld\","
                        + "\"channels\":[],\"reason\":\"chosen_off\"}]}");
        assertThat(receipt.status()).isEqualTo(201);
    }

    @Test
    void whatIsToldInTheBackgroundIsAcceptedAndSaysHowFarItIs() {
        var progress = new FanOut.Progress("running", 500L, 90, 5, 3, 2, 1000, null);
        var receipt = new EventReceipt(7, false, List.of(), progress);

        assertThat(receipt.status()).isEqualTo(202);
        assertThat(receipt.toJson().getJsonObject("fan_out"))
                .hasToString("{\"state\":\"running\",\"total\":500,\"done\":100,\"notified\":90,\"collapsed\":5,"
                        + "\"withheld\":3,\"refused\":2,\"started_at\":1000,\"finished_at\":null}");
        assertThat(new EventReceipt(7, true, List.of(), progress).status()).isEqualTo(200);
    }

    @Test
    void aDuplicateSaysSo() {
        var receipt = new EventReceipt(Long.MAX_VALUE, true, List.of(), null);

        assertThat(receipt.status()).isEqualTo(200);
        assertThat(receipt.toJson()).hasToString("{\"id\":9223372036854775807,\"duplicate\":true,\"outcomes\":[]}");
    }

    @Test
    void aNameMayHoldAnything() {
        var name = "\"\\\n</script>\uD83D\uDD14";
        var json = new EventReceipt(1, false, List.of(refused(name)), null)
                .toJson()
                .toString();

        assertThat(JsonBodies.parse(json)
                        .getJsonArray("outcomes")
                        .getJsonObject(0)
                        .getString("recipient"))
                .isEqualTo(name);
    }
}
