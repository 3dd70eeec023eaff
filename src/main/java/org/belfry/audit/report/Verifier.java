package org.belfry.audit.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.belfry.audit.ChainCheck;
import org.belfry.audit.ChainCheck.Anchor;

/** Walks along a chain, a page in each transaction, and compares its end while nobody makes it longer. */
@ApplicationScoped
class Verifier {

    @Inject
    private Chains chains;

    /** @param anchor null for none */
    public Verification verify(long organizationId, Anchor anchor) {
        var check = new ChainCheck(anchor);
        var position = Chains.Position.START;
        boolean more;
        do {
            var page = chains.page(organizationId, position);
            page.forEach(check::look);
            more = page.size() == Chains.PAGE;
            if (!page.isEmpty()) {
                position = Chains.Position.of(page.get(page.size() - 1));
            }
        } while (more);
        return chains.end(organizationId, position, check);
    }
}
