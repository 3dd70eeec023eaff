package org.belfry.delivery.webhook;

import java.net.UnknownHostException;

/** The guard does not let a call go there. The message is for the log: it names the address. */
final class Blocked extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    private final String what;

    /** @param what the address is, such as "a loopback address" */
    Blocked(String message, String what) {
        super(message);
        this.what = what;
    }

    /** What whoever made the endpoint is told: nobody shall map a network by asking for names. */
    String category() {
        return what;
    }
}
