package org.belfry.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSettingsTest {

    @Test
    void theWaitsAreThoseThatAreSet() {
        var retries = WebhookSettings.retries("5, 300,1800");
        assertThat(retries.maxAttempts()).isEqualTo(4);
        assertThat(retries.waits()).containsExactly(5L, 300L, 1800L);
        assertThat(retries.wait(1, 0.0)).isEqualTo(5);
        assertThat(retries.wait(2, 1.0)).isEqualTo(330);
        // As long as a copy can come, with all the chance that there is.
        assertThat(retries.deduplicationWindow()).isGreaterThan(2 * (5 + 300 + 1800));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "5,", "5;300", "0", "-5", "5.5", "x", "604801", "99999999999", "٥"})
    void whatAreNoWaitsStopsTheStartWithASentence(String waits) {
        assertThatIllegalStateException()
                .isThrownBy(() -> WebhookSettings.retries(waits))
                .withMessageStartingWith("BELFRY_WEBHOOK_RETRY_WAITS must have whole numbers between 1 and 604800");
    }

    @Test
    void thereIsAnEndToRetries() {
        assertThatIllegalStateException()
                .isThrownBy(() -> WebhookSettings.retries("1,".repeat(50) + "1"))
                .withMessage("BELFRY_WEBHOOK_RETRY_WAITS must have at most 50 waits");
    }
}
