package org.belfry.audience;

import static org.assertj.core.api.Assertions.assertThat;

import org.belfry.catalog.Channel;
import org.belfry.catalog.ChannelSetting;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ChannelChoiceTest {

    @ParameterizedTest(name = "mandatory {0}, {1}, chosen {2}")
    @CsvSource(nullValues = "-", textBlock = """
                    # mandatory, setting, chosen, enabled, default, changeable
                    false, ON, -, true, true, true
                    false, ON, true, true, true, true
                    false, ON, false, false, true, true
                    false, OFF, -, false, false, true
                    false, OFF, true, true, false, true
                    false, OFF, false, false, false, true
                    false, NOT_ALLOWED, -, false, false, false
                    false, NOT_ALLOWED, true, false, false, false
                    false, NOT_ALLOWED, false, false, false, false
                    true, ON, -, true, true, false
                    true, ON, true, true, true, false
                    true, ON, false, true, true, false
                    true, OFF, -, false, false, true
                    true, OFF, true, true, false, true
                    true, OFF, false, false, false, true
                    true, NOT_ALLOWED, -, false, false, false
                    true, NOT_ALLOWED, true, false, false, false
                    true, NOT_ALLOWED, false, false, false, false
                    """)
    void whatHoldsIsTheOrganizationsUnlessTheRecipientMayChoose(
            boolean mandatory,
            ChannelSetting setting,
            Boolean chosen,
            boolean enabled,
            boolean byDefault,
            boolean changeable) {
        var choice = ChannelChoice.of(mandatory, setting, Channel.EMAIL, chosen);

        assertThat(choice.enabled()).isEqualTo(enabled);
        assertThat(choice.byDefault()).isEqualTo(byDefault);
        assertThat(choice.chosen()).isEqualTo(chosen);
        assertThat(choice.reason() == null).isEqualTo(changeable);
        assertThat(choice.refusal(enabled)).isNull();
        assertThat(choice.refusal(!enabled) == null).isEqualTo(changeable);
    }

    @ParameterizedTest
    @EnumSource(Channel.class)
    void whyItCannotBeChangedIsASentence(Channel channel) {
        assertThat(ChannelChoice.of(true, ChannelSetting.ON, channel, null).reason())
                .hasToString("The type is mandatory and cannot be turned off.");
        assertThat(ChannelChoice.of(false, ChannelSetting.NOT_ALLOWED, channel, null)
                        .reason()
                        .english())
                .matches("The organization does not allow (in-app notifications|e-mail|webhooks) for this type\\.");
        assertThat(ChannelChoice.of(false, ChannelSetting.NOT_ALLOWED, channel, null)
                        .refusal(true)
                        .english())
                .startsWith("cannot be changed: The organization does not allow ");
    }
}
