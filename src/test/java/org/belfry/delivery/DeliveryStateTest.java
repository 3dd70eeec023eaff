package org.belfry.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveryStateTest {

    /** Row by row what a state may become; the columns are in the order of the enum. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # from      | PENDING | SENDING | SENT  | DEAD  | UNCERTAIN | SUPPRESSED
                    PENDING     | false   | true    | false | true  | false     | true
                    SENDING     | true    | false   | true  | true  | true      | false
                    SENT        | false   | false   | false | false | false     | false
                    DEAD        | true    | false   | false | false | false     | false
                    UNCERTAIN   | true    | false   | true  | true  | false     | false
                    SUPPRESSED  | false   | false   | false | false | false     | false
                    """)
    void aStateBecomesOnlyWhatTheTableSays(
            DeliveryState from,
            boolean pending,
            boolean sending,
            boolean sent,
            boolean dead,
            boolean uncertain,
            boolean suppressed) {
        var expected = new boolean[] {pending, sending, sent, dead, uncertain, suppressed};

        for (var to : DeliveryState.values()) {
            assertThat(from.mayBecome(to)).as("%s to %s", from, to).isEqualTo(expected[to.ordinal()]);
        }
    }

    @ParameterizedTest
    @EnumSource(DeliveryState.class)
    void aCodeIsReadBackAsItsState(DeliveryState state) {
        assertThat(state.code()).matches("[a-z]+");
        assertThat(DeliveryState.of(state.code())).isSameAs(state);
    }

    @Test
    void anUnknownCodeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> DeliveryState.of("lost"));
    }
}
