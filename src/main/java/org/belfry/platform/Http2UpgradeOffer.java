package org.belfry.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * An offer to switch to HTTP/2 ({@code Upgrade: h2c}), which comes with ordinary requests, for example of Java's own client. Belfry
 * declines it, as RFC 9110, section 7.8, allows. Payara Micro with HTTP/2 switched off takes each such request for an upgraded connection: it
 * leaves out Content-Type and Transfer-Encoding when a response is written in pieces, and resets the connection if a body is left
 * unread. The servlet API has no means against that, so this class tells Payara's own objects; on other servers it does nothing.
 */
final class Http2UpgradeOffer {

    private static final Logger LOG = Logger.getLogger(Http2UpgradeOffer.class.getName());
    private static final String TOKEN = "h2c";

    private Http2UpgradeOffer() {}

    static boolean isIn(HttpServletRequest request) {
        return TOKEN.equalsIgnoreCase(request.getHeader("Upgrade"));
    }

    /** Has the response written like any other. */
    static void decline(HttpServletRequest request) {
        notifyContainer(request, packet -> packet.getClass()
                .getMethod("setIgnoreContentModifiers", boolean.class)
                .invoke(packet, false));
    }

    /** Has what the client still sends discarded, as it is for any other request. Called once, before the response is written. */
    static void leaveUnread(HttpServletRequest request) {
        notifyContainer(request, packet -> {
            var upgrade = packet.getClass().getMethod("getUpgradeDC").invoke(packet);
            upgrade.getClass().getMethod("recycle").invoke(upgrade);
        });
    }

    private static void notifyContainer(HttpServletRequest request, Change change) {
        var sent = RequestValidationFilter.sent(request);
        if (!isIn(sent)) {
            return;
        }
        try {
            var ofPayara = get(sent, "getUnwrappedCoyoteRequest");
            change.apply(get(get(ofPayara, "getCoyoteRequest"), "getRequest"));
        } catch (NoSuchMethodException e) {
            LOG.log(Level.FINEST, "Not Payara", e);
        } catch (ReflectiveOperationException e) {
            LOG.log(Level.WARNING, "Cannot decline an offer of HTTP/2 in the server's request", e);
        }
    }

    private static Object get(Object of, String getter) throws ReflectiveOperationException {
        return of.getClass().getMethod(getter).invoke(of);
    }

    private interface Change {

        void apply(Object packet) throws ReflectiveOperationException;
    }
}
