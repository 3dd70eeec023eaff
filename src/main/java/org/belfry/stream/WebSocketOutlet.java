package org.belfry.stream;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A WebSocket session: a frame is a text message, a sign of life is a ping (RFC 6455, 5.5.2). */
final class WebSocketOutlet implements Outlet {

    private static final Logger LOG = Logger.getLogger(WebSocketOutlet.class.getName());

    private final Session session;

    WebSocketOutlet(Session session) {
        this.session = session;
    }

    @Override
    public void send(Frame frame, Consumer<Throwable> done) {
        session.getAsyncRemote()
                .sendText(frame.text(), result -> done.accept(result.isOK() ? null : failure(result.getException())));
    }

    private static Throwable failure(Throwable told) {
        return told == null ? new IOException("The message could not be sent") : told;
    }

    @Override
    public void beat(Consumer<Throwable> done) {
        IOException failed = null;
        try {
            session.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
        } catch (IOException e) {
            failed = e;
        }
        done.accept(failed);
    }

    @Override
    public boolean isAnswered() {
        return true;
    }

    @Override
    public void close(Ending ending) {
        close(session, ending);
    }

    static void close(Session session, Ending ending) {
        try {
            session.close(new CloseReason(CloseCodes.getCloseCode(ending.code()), ending.reason()));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.FINE, "A session was gone before it could be closed", e);
        }
    }
}
