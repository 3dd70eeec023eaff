package org.belfry.schedule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;

/** What an organization has planned next. */
@ApplicationScoped
@Transactional
public class UpcomingSchedules {

    /**
     * A schedule that is still to come.
     *
     * @param name of the resource, or its type and id where it has none
     * @param at Unix seconds
     */
    public record Upcoming(long id, String name, String action, long at) {}

    @PersistenceContext
    private EntityManager entities;

    /** The next ones, the first first. */
    public List<Upcoming> next(long organizationId, int most) {
        return entities.createQuery(
                        "select s from Schedule s where s.organizationId = :organization and s.state = 'scheduled'"
                                + " order by s.dueAt, s.id",
                        Schedule.class)
                .setParameter("organization", organizationId)
                .setMaxResults(most)
                .getResultStream()
                .map(schedule -> new Upcoming(schedule.id(), name(schedule), schedule.action(), schedule.dueAt()))
                .toList();
    }

    private static String name(Schedule schedule) {
        return schedule.resourceName() == null
                ? schedule.resourceType() + " " + schedule.resourceId()
                : schedule.resourceName();
    }
}
