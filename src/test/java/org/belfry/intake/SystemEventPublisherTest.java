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

class SystemEventPublisherTest {

    @Test
    void whatTheDatabaseRefusesIsTriedAgainAndNothingElse() {
        assertThat(SystemEventPublisher.isOfTheDatabase(new IllegalStateException(new SQLException("down"))))
                .isTrue();
        assertThat(SystemEventPublisher.isOfTheDatabase(new OptimisticLockException()))
                .isTrue();
        assertThat(SystemEventPublisher.isOfTheDatabase(new TransactionalException("commit", null)))
                .isTrue();
        assertThat(SystemEventPublisher.isOfTheDatabase(Problem.invalid("type", "is unknown")))
                .isFalse();
        assertThat(SystemEventPublisher.isOfTheDatabase(new NullPointerException()))
                .isFalse();
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

    private static void set(SystemEventPublisher publisher, String field, Object value)
            throws ReflectiveOperationException {
        var found = SystemEventPublisher.class.getDeclaredField(field);
        found.setAccessible(true);
        found.set(publisher, value);
    }

    @Test
    void whatTheDatabaseRefusesKeepsNoOtherFromBeingTold() throws Exception {
        var removed = new ArrayList<Long>();
        var publisher = new SystemEventPublisher();
        set(publisher, "systemEvents", new SystemEvents() {
            @Override
            public List<SystemEvent> unpublished(long afterId, int most) {
                return Stream.of(1L, 2L)
                        .filter(id -> id > afterId)
                        .map(SystemEventPublisherTest::happening)
                        .toList();
            }

            @Override
            public void remove(long id) {
                removed.add(id);
            }
        });
        set(publisher, "organizations", new Organizations() {
            @Override
            public Optional<Organization> find(long id) {
                if (id == 1) {
                    throw new PersistenceException("A name is there already");
                }
                return Optional.empty();
            }
        });
        set(publisher, "background", new BackgroundExecutor() {
            @Override
            public void execute(Runnable task) {
                task.run();
            }
        });
        publisher.begin();
        publisher.wake();

        assertThat(removed).containsExactly(2L);
    }
}
