package org.belfry.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of an organization's deliveries, by the hour in which each was decided upon. */
@ApplicationScoped
@Transactional
public class HourlyDeliveryCounts {

    @PersistenceContext
    private EntityManager entities;

    /**
     * Hours without any delivery are missing, and so is a state that none of an hour's is in.
     *
     * @param from the first second that counts
     * @return by the number of the hour since 1970
     */
    public Map<Long, Map<DeliveryState, Long>> count(long organizationId, long from) {
        @SuppressWarnings("unchecked")
        List<Object[]> rows = entities.createNativeQuery(
                        "select created_at / 3600, state, count(*) from delivery where organization_id = ?1"
                                + " and created_at >= ?2 group by created_at / 3600, state")
                .setParameter(1, organizationId)
                .setParameter(2, from)
                .getResultList();
        var hours = new TreeMap<Long, Map<DeliveryState, Long>>();
        rows.forEach(
                row -> hours.computeIfAbsent(((Number) row[0]).longValue(), hour -> new EnumMap<>(DeliveryState.class))
                        .put(DeliveryState.of((String) row[1]), ((Number) row[2]).longValue()));
        return hours;
    }

    /**
     * What waits in an organization's outbox.
     *
     * @param pending deliveries that wait, be it for their time
     * @param oldestDueAt the second since which the oldest one has been due, or will be; null where none waits
     */
    public record Waiting(long pending, Long oldestDueAt) {}

    public Waiting waiting(long organizationId) {
        var row = (Object[]) entities.createQuery("select count(d), min(d.nextAttemptAt) from Delivery d"
                        + " where d.organizationId = :organization and d.state = 'pending'")
                .setParameter("organization", organizationId)
                .getSingleResult();
        return new Waiting(((Number) row[0]).longValue(), (Long) row[1]);
    }
}
