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
import org.belfry.catalog.EventType.Origin;
import org.belfry.catalog.Setting;
import org.belfry.intake.EventOutcome.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTest {

    private static Explanation explanation(Outcome outcome, Long notificationId, Decision... decisions) {
        return new Explanation(
                "mention", "task:42", new Told(1, "ada", outcome, notificationId, List.of(decisions)), Locale.ENGLISH);
    }

    private static Decision decision(Channel channel, boolean told, Reason reason, Grounds grounds) {
        return new Decision(channel, told, reason, grounds);
    }

    @Test
    void whatBecameOfItIsSaidInOneSentence() {
        var inApp = decision(Channel.IN_APP, true, Reason.TYPE_DEFAULT, null);
        var email = decision(Channel.EMAIL, true, Reason.CHOSEN_ON, null);

        assertThat(explanation(Outcome.NOTIFIED, 7L, inApp, email).summary())
                .isEqualTo("ada was told in the inbox and by e-mail.");
        assertThat(explanation(Outcome.NOTIFIED, null, email).summary()).isEqualTo("ada was told by e-mail.");
        assertThat(explanation(Outcome.COLLAPSED, 7L).summary())
                .isEqualTo("ada was not told anew: for a while, events of the type mention with the key task:42 are one"
                        + " notification, and this one is counted in number 7.");
        assertThat(explanation(Outcome.COLLAPSED, null).summary()).endsWith("are one notification.");
        assertThat(explanation(Outcome.WITHHELD, null).summary()).isEqualTo("ada was not told on any channel.");
        assertThat(explanation(Outcome.REFUSED, null).summary())
                .isEqualTo("ada was not told: this recipient is disabled.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    TYPE_DEFAULT       | true  | E-mail: told, as mention goes there by default.
                    ORGANIZATION_ON    | true  | E-mail: told, as the organization's admins set mention to go there.
                    MANDATORY          | true  | E-mail: told, as mention is mandatory, and no recipient can switch it off.
                    CHOSEN_ON          | true  | E-mail: told, as ada switched it on for mention.
                    CHOSEN_OFF         | false | E-mail: not told, as ada switched it off for mention.
                    NOT_DEFAULT        | false | E-mail: not told, as mention does not go there by default, and ada did not switch it on.
                    ORGANIZATION_OFF   | false | E-mail: not told, as the organization's admins set mention not to go there, and ada did not switch it on.
                    NOT_ALLOWED        | false | E-mail: not told, as the organization's admins do not allow mention to go there, whatever a recipient chooses.
                    NO_ADDRESS         | false | E-mail: not told, as ada has no e-mail address; mention would go there by default.
                    COLLAPSED          | false | E-mail: not told, as this event is counted in an earlier notification, number 7.
                    RECIPIENT_DISABLED | false | E-mail: not told, as ada is disabled, and told nothing at all.
                    UNKNOWN_TYPE       | false | E-mail: not told, as the type mention is unknown.
                    """)
    void eachReasonIsASentence(Reason reason, boolean told, String sentence) {
        var grounds = new Grounds(Origin.SHIPPED, Setting.ON, false, false, null, null, null, false);
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
                new Grounds(Origin.SHIPPED, Setting.ON, false, false, null, 1_700_000_000L, null, true));
        var passes = decision(
                Channel.EMAIL,
                true,
                Reason.TYPE_DEFAULT,
                new Grounds(Origin.SHIPPED, Setting.ON, false, false, null, 1_700_000_000L, null, false));

        assertThat(explanation(Outcome.NOTIFIED, 7L, waits).of(waits))
                .isEqualTo("E-mail: told, as mention goes there by default. It came within the quiet hours of ada, and"
                        + " waits until 14 November 2023, 22:13 UTC.");
        assertThat(explanation(Outcome.NOTIFIED, 7L, passes).of(passes))
                .endsWith("It came within the quiet hours of ada, for which it does not wait, as it is critical.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    DAY  | -          | true  | It waits for the daily digest of ada until 14 November 2023, 22:13 UTC.
                    HOUR | -          | true  | It waits for the hourly digest of ada until 14 November 2023, 22:13 UTC.
                    DAY  | 1699999999 | true  | It came within the quiet hours of ada, and waits for the daily digest of ada until 14 November 2023, 22:13 UTC.
                    DAY  | -          | false | It does not wait for the daily digest of ada, as it is critical.
                    HOUR | 1699999999 | false | It came within the quiet hours of ada, and does not wait for the hourly digest of ada, as it is critical.
                    """)
    void aDigestIsSaidWithItsTime(Digest.Every every, Long quietUntil, boolean waits, String sentence) {
        var next = new Digest.Next(every, 1_700_000_000L);
        var decision = decision(
                Channel.EMAIL,
                true,
                Reason.TYPE_DEFAULT,
                new Grounds(Origin.SHIPPED, Setting.ON, false, false, null, quietUntil, next, waits));

        assertThat(explanation(Outcome.NOTIFIED, 7L, decision).of(decision))
                .isEqualTo("E-mail: told, as mention goes there by default. " + sentence);
    }

    @Test
    void whoHasNoAddressLearnsWhyOneWouldBeNeeded() {
        var chosen = decision(
                Channel.WEBHOOK,
                false,
                Reason.NO_ADDRESS,
                new Grounds(Origin.SHIPPED, Setting.OFF, false, false, true, null, null, false));
        var overridden = decision(
                Channel.EMAIL,
                false,
                Reason.NO_ADDRESS,
                new Grounds(Origin.SHIPPED, Setting.ON, true, false, null, null, null, false));

        assertThat(explanation(Outcome.NOTIFIED, 7L, chosen).of(chosen))
                .isEqualTo("Webhook: not told, as ada has no webhook; mention would go there, as it was switched on.");
        assertThat(explanation(Outcome.NOTIFIED, 7L, overridden).of(overridden))
                .endsWith("has no e-mail address; mention would go there by the organization's default.");
    }

    @Test
    void eachSentenceIsThereInBothLanguages() {
        for (var bundle : List.of("org.belfry.intake.sentences", "org.belfry.delivery.sentences")) {
            assertThat(ResourceBundle.getBundle(bundle, Locale.GERMAN).keySet())
                    .isEqualTo(ResourceBundle.getBundle(bundle, Locale.ROOT).keySet());
        }
        assertThat(new Explanation("mention", null, new Told(1, "ada", Outcome.NOTIFIED, 7L, List.of()), Locale.GERMAN)
                        .of(decision(Channel.EMAIL, false, Reason.NO_ADDRESS, null)))
                .isEqualTo("E-Mail: nicht mitgeteilt, da ada keine E-Mail-Adresse hat.");
    }
}
