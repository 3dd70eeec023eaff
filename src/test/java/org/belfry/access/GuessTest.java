package org.belfry.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GuessTest {

    /** Derby finds the same account for each of them. */
    @Test
    void blanksAtTheEndMakeNoCounterOfTheirOwn() {
        var guess = Guess.byStranger("ada", "acme", "192.0.2.1");

        assertThat(Guess.byStranger("ada ", "acme  ", "192.0.2.1")).isEqualTo(guess);
        assertThat(Guess.byStranger("ada" + " ".repeat(197), "acme", "192.0.2.1"))
                .isEqualTo(guess);
    }

    @Test
    void anotherNameHasAnotherCounter() {
        var guess = Guess.byStranger("ada", "acme", "192.0.2.1");

        assertThat(Guess.byStranger(" ada", "acme", "192.0.2.1")).isNotEqualTo(guess);
        assertThat(Guess.byStranger("ada", null, "192.0.2.1")).isNotEqualTo(guess);
        assertThat(Guess.byStranger("ada", "acme", "192.0.2.2")).isNotEqualTo(guess);
    }
}
