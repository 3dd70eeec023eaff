package org.belfry.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.belfry.inbox.Cutoffs;
import org.belfry.inbox.Cutoffs.Cutoff;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.JsonInput;
import org.belfry.platform.Problem;
import org.belfry.retention.RetentionPolicy.Days;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionPolicyTest {

    private static RetentionPolicy read(String json) {
        var input = new JsonInput(JsonBodies.parse(json));
        var policy = RetentionPolicy.read(input);
        input.check();
        return policy;
    }

    @Test
    void whatIsSaidIsReadAndShownAgain() {
        var policy = read("{\"read_days\":30,\"unread_days\":365,\"types\":{\"b\":{\"read_days\":7},"
                + "\"a\":{\"read_days\":null,\"unread_days\":1}}}");
        assertThat(policy)
                .isEqualTo(
                        new RetentionPolicy(new Days(30, 365), Map.of("a", new Days(null, 1), "b", new Days(7, null))));
        assertThat(policy.toJson())
                .hasToString("{\"read_days\":30,\"unread_days\":365,\"types\":{\"a\":{\"read_days\":null,"
                        + "\"unread_days\":1},\"b\":{\"read_days\":7,\"unread_days\":null}}}");
    }

    @Test
    void aDayHas86400Seconds() {
        var cutoffs =
                new RetentionPolicy(new Days(90, null), Map.of("a", new Days(null, 36_500))).cutoffs(1_700_000_000);
        assertThat(cutoffs)
                .isEqualTo(new Cutoffs(
                        new Cutoff(1_700_000_000 - 7_776_000, Cutoffs.NEVER),
                        // A hundred years ago there was no Unix time.
                        Map.of("a", new Cutoff(Cutoffs.NEVER, Cutoffs.NEVER))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|read_days is required: a number of days, or null for never",
                "{\"read_days\":0}|read_days must be between 1 and 36500",
                "{\"read_days\":36501}|read_days must be between 1 and 36500",
                "{\"read_days\":1.5}|read_days must be a whole number",
                "{\"read_days\":\"9\"}|read_days must be a whole number",
                "{\"read_days\":9,\"unread_days\":0}|unread_days must be between 1 and 36500",
                "{\"read_days\":9,\"types\":[]}|types must be an object",
                "{\"read_days\":9,\"types\":{\"a\":null}}|types.a must be an object",
                "{\"read_days\":9,\"types\":{\"a\":7}}|types.a must be an object",
                "{\"read_days\":9,\"types\":{\"a\":{}}}|types.a.read_days is required: a number of days, or null for never",
                "{\"read_days\":9,\"types\":{\"a\":{\"read_days\":-1}}}|types.a.read_days must be between 1 and 36500"
            })
    void whatIsWrongIsNamed(String json, String error) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(Problem.class).hasMessage(error);
    }
}
