package org.belfry.intake;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.TransactionalException;
import java.sql.SQLException;
import org.belfry.platform.Problem;
import org.junit.jupiter.api.Test;

class OwnEventsTest {

    @Test
    void whatTheDatabaseRefusesIsTriedAgainAndNothingElse() {
        assertThat(OwnEvents.isOfTheDatabase(new IllegalStateException(new SQLException("down"))))
                .isTrue();
        assertThat(OwnEvents.isOfTheDatabase(new OptimisticLockException())).isTrue();
        assertThat(OwnEvents.isOfTheDatabase(new TransactionalException("commit", null)))
                .isTrue();
        assertThat(OwnEvents.isOfTheDatabase(Problem.invalid("type", "is unknown")))
                .isFalse();
        assertThat(OwnEvents.isOfTheDatabase(new NullPointerException())).isFalse();
    }
}
