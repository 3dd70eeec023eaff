package org.belfry.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IssuanceTest {

    /** Erased twice, in the seconds 90 and 100. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "2, -, false",
                "3, 50, false",
                "1, -, true",
                "1, 200, true",
                "0, -, true",
                "-, 99, true",
                "-, 100, true",
                "-, 101, false",
                "-, -, true"
            })
    void whatWasIssuedForSomebodyWhoWasErasedIsOfNoUseToTheNext(Long generation, Long issuedAt, boolean expected) {
        var name = new ErasedName(new ErasedName.Key(1, "hash"));
        name.erased(90);
        name.erased(100);

        assertThat(new Issuance(generation, issuedAt).isBefore(name)).isEqualTo(expected);
    }
}
