package org.belfry.audit.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.belfry.platform.Problem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditEntriesTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uFF1D1"})
    void whatASpreadsheetWouldTakeForAFormulaIsText(String text) {
        assertThat(AuditEntries.harmless(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", "key.created", "{\"a\":\"=1\"}", "'=1", "a=1", ""})
    void anythingElseIsAsItIs(String text) {
        assertThat(AuditEntries.harmless(text)).isEqualTo(text);
        assertThat(AuditEntries.harmless(null)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "credential, , password, , ,",
        "action, , , key, ,",
        "action, , , keys., ,",
        "action, , , ., ,",
        "from, , , , x,",
        "to, , , , 17, 17",
    })
    void whatCannotMatchIsRefused(
            String field, String actor, String credential, String action, String from, String to) {
        assertThatThrownBy(() -> AuditFilter.read(actor, credential, action, null, from, to))
                .isInstanceOf(Problem.class)
                .hasMessageContaining(field);
    }
}
