package org.belfry.console.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.belfry.audit.Action;
import org.belfry.audit.report.AuditFilter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditTextsTest {

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void eachActionAndKindOfCredentialHasItsWords(String language) {
        var texts = ResourceBundle.getBundle("org.belfry.console.audit.texts", Locale.forLanguageTag(language));
        var codes = Arrays.stream(Action.values()).map(Action::code).toList();

        assertThat(codes).allSatisfy(code -> assertThat(texts.getString("action." + code))
                .isNotBlank());
        assertThat(codes)
                .map(code -> "kind." + code.substring(0, code.indexOf('.')))
                .allMatch(texts::containsKey);
        assertThat(AuditFilter.CREDENTIALS.stream().map(kind -> "credential." + kind))
                .allMatch(texts::containsKey);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deliveries", "why", "audit"})
    void bothLanguagesSayTheSameThings(String room) {
        var bundle = "org.belfry.console." + room + ".texts";
        assertThat(Stream.of("en", "de")
                        .map(language -> ResourceBundle.getBundle(bundle, Locale.forLanguageTag(language))
                                .keySet())
                        .distinct())
                .hasSize(1);
    }
}
