package org.belfry.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** What {@code /metrics} says of retention, of this node. */
@ApplicationScoped
class RetentionMetrics {

    private static final Metadata REMOVED = Metadata.builder()
            .withName("belfry_retention_removed")
            .withDescription("Rows that retention has removed, by what they were")
            .build();

    @Inject
    private MetricRegistry registry;

    void removed(RemovedKind kind, int count) {
        registry.counter(REMOVED, new Tag("kind", kind.code())).inc(count);
    }
}
