package org.belfry.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.belfry.audience.Decision.Reason;
import org.belfry.catalog.Channel;
import org.belfry.catalog.ChannelDefaults;
import org.belfry.catalog.ChannelSetting;
import org.belfry.catalog.EventType.Origin;
import org.belfry.catalog.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionTest {

    private static final Long MORNING = 1_700_031_600L;
    private static final Digest.NextDigest HOURLY = new Digest.NextDigest(Digest.Every.HOUR, 1_700_028_000L);
    private static final Digest.NextDigest DAILY = new Digest.NextDigest(Digest.Every.DAY, 1_700_035_200L);

    private static ChannelDefaults defaults(ChannelSetting setting, boolean overridden) {
        var settings = new EnumMap<Channel, ChannelSetting>(Channel.class);
        for (var channel : Channel.values()) {
            settings.put(channel, setting);
        }
        return new ChannelDefaults(settings, overridden);
    }

    private static Map<Channel, Boolean> choices(Boolean chosen) {
        var choices = new EnumMap<Channel, Boolean>(Channel.class);
        if (chosen != null) {
            for (var channel : Channel.values()) {
                choices.put(channel, chosen);
            }
        }
        return choices;
    }

    private static Decision of(Channel channel, List<Decision> decisions) {
        return decisions.stream()
                .filter(decision -> decision.channel() == channel)
                .findFirst()
                .orElseThrow();
    }

    /** Default, mandatory, choice: what of these decides, where there is an address and it is no quiet hour. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    # default    | mandatory | chosen | by the type         | by the organization
                    on           | false     | -      | told TYPE_DEFAULT   | told ORGANIZATION_ON
                    on           | false     | true   | told TYPE_DEFAULT   | told ORGANIZATION_ON
                    on           | false     | false  | not CHOSEN_OFF      | not CHOSEN_OFF
                    on           | true      | -      | told MANDATORY      | told MANDATORY
                    on           | true      | true   | told MANDATORY      | told MANDATORY
                    on           | true      | false  | told MANDATORY      | told MANDATORY
                    off          | false     | -      | not NOT_DEFAULT     | not ORGANIZATION_OFF
                    off          | false     | true   | told CHOSEN_ON      | told CHOSEN_ON
                    off          | false     | false  | not NOT_DEFAULT     | not ORGANIZATION_OFF
                    off          | true      | -      | not NOT_DEFAULT     | not ORGANIZATION_OFF
                    off          | true      | true   | told CHOSEN_ON      | told CHOSEN_ON
                    off          | true      | false  | not NOT_DEFAULT     | not ORGANIZATION_OFF
                    not_allowed  | false     | -      | not NOT_ALLOWED     | not NOT_ALLOWED
                    not_allowed  | false     | true   | not NOT_ALLOWED     | not NOT_ALLOWED
                    not_allowed  | false     | false  | not NOT_ALLOWED     | not NOT_ALLOWED
                    not_allowed  | true      | -      | not NOT_ALLOWED     | not NOT_ALLOWED
                    not_allowed  | true      | true   | not NOT_ALLOWED     | not NOT_ALLOWED
                    not_allowed  | true      | false  | not NOT_ALLOWED     | not NOT_ALLOWED
                    """)
    void theFirstThatHasASayDecides(
            String setting, boolean mandatory, Boolean chosen, String byType, String byOrganization) {
        for (var overridden : List.of(false, true)) {
            var decisions = Decision.decide(new DecisionInput(
                    Origin.SHIPPED,
                    defaults(ChannelSetting.of(setting), overridden),
                    mandatory,
                    true,
                    choices(chosen),
                    Priority.MEDIUM,
                    null,
                    null,
                    EnumSet.allOf(Channel.class)));

            assertThat(decisions).extracting(Decision::channel).containsExactly(Channel.values());
            assertThat(decisions)
                    .extracting(decision -> (decision.notified() ? "told " : "not ") + decision.reason())
                    .containsOnly(overridden ? byOrganization : byType);
        }
    }

    /** Every combination there is: 13,824, each for three channels. */
    private static void forAll(Consumer<DecisionInput> check) {
        var count = 0;
        for (var origin : new Origin[] {null, Origin.SHIPPED, Origin.OWN, Origin.AD_HOC}) {
            for (var setting : ChannelSetting.values()) {
                for (var flags = 0; flags < 8; flags++) {
                    for (var chosen : new Boolean[] {null, true, false}) {
                        for (var priority : Priority.values()) {
                            for (var quiet : new Long[] {null, MORNING}) {
                                for (var digest : new Digest.NextDigest[] {null, HOURLY, DAILY}) {
                                    for (var addresses : List.of(Set.of(Channel.IN_APP), Set.of(Channel.values()))) {
                                        count++;
                                        check.accept(new DecisionInput(
                                                origin,
                                                defaults(setting, (flags & 1) > 0),
                                                (flags & 2) > 0,
                                                (flags & 4) > 0,
                                                choices(chosen),
                                                priority,
                                                quiet,
                                                digest,
                                                addresses));
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        assertThat(count).isEqualTo(4 * 3 * 8 * 3 * 4 * 2 * 3 * 2);
    }

    @Test
    void nobodyIsToldOfAnUnknownTypeAndNobodyWhoIsDisabledIsTold() {
        forAll(input -> {
            var reasons = Decision.decide(input).stream()
                    .map(Decision::reason)
                    .distinct()
                    .toList();
            if (input.origin() == null) {
                assertThat(reasons).containsExactly(Reason.UNKNOWN_TYPE);
            } else if (!input.enabled()) {
                assertThat(reasons).containsExactly(Reason.RECIPIENT_DISABLED);
            } else {
                assertThat(reasons).doesNotContain(Reason.UNKNOWN_TYPE, Reason.RECIPIENT_DISABLED, Reason.COLLAPSED);
            }
        });
    }

    @Test
    void whatIsToldIsAllowedWantedAndHasAnAddress() {
        forAll(input -> Decision.decide(input).stream()
                .filter(Decision::notified)
                .forEach(decision -> {
                    var setting = input.defaults().of(decision.channel());
                    var chosen = input.choices().get(decision.channel());
                    assertThat(input.addresses()).contains(decision.channel());
                    assertThat(setting).isNotEqualTo(ChannelSetting.NOT_ALLOWED);
                    assertThat(setting == ChannelSetting.ON || Boolean.TRUE.equals(chosen))
                            .isTrue();
                    assertThat(input.mandatory() && setting == ChannelSetting.ON || !Boolean.FALSE.equals(chosen))
                            .isTrue();
                }));
    }

    @Test
    void aMandatoryTypeIsToldWhereverItIsOnWhateverTheRecipientChose() {
        forAll(input -> {
            if (input.origin() != null && input.enabled() && input.mandatory()) {
                for (var decision : Decision.decide(input)) {
                    var on = input.defaults().of(decision.channel()) == ChannelSetting.ON;
                    if (on && input.addresses().contains(decision.channel())) {
                        assertThat(decision.reason()).isEqualTo(Reason.MANDATORY);
                        assertThat(decision.notified()).isTrue();
                    }
                }
            }
        });
    }

    @Test
    void onlyEMailWaitsForQuietHoursAndDigestsWhicheverIsLaterAndNothingThatIsCritical() {
        forAll(input -> {
            for (var decision : Decision.decide(input)) {
                var mayWait = decision.notified()
                        && decision.channel() == Channel.EMAIL
                        && input.priority() != Priority.CRITICAL;
                var latest = Stream.of(
                                Optional.ofNullable(input.quietUntil()),
                                Optional.ofNullable(input.digest()).map(Digest.NextDigest::at))
                        .flatMap(Optional::stream)
                        .max(Long::compare);
                assertThat(decision.waitsUntil()).isEqualTo(mayWait ? latest.orElse(null) : null);
                assertThat(decision.inDigest()).isEqualTo(mayWait && input.digest() != null);
            }
        });
    }

    @Test
    void quietHoursAndDigestsNeverDecideWhetherSomebodyIsTold() {
        forAll(input -> {
            var loud = new DecisionInput(
                    input.origin(),
                    input.defaults(),
                    input.mandatory(),
                    input.enabled(),
                    input.choices(),
                    input.priority(),
                    null,
                    null,
                    input.addresses());
            assertThat(Decision.decide(input))
                    .extracting(Decision::notified)
                    .isEqualTo(Decision.decide(loud).stream()
                            .map(Decision::notified)
                            .toList());
        });
    }

    @Test
    void anAddressIsAskedForOnlyWhereSomethingIsToBeTold() {
        forAll(input -> {
            var reachable = new DecisionInput(
                    input.origin(),
                    input.defaults(),
                    input.mandatory(),
                    input.enabled(),
                    input.choices(),
                    input.priority(),
                    input.quietUntil(),
                    input.digest(),
                    Set.of(Channel.values()));
            for (var decision : Decision.decide(input)) {
                var reached = of(decision.channel(), Decision.decide(reachable));
                if (decision.reason() == Reason.NO_ADDRESS) {
                    assertThat(reached.notified()).isTrue();
                    assertThat(decision.grounds()).isEqualTo(reached.grounds());
                } else {
                    assertThat(decision).isEqualTo(reached);
                }
            }
        });
    }

    @Test
    void whatWasLookedAtIsNoted() {
        forAll(input -> {
            for (var decision : Decision.decide(input)) {
                if (input.origin() == null || !input.enabled()) {
                    assertThat(decision.grounds()).isNull();
                } else {
                    var grounds = decision.grounds();
                    assertThat(grounds.origin()).isEqualTo(input.origin());
                    assertThat(grounds.setting()).isEqualTo(input.defaults().of(decision.channel()));
                    assertThat(grounds.overridden()).isEqualTo(input.defaults().overridden());
                    assertThat(grounds.mandatory()).isEqualTo(input.mandatory());
                    assertThat(grounds.chosen()).isEqualTo(input.choices().get(decision.channel()));
                }
            }
        });
    }

    @Test
    void whatIsEncodedIsReadBackAndFitsIntoItsColumn() {
        forAll(input -> {
            var decisions = Decision.decide(input);
            var collapsed = decisions.stream().map(Decision::collapsed).toList();
            for (var some : List.of(decisions, collapsed)) {
                assertThat(Decision.encode(some)).hasSizeLessThan(400);
                assertThat(Decision.decode(Decision.encode(some))).isEqualTo(some);
            }
        });
    }

    @Test
    void theShortFormIsReadable() {
        var input = new DecisionInput(
                Origin.OWN,
                defaults(ChannelSetting.ON, true),
                true,
                true,
                choices(false),
                Priority.HIGH,
                MORNING,
                DAILY,
                Set.of(Channel.IN_APP, Channel.EMAIL));

        assertThat(Decision.encode(Decision.decide(input)))
                .isEqualTo("in_app+MANDATORY:O.o1.m.p0 email+MANDATORY:O.o1.m.p0.q1700031600.g1700035200"
                        + " webhook-NO_ADDRESS:O.o1.m.p0");
    }

    @Test
    void whatAFormerVersionKeptIsReadToo() {
        assertThat(Decision.decode("in_app+TYPE_DEFAULT email-NO_ADDRESS webhook-NOT_DEFAULT"))
                .containsExactly(
                        new Decision(Channel.IN_APP, true, Reason.TYPE_DEFAULT, null),
                        new Decision(Channel.EMAIL, false, Reason.NO_ADDRESS, null),
                        new Decision(Channel.WEBHOOK, false, Reason.NOT_DEFAULT, null));
        assertThat(Decision.decode("email+CHOSEN_ON:S.d0.p1.q1700031600"))
                .containsExactly(new Decision(
                        Channel.EMAIL,
                        true,
                        Reason.CHOSEN_ON,
                        new Decision.Grounds(
                                Origin.SHIPPED, ChannelSetting.OFF, false, false, true, MORNING, null, true)));
    }

    @Test
    void theLongestPossibleFormFitsIntoItsColumn() {
        var longest = new ArrayList<Decision>();
        for (var channel : Channel.values()) {
            longest.add(new Decision(
                    channel,
                    false,
                    Reason.RECIPIENT_DISABLED,
                    new Decision.Grounds(
                            Origin.SHIPPED,
                            ChannelSetting.NOT_ALLOWED,
                            true,
                            true,
                            true,
                            Long.MAX_VALUE,
                            new Digest.NextDigest(Digest.Every.DAY, Long.MAX_VALUE),
                            true)));
        }

        assertThat(Decision.encode(longest)).hasSizeLessThan(400);
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void aReasonIsWrittenInLowerCase(Reason reason) {
        assertThat(reason.code()).matches("[a-z_]+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "in_app",
                "in_app+NONSENSE",
                "fax+TYPE_DEFAULT",
                "in_app+TYPE_DEFAULT:z",
                "email+TYPE_DEFAULT:S.d1.gx"
            })
    void whatIsNoDecisionIsNotRead(String text) {
        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> Decision.decode(text));
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
        var recipient = new Recipient(1, "ada", 1000);
        recipient.describe(new Recipient.Profile(Recipient.Kind.USER, "a@example.org", null, null, null, true));
        var profile = new Recipient.Profile(Recipient.Kind.AGENT, null, "Ada", "de-CH", "Europe/Zurich", false);
        recipient.describe(profile);

        assertThat(recipient.profile()).isEqualTo(profile);
        assertThat(recipient.enabled()).isFalse();
        assertThat(recipient.email()).isNull();
    }
}
