package org.belfry.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordAttemptTest {

    /** Derby finds the same account for each of them. */
    @Test
    void blanksAtTheEndMakeNoCounterOfTheirOwn() {
        var attempt = PasswordAttempt.byStranger("ada", "acme", "192.0.2.1");

        assertThat(PasswordAttempt.byStranger("ada ", "acme  ", "192.0.2.1")).isEqualTo(attempt);
        assertThat(PasswordAttempt.byStranger("ada" + " ".repeat(197), "acme", "192.0.2.1"))
                .isEqualTo(attempt);
    }

    @Test
    void anotherNameHasAnotherCounter() {
        var attempt = PasswordAttempt.byStranger("ada", "acme", "192.0.2.1");

        assertThat(PasswordAttempt.byStranger(" ada", "acme", "192.0.2.1")).isNotEqualTo(attempt);
        assertThat(PasswordAttempt.byStranger("ada", null, "192.0.2.1")).isNotEqualTo(attempt);
        assertThat(PasswordAttempt.byStranger("ada", "acme", "192.0.2.2")).isNotEqualTo(attempt);
    }
}
