package org.belfry.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedMethodsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST|POST",
                "POST, OPTIONS|OPTIONS, POST",
                "GET, OPTIONS|GET, HEAD, OPTIONS",
                "HEAD,DELETE ,POST, GET,OPTIONS|DELETE, GET, HEAD, OPTIONS, POST"
            })
    void theyAreSortedAndHeadIsBesideGet(String allow, String sorted) {
        assertThat(AllowedMethods.sorted(allow)).isEqualTo(sorted);
    }
}
