package org.belfry.audit.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.belfry.audit.ChainCheck;
import org.belfry.audit.ChainCheck.Anchor;
import org.belfry.platform.InputPattern;
import org.belfry.platform.Problem;
import org.belfry.platform.QueryParameters;

/** Walks along a chain, a page in each transaction, and compares its end while nobody makes it longer. */
@ApplicationScoped
public class Verifier {

    @Inject
    private AuditChains auditChains;

    private static final InputPattern HASH = InputPattern.of(64, "[0-9a-f]{64}");

    /**
     * What was noted of an entry, as it was typed in.
     *
     * @return null where nothing was
     * @throws Problem 400 for what is no number or no hash, and for one without the other
     */
    public static Anchor anchor(String seq, String hash) {
        var number = QueryParameters.integer("seq", seq, 0, 1);
        var noted = QueryParameters.text("hash", hash);
        if (noted != null && !HASH.matches(noted)) {
            throw Problem.invalid("hash", "must have 64 characters, each 0 to 9 or a to f");
        }
        if (number == 0 && noted == null) {
            return null;
        }
        if (number == 0 || noted == null) {
            throw Problem.invalid(number == 0 ? "seq" : "hash", "is required: send both seq and hash");
        }
        return new Anchor(number, noted);
    }

    /** @param anchor null for none */
    public Verification verify(long organizationId, Anchor anchor) {
        var check = new ChainCheck(anchor);
        var position = AuditChains.Position.START;
        boolean more;
        do {
            var page = auditChains.page(organizationId, position);
            page.forEach(check::accept);
            more = page.size() == AuditChains.PAGE;
            if (!page.isEmpty()) {
                position = AuditChains.Position.of(page.get(page.size() - 1));
            }
        } while (more);
        return auditChains.end(organizationId, position, check);
    }
}
