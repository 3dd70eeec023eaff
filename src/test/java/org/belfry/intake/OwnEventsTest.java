package org.belfry.intake;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.TransactionalException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.belfry.access.Organization;
import org.belfry.access.Organizations;
import org.belfry.access.SystemEvent;
import org.belfry.access.SystemEvents;
import org.belfry.platform.BackgroundExecutor;
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

    private static SystemEvent happening(long id) {
        return new SystemEvent() {
            @Override
            public long id() {
                return id;
            }

            @Override
            public long organizationId() {
                return id;
            }

            @Override
            public String event() {
                return "{}";
            }
        };
    }

    private static void set(OwnEvents events, String field, Object value) throws ReflectiveOperationException {
        var found = OwnEvents.class.getDeclaredField(field);
        found.setAccessible(true);
        found.set(events, value);
    }

    @Test
    void whatTheDatabaseRefusesKeepsNoOtherFromBeingTold() throws Exception {
        var removed = new ArrayList<Long>();
        var events = new OwnEvents();
        set(events, "systemEvents", new SystemEvents() {
            @Override
            public List<SystemEvent> unpublished(long afterId, int most) {
                return Stream.of(1L, 2L)
                        .filter(id -> id > afterId)
                        .map(OwnEventsTest::happening)
                        .toList();
            }

            @Override
            public void remove(long id) {
                removed.add(id);
            }
        });
        set(events, "organizations", new Organizations() {
            @Override
            public Optional<Organization> find(long id) {
                if (id == 1) {
                    throw new PersistenceException("A name is there already");
                }
                return Optional.empty();
            }
        });
        set(events, "background", new BackgroundExecutor() {
            @Override
            public void execute(Runnable task) {
                task.run();
            }
        });
        events.begin();
        events.wake();

        assertThat(removed).containsExactly(2L);
    }
}
