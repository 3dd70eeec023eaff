package org.belfry.inbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

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

    /** Takes over what the report says; what it is silent on stays. True where anything is different now. */
    boolean update(SourceReport report) {
        var before = report();
        numericId = report.numericId();
        title = report.title() != null ? report.title() : title;
        status = report.status() != null ? report.status() : status;
        return !report().equals(before);
    }

    /** Sets both, null for none. True where anything is different now. */
    boolean describe(String newTitle, String newStatus) {
        var before = report();
        title = newTitle;
        status = newStatus;
        return !report().equals(before);
    }

    long id() {
        return id;
    }

    SourceReport report() {
        return new SourceReport(type, sourceId, numericId, title, status);
    }
}
