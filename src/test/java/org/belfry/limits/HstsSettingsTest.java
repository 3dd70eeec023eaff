package org.belfry.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HstsSettingsTest {

    @Test
    void theTimeIsInSecondsOrOff() {
        assertThat(HstsSettings.header("31536000")).contains("max-age=31536000");
        assertThat(HstsSettings.header(" 0 ")).contains("max-age=0");
        assertThat(HstsSettings.header("OFF")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "P1Y", "-1", "315360001", "99999999999999999999", "1e9", "on"})
    void anotherValueIsRefusedBySayingWhichItIs(String value) {
        assertThatThrownBy(() -> HstsSettings.header(value))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("BELFRY_HSTS_MAX_AGE must be");
    }
}
