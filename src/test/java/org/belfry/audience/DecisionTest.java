package org.belfry.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.belfry.audience.Decision.Reason;
import org.belfry.catalog.Channel;
import org.belfry.catalog.EventType;
import org.belfry.catalog.Priority;
import org.belfry.catalog.Wording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DecisionTest {

    private static EventType type(Set<Channel> channels) {
        return new EventType(
                "mention",
                "tasks",
                "d",
                new Wording("t"),
                Priority.LOW,
                channels,
                false,
                null,
                EventType.Origin.SHIPPED);
    }

    private static Recipient recipient(String email) {
        var recipient = new Recipient(1, "ada", 1000);
        recipient.describe(new Recipient.Profile(Recipient.Kind.USER, email, null, null, null, true));
        return recipient;
    }

    private static Set<Channel> channels(String codes) {
        var channels = EnumSet.noneOf(Channel.class);
        List.of(codes.split(" ")).forEach(code -> channels.add(Channel.of(code)));
        return channels;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    # the type's channels | address        | decisions
                    in_app                | -               | in_app+TYPE_DEFAULT email-NOT_DEFAULT webhook-NOT_DEFAULT
                    in_app                | a@example.org   | in_app+TYPE_DEFAULT email-NOT_DEFAULT webhook-NOT_DEFAULT
                    in_app email          | -               | in_app+TYPE_DEFAULT email-NO_ADDRESS webhook-NOT_DEFAULT
                    in_app email          | a@example.org   | in_app+TYPE_DEFAULT email+TYPE_DEFAULT webhook-NOT_DEFAULT
                    email                 | -               | in_app-NOT_DEFAULT email-NO_ADDRESS webhook-NOT_DEFAULT
                    email                 | a@example.org   | in_app-NOT_DEFAULT email+TYPE_DEFAULT webhook-NOT_DEFAULT
                    webhook               | a@example.org   | in_app-NOT_DEFAULT email-NOT_DEFAULT webhook-NO_ADDRESS
                    in_app email webhook  | a@example.org   | in_app+TYPE_DEFAULT email+TYPE_DEFAULT webhook-NO_ADDRESS
                    """)
    void theTypeAndTheAddressDecide(String channels, String email, String expected) {
        assertThat(Decision.encode(Decision.decide(type(channels(channels)), recipient(email))))
                .isEqualTo(expected);
    }

    @Test
    void aTypeThatTellsNowhereTellsNowhere() {
        assertThat(Decision.decide(type(Set.of()), recipient("a@example.org")))
                .hasSize(Channel.values().length)
                .allSatisfy(decision -> {
                    assertThat(decision.told()).isFalse();
                    assertThat(decision.reason()).isEqualTo(Reason.NOT_DEFAULT);
                });
    }

    @Test
    void whatIsEncodedIsReadBack() {
        for (var seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var decisions = new ArrayList<Decision>();
            for (var i = 1 + random.nextInt(6); i > 0; i--) {
                decisions.add(new Decision(
                        Channel.values()[random.nextInt(Channel.values().length)],
                        random.nextBoolean(),
                        Reason.values()[random.nextInt(Reason.values().length)]));
            }
            assertThat(Decision.decode(Decision.encode(decisions)))
                    .as("seed %s", seed)
                    .isEqualTo(decisions);
        }
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyReasonHasItsSentence(Reason reason) {
        assertThat(reason.sentence()).isNotBlank();
    }

    @Test
    void whoeverIsNamedForTheFirstTimeIsAnEnabledPersonWithoutAnAddress() {
        var recipient = new Recipient(1, "ada", 1000);

        assertThat(recipient.profile())
                .isEqualTo(new Recipient.Profile(Recipient.Kind.USER, null, null, null, null, true));
        assertThat(recipient.createdAt()).isEqualTo(1000);
    }

    @Test
    void whatIsSaidAboutARecipientReplacesWhatWasKnown() {
        var recipient = recipient("ada@example.org");
        var profile = new Recipient.Profile(Recipient.Kind.AGENT, null, "Ada", "de-CH", "Europe/Zurich", false);
        recipient.describe(profile);

        assertThat(recipient.profile()).isEqualTo(profile);
        assertThat(recipient.enabled()).isFalse();
        assertThat(recipient.email()).isNull();
    }
}
