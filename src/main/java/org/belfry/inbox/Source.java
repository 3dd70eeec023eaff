package org.belfry.inbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.util.Objects;

/** What notifications are about, as its producer last reported it. */
@Entity
public class Source {

    @Id
    @GeneratedValue(generator = "ids")
    private long id;

    @Column(name = "organization_id")
    private long organizationId;

    private String type;

    @Column(name = "source_id")
    private String sourceId;

    @Column(name = "numeric_id")
    private boolean numericId;

    private String title;
    private String status;

    protected Source() {}

    Source(long organizationId, SourceReport report) {
        this.organizationId = organizationId;
        this.type = report.type();
        this.sourceId = report.id();
        this.numericId = report.numericId();
        this.title = report.title();
        this.status = report.status();
    }

    /** Takes over what the report says; what it is silent on stays. */
    void update(SourceReport report) {
        if (numericId != report.numericId()) {
            numericId = report.numericId();
        }
        if (report.title() != null && !Objects.equals(title, report.title())) {
            title = report.title();
        }
        if (report.status() != null && !Objects.equals(status, report.status())) {
            status = report.status();
        }
    }

    SourceReport report() {
        return new SourceReport(type, sourceId, numericId, title, status);
    }
}
