package org.belfry.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptedTypesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/csv | [text/csv]",
                "TEXT/CSV; charset=utf-8 | [text/csv]",
                "application/json;q=0.5, text/csv | [text/csv, application/json]",
                "text/csv; q=0, */*;q=0.1 | [*/*]",
                "text/csv;header=present;q=0.2;x=y,a/b;q=0.3 | [a/b, text/csv]",
                "csv, ,;q=1 | []",
                "text/csv;q=7 | [text/csv]"
            })
    void theBestComesFirst(String header, String types) {
        assertThat(AcceptedTypes.parse(header)).hasToString(types);
    }
}
