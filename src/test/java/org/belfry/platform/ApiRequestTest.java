package org.belfry.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiRequestTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "APPLICATION/JSON",
                " application/json ",
                "application/json;",
                "application/json; charset=utf-8",
                "application/json;charset=UTF-8",
                "application/json; charset=\"Utf-8\"",
                "application/json; charset=utf8",
                "application/json; profile=\"a\\\"b;c\" ; x=y"
            })
    void whatMeansJson(String header) {
        assertThat(ApiRequest.mediaType(header)).isEqualTo("application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "json",
                "application",
                "application/",
                "/json",
                "*/*",
                "application/*",
                "application/json; charset",
                "application/json; charset=",
                "application/json; charset=utf-16",
                "application/json; charset=utf-8; charset=utf-16",
                "application/json; charset=utf-80",
                "application/json; charset=\"utf-16\"",
                "application/json, text/plain",
                "application/json text/plain",
                "application /json"
            })
    void whatNoPathTakes(String header) {
        assertThat(ApiRequest.mediaType(header)).isEqualTo("application/octet-stream");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/cloudevents+json", "application/x-www-form-urlencoded"})
    void anotherTypeStaysWhatItIs(String header) {
        assertThat(ApiRequest.mediaType(header)).isEqualTo(header);
    }
}
