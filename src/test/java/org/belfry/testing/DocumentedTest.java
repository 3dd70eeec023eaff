package org.belfry.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentedTest {

    private final Documented documented = new Documented();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": 1, \"b\": [true, null, \"x\"]} | {\"b\":[true,null,\"x\"],\"a\":1}",
                "{\"key\": \"…\"} | {\"key\":\"abc\"}",
                "{\"key\": \"bf_….…\"} | {\"key\":\"bf_abc.d\"}",
                "{\"at\": 1709823456} | {\"at\":1999999999}",
                "[{\"id\": 1001}, {\"id\": 1002}, {\"id\": 1001}] | [{\"id\":7},{\"id\":12345678901},{\"id\":7}]",
                "[1, \"…\"] | [1]",
                "[1, \"…\"] | [1,2,{}]",
                "{\"a\": 1, \"…\": \"…\"} | {\"a\":1,\"b\":2}",
            })
    void theseAreTheSame(String text, String answer) {
        assertThat(documented.compareJson(text, answer)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": 1} | {\"a\":2} | $.a: documented 1, answered 2",
                "{\"a\": 1} | {\"a\":\"1\"} | $.a: documented 1, answered \"1\"",
                "{\"a\": 1} | {} | $.a: documented, not answered",
                "{} | {\"a\":null} | $.a: not documented",
                "{\"a\": {\"b\": null}} | {\"a\":{\"b\":0}} | $.a.b: documented null, answered 0",
                "{\"key\": \"…\"} | {\"key\":\"\"} | $.key: documented \"…\", answered \"\"",
                "{\"key\": \"…\"} | {\"key\":null} | $.key: documented \"…\", answered null",
                "{\"key\": \"bf_…\"} | {\"key\":\"bx_1\"} | $.key: documented \"bf_…\", answered \"bx_1\"",
                "{\"key\": \"a.c…\"} | {\"key\":\"abcd\"} | $.key: documented \"a.c…\", answered \"abcd\"",
                "{\"at\": 1709823456} | {\"at\":0} | $.at: documented 1709823456, answered 0",
                "{\"at\": 1709823456} | {\"at\":null} | $.at: documented 1709823456, answered null",
                "[1001, 1001] | [7,8] | $[1]: documented 1001, answered 8",
                "[1001] | [0] | $[0]: documented 1001, answered 0",
                "[999] | [998] | $[0]: documented 999, answered 998",
                "[1] | [1,2] | $: documented with 1 elements, answered [1,2]",
                "[1, \"…\"] | [] | $: documented with 1 or more elements, answered []",
                "[\"…\", 1] | [2,1] | $[0]: documented \"…\", answered 2",
                "{} | <html> | answered, but no JSON: <html>",
                "{} | {} {} | answered, but no JSON: {} {}",
            })
    void theseAreNot(String text, String answer, String difference) {
        assertThat(documented.compareJson(text, answer)).containsExactly(difference);
    }

    @Test
    void anIdIsTheSameInEveryAnswer() {
        assertThat(documented.compareJson("{\"id\": 1001}", "{\"id\":7}")).isEmpty();
        assertThat(documented.compareJson("{\"id\": 1002}", "{\"id\":8}")).isEmpty();
        assertThat(documented.compareJson("{\"id\": 1001}", "{\"id\":8}")).hasSize(1);
    }

    @Test
    void ofAnHttpResponseTheDocumentedHeadersCount() {
        var answer = "HTTP/1.1 201\r\nETag: \"abc\"\r\nDate: today\r\n\r\n{\"a\":1}";

        assertThat(documented.compareHttp("HTTP/1.1 201 Created\netag: \"…\"\n\n{\"a\": 1}", answer))
                .isEmpty();
        assertThat(documented.compareHttp("HTTP/1.1 200 OK\n\n{\"a\": 1}", answer))
                .containsExactly("status: documented 200, answered 201");
        assertThat(documented.compareHttp("HTTP/1.1 201 Created\nLocation: /a\n\n{\"a\": 1}", answer))
                .containsExactly("location: documented /a, answered null");
        assertThat(documented.compareHttp("HTTP/1.1 201 Created\n\n{\"a\": 2}", answer))
                .containsExactly("$.a: documented 2, answered 1");
        assertThat(documented.compareHttp("HTTP/1.1 201 Created\n", answer))
                .containsExactly("body: documented , answered {\"a\":1}");
    }

    @Test
    void whatComesBeforeAnHttpResponseIsPassedOver() {
        assertThat(documented.compareHttp(
                        "HTTP/1.1 204 No Content", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n"))
                .isEmpty();
    }
}
