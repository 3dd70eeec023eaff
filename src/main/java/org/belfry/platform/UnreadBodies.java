package org.belfry.platform;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads what is left of the body of a refused request, and throws it away. A server that answers while the client still
 * sends closes the connection with bytes unread, which resets it: the client may lose the answer (RFC 9112, 9.6).
 */
@Provider
public class UnreadBodies implements ContainerResponseFilter {

    /** Bytes read for the sake of the answer; whoever sends more may miss it. */
    static final long MOST = 64L << 20;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() >= 400 && announcesBody(request)) {
            drain(request.getEntityStream());
        }
    }

    /** Without one, reading would wait for what never comes: beside an Upgrade, Payara takes all that follows for the body. */
    private static boolean announcesBody(ContainerRequestContext request) {
        return request.getHeaderString("Transfer-Encoding") != null
                || request.getHeaderString("Content-Length") != null;
    }

    static void drain(InputStream body) {
        if (body == null) {
            return;
        }
        var buffer = new byte[8192];
        try {
            for (long read = 0; read < MOST; ) {
                var count = body.read(buffer);
                if (count < 0) {
                    return;
                }
                read += count;
            }
        } catch (IOException | IllegalStateException e) {
            // The client is gone, or the stream is closed as it has been read to its end.
        }
    }
}
