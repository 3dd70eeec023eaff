package org.belfry.audit.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.belfry.audit.AuditEntry;
import org.belfry.platform.PageCursor;

/**
 * Writes all entries that match, however many, page by page: no transaction is open while a client reads, and no more than a page is in
 * memory.
 */
@ApplicationScoped
class AuditExport {

    private static final int PAGE = 500;

    @Inject
    private AuditReports reports;

    private interface Line {
        void write(AuditEntry entry) throws IOException;
    }

    /** Leaves the stream open. */
    public void write(long organizationId, AuditFilter filter, PageCursor after, AuditFormat format, OutputStream out)
            throws IOException {
        var text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        if (format == AuditFormat.CSV) {
            var csv = AuditEntries.csv(text);
            each(organizationId, filter, after, entry -> AuditEntries.print(entry, csv));
        } else {
            each(organizationId, filter, after, entry -> text.append(
                            AuditEntries.json(entry).toString())
                    .append('\n'));
        }
        text.flush();
    }

    private void each(long organizationId, AuditFilter filter, PageCursor after, Line line) throws IOException {
        var position = after;
        List<AuditEntry> page;
        do {
            page = reports.page(organizationId, filter, position, PAGE);
            for (var entry : page) {
                line.write(entry);
                position = AuditReports.place(entry);
            }
        } while (page.size() == PAGE);
    }
}
