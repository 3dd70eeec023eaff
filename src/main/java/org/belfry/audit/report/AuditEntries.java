package org.belfry.audit.report;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.belfry.audit.AuditEntry;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.Problem;

/** How an entry is shown. */
final class AuditEntries {

    private static final List<String> COLUMNS = List.of(
            "id",
            "seq",
            "happened_at",
            "actor",
            "credential_kind",
            "credential_id",
            "address",
            "action",
            "subject",
            "before",
            "after",
            "hash");

    /** RFC 4180: lines end with CR LF, and what holds a comma, a quote or a line break stands in quotes. */
    private static final CSVFormat CSV = CSVFormat.RFC4180
            .builder()
            .setHeader(COLUMNS.toArray(String[]::new))
            .get();

    /** What a spreadsheet takes for a formula. */
    private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private AuditEntries() {}

    static JsonObject json(AuditEntry entry) {
        var actor = entry.actor();
        return JsonOutput.object()
                .add("id", entry.id())
                .add("seq", JsonOutput.of(entry.seq()))
                .add("happened_at", entry.at())
                .add("actor", JsonOutput.of(actor.name()))
                .add("credential_kind", actor.kind())
                .add("credential_id", JsonOutput.of(actor.credentialId()))
                .add("address", JsonOutput.of(actor.address()))
                .add("action", entry.action())
                .add("subject", JsonOutput.of(entry.subject()))
                .add("before", state(entry.before()))
                .add("after", state(entry.after()))
                .add("hash", JsonOutput.of(entry.hash()))
                .build();
    }

    /** An object, as it was written; whatever else somebody made of it behind our back is shown as the text that it is now. */
    static JsonValue state(String text) {
        if (text == null) {
            return JsonValue.NULL;
        }
        try {
            return JsonBodies.parse(text);
        } catch (Problem e) {
            return JsonOutput.object().add("text", text).build();
        }
    }

    /** Writes the header at once. */
    static CSVPrinter csv(Appendable out) throws IOException {
        return new CSVPrinter(out, CSV);
    }

    static void print(AuditEntry entry, CSVPrinter csv) throws IOException {
        var actor = entry.actor();
        csv.printRecord(
                entry.id(),
                entry.seq(),
                entry.at(),
                harmless(actor.name()),
                harmless(actor.kind()),
                actor.credentialId(),
                harmless(actor.address()),
                harmless(entry.action()),
                harmless(entry.subject()),
                harmless(entry.before()),
                harmless(entry.after()),
                harmless(entry.hash()));
    }

    /** An apostrophe before what would be a formula makes it a text; it is part of the cell. */
    static String harmless(String text) {
        return text != null && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
