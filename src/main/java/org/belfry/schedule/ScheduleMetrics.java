package org.belfry.schedule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.belfry.platform.Migrations.DatabaseMigrated;
import org.belfry.platform.UnixTime;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** What {@code /metrics} says of schedules: those of all nodes. */
@ApplicationScoped
public class ScheduleMetrics {

    private static final Metadata OVERDUE = Metadata.builder()
            .withName("belfry_schedules_overdue")
            .withDescription(
                    "Schedules whose moment was more than 5 s ago and that nothing was done about, of all nodes")
            .build();

    /** Seconds within which a schedule fires. */
    private static final long IN_TIME = 5;

    @Inject
    private MetricRegistry registry;

    @Inject
    private DueSchedules due;

    @Inject
    private UnixTime time;

    void register(@Observes DatabaseMigrated migrated) {
        registry.gauge(OVERDUE, () -> due.overdue(time.now() - IN_TIME));
    }
}
