package org.belfry.stream;

import org.belfry.access.Caller;

/**
 * A watcher and the inbox that is watched. The recipient need not exist yet: the stream follows the name.
 *
 * @param address the client's, when the stream was opened; null where that is not known
 */
public record StreamSubscription(Caller caller, String recipient, String address) {

    /** Whose inbox it is, in all organizations. */
    record Name(long organizationId, String recipient) {}

    StreamSubscription(Caller caller, String recipient) {
        this(caller, recipient, null);
    }

    StreamSubscription from(String clientAddress) {
        return new StreamSubscription(caller, recipient, clientAddress);
    }

    Name name() {
        return new Name(caller.organizationId(), recipient);
    }
}
