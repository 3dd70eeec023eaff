package org.belfry.delivery.webhook;

import java.net.UnknownHostException;

/**
 * The guard refuses a call to an address. The message is for the log and names the address. The endpoint's owner gets the same answer as for a
 * host that does not exist.
 */
final class BlockedAddressException extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    BlockedAddressException(String message) {
        super(message);
    }
}
