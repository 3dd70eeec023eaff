package org.belfry.stream;

import java.util.function.Consumer;

/**
 * The way to a client: a WebSocket, or a response that does not end. Its {@link StreamSession} sees to it that nothing is sent
 * before the last sending has ended.
 */
interface StreamConnection {

    /**
     * Begins to send a frame.
     *
     * @param done is told once that it ended: null where it was sent, else what went wrong; on any thread, maybe before this
     *     returns
     * @throws RuntimeException where the way is closed; {@code done} is told nothing then
     */
    void send(StreamFrame frame, Consumer<Throwable> done);

    /**
     * Sends a sign of life that the client need not see; parameters and exceptions as for {@link #send}.
     */
    void ping(Consumer<Throwable> done);

    /** Whether the other side answers a sign of life, so that its silence says that it is gone. */
    boolean isAnswered();

    /** Ends it, whatever is on its way. Does nothing where it has ended. */
    void close(StreamCloseReason closeReason);
}
