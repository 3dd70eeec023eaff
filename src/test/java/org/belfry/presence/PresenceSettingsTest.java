package org.belfry.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresenceSettingsTest {

    @Test
    void theTimeoutIsWhatIsSet() {
        assertThat(PresenceSettings.timeout("30")).isEqualTo(30);
        assertThat(PresenceSettings.timeout(" 604800 ")).isEqualTo(604_800);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "29", "604801", "-300", "5m", "1e3", "99999999999", "٣٠"})
    void whatIsNoTimeoutStopsTheStartWithASentence(String text) {
        assertThatIllegalStateException()
                .isThrownBy(() -> PresenceSettings.timeout(text))
                .withMessage("BELFRY_PRESENCE_TIMEOUT must be a whole number between 30 and 604800, and not \"" + text
                        + "\"");
    }
}
