package org.belfry.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorsOriginsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    https://app.example.org                          | https://app.example.org
                    ' HTTPS://App.Example.org '                      | https://app.example.org
                    https://app.example.org:443                      | https://app.example.org
                    http://app.example.org:80                        | http://app.example.org
                    https://app.example.org:8443                     | https://app.example.org:8443
                    http://localhost:3000                            | http://localhost:3000
                    http://127.0.0.1:3000                            | http://127.0.0.1:3000
                    http://[::1]:3000                                | http://[::1]:3000
                    https://xn--mnchen-3ya.example                   | https://xn--mnchen-3ya.example
                    https://a.example.org, https://b.example.org     | https://b.example.org
                    """)
    void anOriginIsKnownAsBrowsersWriteIt(String configured, String sent) {
        assertThat(CorsOrigins.parse(configured)).contains(sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void noneIsAList(String configured) {
        assertThat(CorsOrigins.parse(configured)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "app.example.org",
                "//app.example.org",
                "https://*.example.org",
                "https://app.example.org/",
                "https://app.example.org/page",
                "https://app.example.org?a=1",
                "https://app.example.org#x",
                "https://ada@app.example.org",
                "https://app.example.org:99999",
                "https://app example.org",
                "https://münchen.example",
                "https://",
                "https:app.example.org",
                "ftp://app.example.org",
                "file:///home",
                "https://a.example.org,",
                ",https://a.example.org",
                "https://a.example.org https://b.example.org",
            })
    void whatIsNoneStopsTheStartWithASentence(String configured) {
        assertThatIllegalStateException()
                .isThrownBy(() -> CorsOrigins.parse(configured))
                .withMessageStartingWith("BELFRY_CORS_ORIGINS must have origins such as https://app.example.org");
    }
}
