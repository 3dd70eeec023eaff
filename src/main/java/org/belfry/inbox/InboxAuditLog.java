package org.belfry.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import org.belfry.audit.Action;
import org.belfry.audit.Audit;
import org.belfry.platform.JsonOutput;

/** What the audit log records of notifications: one entry for each call and inbox in which something changed. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class InboxAuditLog {

    private static final int MOST_IDS = 20;

    @Inject
    private Audit audit;

    /** @param changed those of the notifications that did change */
    public void record(NotificationSelection owner, Action action, List<Long> changed) {
        if (owner.organizationId() == null || changed.isEmpty()) {
            return;
        }
        var ids = JsonOutput.array();
        changed.stream().limit(MOST_IDS).forEach(ids::add);
        record(owner, action, JsonOutput.object().add("count", changed.size()).add("ids", ids));
    }

    /** All that could change did. */
    public void recordAll(NotificationSelection owner, Action action, long count) {
        if (owner.organizationId() != null) {
            record(owner, action, JsonOutput.object().add("count", count).add("all", true));
        }
    }

    private void record(NotificationSelection owner, Action action, JsonObjectBuilder after) {
        audit.record(owner.organizationId(), action, owner.recipient(), null, after.build());
    }
}
