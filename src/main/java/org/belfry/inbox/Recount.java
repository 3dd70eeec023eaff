package org.belfry.inbox;

import java.util.List;
import org.belfry.inbox.InboxLocks.Permit;
import org.belfry.inbox.InboxesChanged.Kind;

/** The counters of a locked inbox, counted again. */
final class Recount {

    private final Permit permit;
    private final LockedInbox inbox;
    private final InboxCounts counted;
    private final List<InboxCounts.Difference> differences;

    Recount(Permit permit, LockedInbox inbox, Object[] columns) {
        permit.check();
        this.permit = permit;
        this.inbox = inbox;
        counted = InboxCounts.counted(columns);
        differences = InboxCounts.stored(columns).differences(counted);
    }

    /** Empty if the counters are right. */
    List<InboxCounts.Difference> differences() {
        return differences;
    }

    /** Stores the recounted values, with a modseq after which clients list again. */
    InboxesChanged repair() {
        inbox.state().repair(permit, counted);
        return new InboxesChanged(List.of(inbox.change(Kind.RESET)));
    }
}
