package org.belfry.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many events an organization had, and how many notifications of them, in each hour. */
@ApplicationScoped
@Transactional
public class HourlyEventCounts {

    /** Seconds. */
    public static final long HOUR = 3600;

    @PersistenceContext
    private EntityManager entities;

    /**
     * Events by the hour in which they came in; hours without any are missing.
     *
     * @param from the first second that counts
     * @return by the number of the hour since 1970
     */
    public Map<Long, Long> events(long organizationId, long from) {
        return byHour(
                "select created_at / 3600, count(*) from event where organization_id = ?1 and created_at >= ?2"
                        + " group by created_at / 3600",
                organizationId,
                from);
    }

    /** Notifications by the hour in which their event came in. */
    public Map<Long, Long> notifications(long organizationId, long from) {
        return byHour(
                "select e.created_at / 3600, count(*) from event e join notification n on n.event_id = e.id"
                        + " where e.organization_id = ?1 and e.created_at >= ?2 group by e.created_at / 3600",
                organizationId,
                from);
    }

    private Map<Long, Long> byHour(String query, long organizationId, long from) {
        @SuppressWarnings("unchecked")
        List<Object[]> rows = entities.createNativeQuery(query)
                .setParameter(1, organizationId)
                .setParameter(2, from)
                .getResultList();
        var hours = new TreeMap<Long, Long>();
        rows.forEach(row -> hours.put(((Number) row[0]).longValue(), ((Number) row[1]).longValue()));
        return hours;
    }
}
