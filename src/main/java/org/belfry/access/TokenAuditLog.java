package org.belfry.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.belfry.audit.Action;
import org.belfry.audit.Audit;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.RetryOnConflict;

/** What is kept of tokens that were made: nothing but that, in the audit log. */
@ApplicationScoped
@Transactional
class TokenAuditLog {

    @Inject
    private Audit audit;

    /** Returns when it is committed: a token that is not in the log is not given to anybody. */
    @RetryOnConflict
    @FreshSignIn
    public void record(Caller maker, String recipient, long expiresAt) {
        audit.record(
                maker.organizationId(),
                Action.TOKEN_CREATED,
                recipient,
                null,
                JsonOutput.object().add("expires_at", expiresAt).build());
    }
}
