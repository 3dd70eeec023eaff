package org.belfry.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/types",
                "/api/types/",
                "/api//types",
                "/api/types/a.b..c",
                "/api/recipients/Zo%C3%AB",
                "/api/recipients/%F0%9F%94%94",
                "/api/recipients/a%20b%25c%3F%3B",
                "/api/types;v=1/x;y",
                "/.well-known/x",
                "/api/recipients/!$&'()*+,=:@~_-"
            })
    void aPathThatIsWellFormed(String path) {
        assertThat(RequestTarget.isWellFormedPath(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a%",
                "/a%2",
                "/a%zz",
                "/a%2g",
                "/%FF",
                "/%C3",
                "/%C3%28",
                "/%ED%A0%80",
                "/%C0%AF",
                "/a%00b",
                "/a%0d%0ab",
                "/a%7F",
                "/a%2Fb",
                "/a%2fb",
                "/a%5Cb",
                "/a%2Eb",
                "/a%23b",
                "/a\\b",
                "/..",
                "/../a",
                "/a/..",
                "/a/../b",
                "/a/./b",
                "/a/%2e%2e/b",
                "/a/.%2E/b",
                "/a/..;x/b",
                "/a b",
                "/a|b",
                "/a{b}",
                "/a\"b",
                "/a<b>",
                "/a#b",
                "/\u00e4",
                "/\u20ac"
            })
    void aPathThatIsNot(String path) {
        assertThat(RequestTarget.isWellFormedPath(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=b&c=d", "a=%00", "a=%2F%5C..", "a=b/c?d", "a[]=1", "a=b+c", "a=%C3%A4"})
    void aQueryThatIsWellFormed(String query) {
        assertThat(RequestTarget.isWellFormedQuery(query)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=%",
                "a=%1",
                "a=%zz",
                "a=%FF",
                "a=\u00e4",
                "a=\"b\"",
                "a=<b>",
                "a=b c",
                "a=b#c",
                "a=b|c",
                "a=\\"
            })
    void aQueryThatIsNot(String query) {
        assertThat(RequestTarget.isWellFormedQuery(query)).isFalse();
    }

    @Test
    void noQueryIsWellFormed() {
        assertThat(RequestTarget.isWellFormedQuery(null)).isTrue();
    }
}
