package org.belfry.delivery.webhook;

import java.net.UnknownHostException;

/**
 * The guard does not let a call go there. The message is for the log: it names the address. Whoever made the endpoint hears what is said of a
 * host that does not exist.
 */
final class Blocked extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    Blocked(String message) {
        super(message);
    }
}
