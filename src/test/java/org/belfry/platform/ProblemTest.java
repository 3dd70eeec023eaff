package org.belfry.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.belfry.platform.Problem.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTest {

    @Test
    void itSaysWhatIsWrongInTheMembersOfRfc9457AndInOneSentence() {
        assertThat(Problem.notFound("Recipient").toJson())
                .hasToString("{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
                        + "\"detail\":\"Recipient not found\",\"error\":\"Recipient not found\"}");
    }

    @Test
    void itNamesEachFieldAndTheFirstInItsSentence() {
        var problem = Problem.invalid(List.of(new Violation("a", "is wrong"), new Violation("b.c", "is worse")));

        assertThat(problem).hasMessage("a is wrong");
        assertThat(problem.toJson().getJsonArray("violations"))
                .hasToString(
                        "[{\"field\":\"a\",\"message\":\"is wrong\"},{\"field\":\"b.c\",\"message\":\"is worse\"}]");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 429, 500, 503})
    void everyStatusThatIsAnsweredHasItsTitle(int status) {
        assertThat(Problem.of(status, "words").toJson().getString("title"))
                .isNotBlank()
                .isNotEqualTo("Error");
    }

    @Test
    void aSentenceMayHoldAnything() {
        var sentence = "type is unknown: \"\\\n\u0001<script>\uD83D\uDD14";

        assertThat(JsonBodies.parse(Problem.badRequest(sentence).toJson().toString())
                        .getString("error"))
                .isEqualTo(sentence);
    }
}
