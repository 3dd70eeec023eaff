package org.belfry.platform;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Reads one body as it arrives, without a waiting thread, and then lets the request go on. It ends at the deadline, however
 * steadily data arrives. Two threads never touch the connection at the same time: Payara would mix up the buffers of requests.
 */
final class AsyncBodyReader implements ReadListener, AsyncListener {

    /** Request attribute: the problem with which a body was given up. */
    static final String GIVEN_UP = AsyncBodyReader.class.getName();

    private static final Logger LOG = Logger.getLogger(AsyncBodyReader.class.getName());
    private static final int PIECE = 8192;

    private final PendingBodies open;
    private final BodySlots<AsyncBodyReader> slots;
    private final String address;
    private final BufferedBodyRequest request;
    private final AsyncContext async;
    private final ServletInputStream in;
    private final int limit;
    private final long deadline;
    private final long earliest;

    /** Guarded by this, like all below. The announced length is null if the body is chunked or ends otherwise. */
    private final ByteArrayOutputStream read = new ByteArrayOutputStream(1024);

    private final Long announced;
    private boolean isOver;

    /**
     * @param slots where it is counted
     * @param announced length of the body, or null
     * @param deadline by {@link System#nanoTime}
     * @param leaving nanoseconds before which the request must not go on
     */
    AsyncBodyReader(
            PendingBodies open,
            BodySlots<AsyncBodyReader> slots,
            String address,
            BufferedBodyRequest request,
            AsyncContext async,
            ServletInputStream in,
            Long announced,
            int limit,
            long deadline,
            long leaving) {
        this.open = open;
        this.slots = slots;
        this.address = address;
        this.request = request;
        this.async = async;
        this.in = in;
        this.announced = announced;
        this.limit = limit;
        this.deadline = deadline;
        this.earliest = System.nanoTime() + leaving;
    }

    BodySlots<AsyncBodyReader> slots() {
        return slots;
    }

    String address() {
        return address;
    }

    /** @param now by {@link System#nanoTime} */
    boolean isLate(long now) {
        return now - deadline >= 0;
    }

    @Override
    public void onDataAvailable() throws IOException {
        var piece = new byte[PIECE];
        while (true) {
            synchronized (this) {
                if (isOver || !in.isReady()) {
                    return;
                }
                var count = in.read(piece);
                if (count < 0 || isWhole(piece, count)) {
                    end(() -> request.fill(read.toByteArray()));
                } else if (read.size() > limit) {
                    end(() -> request.refuse(PendingBodies.tooLarge(limit)));
                } else {
                    open.grow(this, count);
                }
            }
        }
    }

    /** Beside an Upgrade, Payara sees no end of a body. */
    private boolean isWhole(byte[] piece, int count) {
        read.write(piece, 0, count);
        return announced != null && read.size() >= announced;
    }

    @Override
    public void onAllDataRead() {
        end(() -> request.fill(read.toByteArray()));
    }

    /** The client is gone, or the body is malformed. */
    @Override
    public void onError(Throwable thrown) {
        LOG.log(Level.FINE, "A request body broke off", thrown);
        giveUp(PendingBodies.brokenOff());
    }

    /** Answers the request with a problem, without the rest of its body. */
    void giveUp(Problem problem) {
        end(() -> request.setAttribute(GIVEN_UP, problem));
    }

    private synchronized void end(Runnable outcome) {
        if (!isOver) {
            isOver = true;
            open.leave(this);
            outcome.run();
            if (System.nanoTime() - earliest >= 0) {
                async.dispatch();
            } else {
                open.dispatchAt(async, earliest);
            }
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        // There is no timeout: see PendingBodies.giveUpLate.
    }

    @Override
    public void onError(AsyncEvent event) {
        onError(event.getThrowable());
    }

    @Override
    public synchronized void onComplete(AsyncEvent event) {
        isOver = true;
        open.leave(this);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // It is never restarted.
    }
}
