package org.belfry.stream;

import org.belfry.access.Caller;

/**
 * Who watches which inbox.
 *
 * @param address the client's, when the stream was opened; null where that is not known
 */
public record Watch(Caller caller, long inboxId, String recipient, String address) {

    Watch(Caller caller, long inboxId, String recipient) {
        this(caller, inboxId, recipient, null);
    }

    Watch from(String clientAddress) {
        return new Watch(caller, inboxId, recipient, clientAddress);
    }
}
