package org.belfry.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.belfry.audience.Decision;
import org.belfry.audience.Decision.Grounds;
import org.belfry.audience.Decision.Reason;
import org.belfry.audience.Digest;
import org.belfry.catalog.Channel;
import org.belfry.catalog.ChannelSetting;
import org.belfry.catalog.EventType.Origin;
import org.belfry.intake.EventOutcome.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionExplanationTest {

    private static DecisionExplanation explanation(Outcome outcome, Long notificationId, Decision... decisions) {
        return new DecisionExplanation(
                "mention",
                "task:42",
                new RecipientOutcome(1, "ada", outcome, notificationId, List.of(decisions)),
                Locale.ENGLISH);
    }

    private static Decision decision(Channel channel, boolean told, Reason reason, Grounds grounds) {
        return new Decision(channel, told, reason, grounds);
    }

    @Test
    void whatBecameOfItIsSaidInOneSentence() {
        var inApp = decision(Channel.IN_APP, true, Reason.TYPE_DEFAULT, null);
        var email = decision(Channel.EMAIL, true, Reason.CHOSEN_ON, null);

        assertThat(explanation(Outcome.NOTIFIED, 7L, inApp, email).summary())
                .isEqualTo("ada was notified in the inbox and by e-mail.");
        assertThat(explanation(Outcome.NOTIFIED, null, email).summary()).isEqualTo("ada was notified by e-mail.");
        assertThat(explanation(Outcome.COLLAPSED, 7L).summary())
                .isEqualTo(
                        "ada was not notified again: for a while, events of the type mention with the key task:42 are"
                                + " merged into one notification. This event is counted in number 7.");
        assertThat(explanation(Outcome.COLLAPSED, null).summary()).endsWith("are merged into one notification.");
        assertThat(explanation(Outcome.WITHHELD, null).summary()).isEqualTo("ada was not notified on any channel.");
        assertThat(explanation(Outcome.REFUSED, null).summary())
                .isEqualTo("ada was not notified: this recipient is disabled.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    TYPE_DEFAULT       | true  | E-mail: queued. It is on by default for mention.
                    ORGANIZATION_ON    | true  | E-mail: queued. The organization's admins turned it on for mention.
                    MANDATORY          | true  | E-mail: queued. mention is mandatory and cannot be turned off.
                    CHOSEN_ON          | true  | E-mail: queued. ada turned it on for mention.
                    CHOSEN_OFF         | false | E-mail: not sent. ada turned it off for mention.
                    NOT_DEFAULT        | false | E-mail: not sent. It is off by default for mention, and ada has not turned it on.
                    ORGANIZATION_OFF   | false | E-mail: not sent. The organization's admins turned it off for mention, and ada has not turned it on.
                    NOT_ALLOWED        | false | E-mail: not sent. The organization's admins do not allow it for mention, regardless of what recipients choose.
                    NO_ADDRESS         | false | E-mail: not sent. ada has no e-mail address. It is on by default for mention.
                    COLLAPSED          | false | E-mail: not sent. This event was merged into an earlier notification, number 7.
                    RECIPIENT_DISABLED | false | E-mail: not sent. ada is disabled and receives no notifications.
                    UNKNOWN_TYPE       | false | E-mail: not sent. The type mention is unknown.
                    """)
    void eachReasonIsASentence(Reason reason, boolean told, String sentence) {
        var grounds = new Grounds(Origin.SHIPPED, ChannelSetting.ON, false, false, null, null, null, false);
        var decision = decision(Channel.EMAIL, told, reason, grounds);

        assertThat(explanation(Outcome.NOTIFIED, 7L, decision).of(decision)).isEqualTo(sentence);
    }

    @Test
    void noTwoReasonsSoundAlikeAndOldDecisionsAreExplainedToo() {
        var sentences = new ArrayList<String>();
        for (var reason : EnumSet.complementOf(EnumSet.of(Reason.MANDATORY))) {
            for (var channel : Channel.values()) {
                var decision = decision(channel, false, reason, null);
                sentences.add(explanation(Outcome.NOTIFIED, 7L, decision).of(decision));
            }
        }
        assertThat(new HashSet<>(sentences)).hasSameSizeAs(sentences);
        assertThat(sentences).allMatch(sentence -> sentence.endsWith(".") && !sentence.contains("  "));
    }

    @Test
    void quietHoursAreSaidWithTheirEnd() {
        var waits = decision(
                Channel.EMAIL,
                true,
                Reason.TYPE_DEFAULT,
                new Grounds(Origin.SHIPPED, ChannelSetting.ON, false, false, null, 1_700_000_000L, null, true));
        var passes = decision(
                Channel.EMAIL,
                true,
                Reason.TYPE_DEFAULT,
                new Grounds(Origin.SHIPPED, ChannelSetting.ON, false, false, null, 1_700_000_000L, null, false));

        assertThat(explanation(Outcome.NOTIFIED, 7L, waits).of(waits))
                .isEqualTo(
                        "E-mail: queued. It is on by default for mention. It arrived during the quiet hours of ada and"
                                + " waits until 14 November 2023, 22:13 UTC.");
        assertThat(explanation(Outcome.NOTIFIED, 7L, passes).of(passes))
                .endsWith("It arrived during the quiet hours of ada, but does not wait because it is critical.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    DAY  | -          | true  | It waits for the daily digest of ada until 14 November 2023, 22:13 UTC.
                    HOUR | -          | true  | It waits for the hourly digest of ada until 14 November 2023, 22:13 UTC.
                    DAY  | 1699999999 | true  | It arrived during the quiet hours of ada and waits for the daily digest of ada until 14 November 2023, 22:13 UTC.
                    DAY  | -          | false | It does not wait for the daily digest of ada because it is critical.
                    HOUR | 1699999999 | false | It arrived during the quiet hours of ada, but does not wait for the hourly digest of ada because it is critical.
                    """)
    void aDigestIsSaidWithItsTime(Digest.Every every, Long quietUntil, boolean waits, String sentence) {
        var next = new Digest.NextDigest(every, 1_700_000_000L);
        var decision = decision(
                Channel.EMAIL,
                true,
                Reason.TYPE_DEFAULT,
                new Grounds(Origin.SHIPPED, ChannelSetting.ON, false, false, null, quietUntil, next, waits));

        assertThat(explanation(Outcome.NOTIFIED, 7L, decision).of(decision))
                .isEqualTo("E-mail: queued. It is on by default for mention. " + sentence);
    }

    @Test
    void whoHasNoAddressLearnsWhyOneWouldBeNeeded() {
        var chosen = decision(
                Channel.WEBHOOK,
                false,
                Reason.NO_ADDRESS,
                new Grounds(Origin.SHIPPED, ChannelSetting.OFF, false, false, true, null, null, false));
        var overridden = decision(
                Channel.EMAIL,
                false,
                Reason.NO_ADDRESS,
                new Grounds(Origin.SHIPPED, ChannelSetting.ON, true, false, null, null, null, false));

        assertThat(explanation(Outcome.NOTIFIED, 7L, chosen).of(chosen))
                .isEqualTo("Webhook: not sent. ada has no webhook. It is turned on for mention.");
        assertThat(explanation(Outcome.NOTIFIED, 7L, overridden).of(overridden))
                .endsWith("has no e-mail address. The organization's admins turned it on for mention.");
    }

    @Test
    void eachSentenceIsThereInBothLanguages() {
        for (var bundle : List.of("org.belfry.intake.sentences", "org.belfry.delivery.sentences")) {
            assertThat(ResourceBundle.getBundle(bundle, Locale.GERMAN).keySet())
                    .isEqualTo(ResourceBundle.getBundle(bundle, Locale.ROOT).keySet());
        }
        assertThat(new DecisionExplanation(
                                "mention",
                                null,
                                new RecipientOutcome(1, "ada", Outcome.NOTIFIED, 7L, List.of()),
                                Locale.GERMAN)
                        .of(decision(Channel.EMAIL, false, Reason.NO_ADDRESS, null)))
                .isEqualTo("E-Mail: nicht gesendet. ada hat keine E-Mail-Adresse.");
    }
}
