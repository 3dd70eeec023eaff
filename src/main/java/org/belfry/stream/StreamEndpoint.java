package org.belfry.stream;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.belfry.platform.Background;
import org.belfry.platform.Problem;
import org.belfry.platform.UnixTime;

/**
 * The live stream of an inbox: {@code /api/stream?ticket=…&after=MODSEQ}. One instance a session; without {@code @Dependent}
 * nothing is injected on Open Liberty.
 */
@Dependent
@ServerEndpoint(value = "/api/stream", subprotocols = "belfry.v1", configurator = Handshake.class)
public class StreamEndpoint {

    private static final Logger LOG = Logger.getLogger(StreamEndpoint.class.getName());
    private static final int MAX_MESSAGE = 65_536;
    private static final Duration REFUSE_AFTER = Duration.ofMillis(250);

    @Inject
    private StreamAccess access;

    @Inject
    private StreamCommands commands;

    @Inject
    private Hub hub;

    @Inject
    private Background background;

    @Inject
    private UnixTime time;

    private Subscriber subscriber;

    @OnOpen
    public void open(Session session, EndpointConfig config) {
        session.setMaxIdleTimeout(0);
        session.setMaxTextMessageBufferSize(MAX_MESSAGE);
        try {
            var watch = access.watch(
                    Handshake.headers(config.getUserProperties()),
                    parameter(session, "ticket"),
                    parameter(session, "recipient"));
            if (watch.isEmpty()) {
                refuse(session, Ending.notValid("valid credentials are required"));
                return;
            }
            subscriber = hub.open(
                    new WebSocketOutlet(session),
                    watch.get().from(Handshake.address(config.getUserProperties())),
                    StreamAccess.after("after", parameter(session, "after")));
        } catch (Problem e) {
            refuse(session, Ending.refused(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "A stream could not be opened", e);
            refuse(session, Ending.tryAgain());
        }
    }

    @OnMessage
    public void message(String text, Session session) {
        if (subscriber == null) {
            return;
        }
        subscriber.heard(time.now());
        try {
            commands.execute(subscriber, text);
        } catch (Problem e) {
            subscriber.reply(Frame.error(e.getMessage()));
        } catch (RuntimeException e) {
            var trace = UUID.randomUUID().toString();
            LOG.log(Level.SEVERE, e, () -> "A command on the stream failed, trace " + trace);
            subscriber.reply(Frame.error("Something went wrong on the server; it was logged under " + trace));
        }
    }

    /** The answer to a ping of ours, or of the client's own accord. */
    @OnMessage
    public void pong(PongMessage pong) {
        if (subscriber != null) {
            subscriber.heard(time.now());
        }
    }

    @OnClose
    public void close() {
        if (subscriber != null) {
            hub.close(subscriber);
        }
    }

    /** Connections break; the close that follows cleans up. */
    @OnError
    public void error(Throwable thrown) {
        LOG.log(Level.FINE, "A stream broke", thrown);
    }

    /**
     * Closes soon, but not in {@code @OnOpen}: Payara is still answering the upgrade then, and would use that request's
     * buffers for another request at the same time.
     */
    private void refuse(Session session, Ending ending) {
        background.executeAfter(REFUSE_AFTER, () -> WebSocketOutlet.close(session, ending));
    }

    private static String parameter(Session session, String name) {
        return session.getRequestParameterMap().getOrDefault(name, List.of()).stream()
                .findFirst()
                .orElse(null);
    }
}
