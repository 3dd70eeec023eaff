package org.belfry.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicUrlTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
                    https://belfry.example.org, https://belfry.example.org
                    https://belfry.example.org/, https://belfry.example.org
                    ' HTTPS://example.org:8443/belfry// ', HTTPS://example.org:8443/belfry
                    http://localhost:8080, http://localhost:8080
                    """)
    void aUrlIsTakenWithoutItsLastSlash(String configured, String base) {
        assertThat(PublicUrl.checked(configured)).isEqualTo(base);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    https://belfry.example.org/bell, https://belfry.example.org
                    https://belfry.example.org:443, https://belfry.example.org
                    http://belfry.example.org:8080, http://belfry.example.org:8080
                    http://localhost:80, http://localhost
                    """)
    void itsOriginIsAsBrowsersWriteIt(String url, String origin) {
        assertThat(PublicUrl.origin(URI.create(url))).isEqualTo(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "belfry.example.org",
                "/belfry",
                "//example.org",
                "ftp://example.org",
                "https://",
                "https:///path",
                "mailto:a@example.org",
                "https://example.org?a=1",
                "https://example.org/#x",
                "https://user@example.org/",
                "https://user:hunter2@example.org/",
                "https://user:hunter2@exa mple.org/",
                "https://exa mple.org",
                "https://example.org/a\r\nb",
            })
    void whatIsNoneStopsTheStartWithASentence(String configured) {
        assertThatIllegalStateException()
                .isThrownBy(() -> PublicUrl.checked(configured))
                .withMessageStartingWith("BELFRY_PUBLIC_URL ")
                .withMessageNotContaining("hunter2")
                .withNoCause();
    }
}
