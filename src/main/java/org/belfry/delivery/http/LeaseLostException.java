package org.belfry.delivery.http;

import java.io.IOException;

/** The outbox said, in the last moment, that the delivery is another node's now: nothing was sent. */
public final class LeaseLostException extends IOException {

    private static final long serialVersionUID = 1L;

    public LeaseLostException() {
        super("the delivery is another node's now");
    }
}
