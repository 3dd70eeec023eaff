package org.belfry.stream;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.belfry.platform.Problem;

/**
 * Keeps the answer of {@link EventStreamResource} open, and goes on with it: without a thread for each, which JAX-RS would need
 * for as long as a slow reader takes.
 */
@WebFilter(urlPatterns = "/api/notifications/stream", asyncSupported = true)
public class EventStreamFilter implements Filter {

    private static final Logger LOG = Logger.getLogger(EventStreamFilter.class.getName());

    /** Milliseconds. */
    private static final int EARLIEST_RETRY = 500;

    private static final int LATEST_RETRY = 5_000;

    @Inject
    private EventStreamOpening opening;

    @Inject
    private StreamHub hub;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest asked) || !(response instanceof HttpServletResponse answer)) {
            chain.doFilter(request, response);
            return;
        }
        chain.doFilter(asked, new Unfinished(answer));
        if (opening.isGranted() && asked.getMethod().equals("GET")) {
            begin(answer.getOutputStream());
            goOn(asked.startAsync(), answer.getOutputStream());
        }
    }

    /**
     * Sends the head, and after what time to come back: not all who are cut off at once. Before the rest, which is written without
     * blocking: Open Liberty would keep that until the second event.
     */
    private static void begin(ServletOutputStream out) throws IOException {
        var millis = ThreadLocalRandom.current().nextInt(EARLIEST_RETRY, LATEST_RETRY);
        out.write(("retry: " + millis + "\n\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private void goOn(AsyncContext async, ServletOutputStream out) {
        async.setTimeout(0);
        var connection = new EventStreamConnection(async, out);
        try {
            var streamSession = hub.open(connection, opening.watch(), opening.after());
            try {
                async.addListener(new AtEnd(() -> hub.close(streamSession)));
                out.setWriteListener(connection);
            } catch (IllegalStateException e) {
                // It has ended already.
                hub.close(streamSession);
            }
        } catch (Problem e) {
            // The limit of streams has been reached meanwhile: the next attempt gets the reason.
            async.complete();
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "A stream could not be opened", e);
            async.complete();
        }
    }

    /** An answer of which the head is written but not sent, and nothing follows, once the stream is granted. */
    private final class Unfinished extends HttpServletResponseWrapper {

        Unfinished(HttpServletResponse response) {
            super(response);
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            return opening.isGranted() ? new Nowhere() : super.getOutputStream();
        }

        @Override
        public void flushBuffer() throws IOException {
            if (!opening.isGranted()) {
                super.flushBuffer();
            }
        }

        @Override
        public void setContentLength(int length) {
            if (!opening.isGranted()) {
                super.setContentLength(length);
            }
        }

        @Override
        public void setContentLengthLong(long length) {
            if (!opening.isGranted()) {
                super.setContentLengthLong(length);
            }
        }
    }

    /** Takes what JAX-RS ends its answer with. */
    private static final class Nowhere extends ServletOutputStream {

        @Override
        public void write(int octet) {
            // There is no body but the stream's own.
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("Nothing is written here");
        }
    }

    private record AtEnd(Runnable task) implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {
            task.run();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            task.run();
        }

        @Override
        public void onError(AsyncEvent event) {
            task.run();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // It is never restarted.
        }
    }
}
