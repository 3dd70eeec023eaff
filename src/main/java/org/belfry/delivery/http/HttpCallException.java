package org.belfry.delivery.http;

import java.io.IOException;

/** An HTTP call came to no answer. */
public final class HttpCallException extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean handedOver;

    HttpCallException(String message, boolean handedOver, Throwable cause) {
        super(message, cause);
        this.handedOver = handedOver;
    }

    /** Whether the body was on its way: then nobody knows whether it arrived. */
    public boolean handedOver() {
        return handedOver;
    }
}
