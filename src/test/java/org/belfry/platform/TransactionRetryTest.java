package org.belfry.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionRetryTest {

    private static final int BOUND = 9;

    private static RuntimeException wrapped(Throwable cause, int depth) {
        var wrapped = new RuntimeException("commit failed", cause);
        for (var i = 1; i < depth; i++) {
            wrapped = new IllegalStateException("wrapped", wrapped);
        }
        return wrapped;
    }

    private static RuntimeException conflict(String state) {
        return wrapped(new SQLException("conflict", state), 1);
    }

    @Test
    void anUndisturbedTransactionRunsOnce() {
        var attempts = new ArrayList<Integer>();

        String answer = TransactionRetry.retry(attempt -> {
            attempts.add(attempt);
            return "done";
        });

        assertThat(answer).isEqualTo("done");
        assertThat(attempts).containsExactly(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "23503", "23505", "40XL1", "40XL2"})
    void aConflictWithAnotherIsTriedAgain(String state) {
        var attempts = new ArrayList<Integer>();

        var answer = TransactionRetry.retry(attempt -> {
            attempts.add(attempt);
            if (attempt < 2) {
                throw conflict(state);
            }
            return attempt;
        });

        assertThat(answer).isEqualTo(2);
        assertThat(attempts).containsExactly(0, 1, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 15, 19})
    void aConflictIsSeenHoweverDeepItIsWrapped(int depth) {
        assertThat(TransactionRetry.isTransient(wrapped(new SQLException("deadlock", "40P01"), depth)))
                .isTrue();
    }

    @Test
    void aConflictIsSeenBelowAnotherSqlException() {
        var inner = new SQLException("duplicate key", "23505");

        assertThat(TransactionRetry.isTransient(wrapped(new SQLException("batch failed", null, inner), 3)))
                .isTrue();
    }

    @Test
    void itIsGivenUpAfterItsBound() {
        var attempts = new ArrayList<Integer>();
        var last = conflict("40001");

        assertThatThrownBy(() -> TransactionRetry.retry(attempt -> {
                    attempts.add(attempt);
                    throw attempts.size() < BOUND ? conflict("40P01") : last;
                }))
                .isSameAs(last);
        assertThat(attempts).hasSize(BOUND);
    }

    @Test
    void nothingElseIsTriedAgain() {
        var others = List.of(
                conflict("22001"),
                conflict("08006"),
                conflict("40003"),
                conflict("4000"),
                conflict(null),
                new IllegalStateException("ours"),
                Problem.badRequest("theirs"));
        for (var other : others) {
            var runs = new AtomicInteger();

            assertThatThrownBy(() -> TransactionRetry.retry(attempt -> {
                        runs.incrementAndGet();
                        throw other;
                    }))
                    .isSameAs(other);
            assertThat(runs).as("runs after %s", other).hasValue(1);
        }
    }

    @Test
    void anotherFailureEndsTheRetrying() {
        var runs = new AtomicInteger();

        assertThatThrownBy(() -> TransactionRetry.retry(attempt -> {
                    runs.incrementAndGet();
                    throw attempt == 0 ? conflict("40001") : new IllegalStateException("ours");
                }))
                .hasMessage("ours");
        assertThat(runs).hasValue(2);
    }

    @Test
    void aCircleOfCausesEnds() {
        var one = new RuntimeException("one");
        var other = new RuntimeException("other", one);
        one.initCause(other);

        assertThat(TransactionRetry.isTransient(one)).isFalse();
    }
}
