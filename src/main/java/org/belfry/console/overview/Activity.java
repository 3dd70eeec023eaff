package org.belfry.console.overview;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.belfry.delivery.DeliveryState;
import org.belfry.delivery.HourlyDeliveryCounts;
import org.belfry.inbox.HourlyEventCounts;
import org.belfry.platform.UnixTime;

/**
 * What happened in the last day, by the hour. However many look at it, the present hour and the one before are counted every ten seconds, and the others,
 * in which little changes any more, every five minutes.
 */
@ApplicationScoped
public class Activity {

    /** Hours that are shown, with the present one. */
    static final int HOURS = 24;

    private static final long FRESH = 10;
    private static final long WHOLE = 300;

    /**
     * One hour.
     *
     * @param start its first second
     */
    public record Hour(long start, long events, long notifications, Map<DeliveryState, Long> deliveries) {

        long deliveries(DeliveryState state) {
            return deliveries.getOrDefault(state, 0L);
        }
    }

    private record HourCounts(long at, long wholeAt, Map<Long, Hour> hours) {}

    @Inject
    private HourlyEventCounts eventCounts;

    @Inject
    private HourlyDeliveryCounts deliveryCounts;

    @Inject
    private UnixTime time;

    private final Cache<Long, HourCounts> counts = Caffeine.newBuilder()
            .maximumSize(1000)
            .expireAfterAccess(Duration.ofMinutes(5))
            .build();

    /** The hours of the last day, the oldest first; each is there, if nothing happened in it too. */
    public List<Hour> of(long organizationId) {
        var now = time.now();
        var known = counts.getIfPresent(organizationId);
        if (known == null || now - known.at() >= FRESH || now < known.at()) {
            known = count(organizationId, known, now);
            counts.put(organizationId, known);
        }
        var hours = known.hours();
        return hours(now).mapToObj(hours::get).toList();
    }

    private static LongStream hours(long now) {
        var present = now / HourlyEventCounts.HOUR;
        return LongStream.rangeClosed(present - HOURS + 1, present);
    }

    private HourCounts count(long organizationId, HourCounts known, long now) {
        var whole = known == null || now - known.wholeAt() >= WHOLE || now < known.wholeAt();
        var present = now / HourlyEventCounts.HOUR;
        var first = whole ? present - HOURS + 1 : Math.min(present, known.at() / HourlyEventCounts.HOUR) - 1;
        var from = first * HourlyEventCounts.HOUR;
        var events = eventCounts.events(organizationId, from);
        var notifications = eventCounts.notifications(organizationId, from);
        var sent = deliveryCounts.count(organizationId, from);
        var hours = new TreeMap<Long, Hour>();
        hours(now)
                .forEach(hour -> hours.put(
                        hour,
                        hour < first && known != null && known.hours().containsKey(hour)
                                ? known.hours().get(hour)
                                : new Hour(
                                        hour * HourlyEventCounts.HOUR,
                                        events.getOrDefault(hour, 0L),
                                        notifications.getOrDefault(hour, 0L),
                                        sent.getOrDefault(hour, Map.of()))));
        return new HourCounts(now, whole || known == null ? now : known.wholeAt(), Map.copyOf(hours));
    }
}
