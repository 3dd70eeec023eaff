package org.belfry.platform;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.belfry.platform.Migrations.DatabaseMigrated;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The incomplete bodies on this node, each with a deadline, and all of them bounded. */
@ApplicationScoped
public class PendingBodies {

    private static final Logger LOG = Logger.getLogger(PendingBodies.class.getName());

    private static final String TIMEOUT = "belfry.body.timeout";
    private static final String MOST_OF_ADDRESS = "belfry.body.max-per-address";
    private static final String MOST = "belfry.body.max-open";

    /** The most bytes of a body without a credential: enough for a sign-in with the longest password. */
    private static final int LIMIT_OF_STRANGERS = 32_768;

    /** Seconds within which such a body must be complete. */
    private static final int TIMEOUT_OF_STRANGERS = 10;

    /** The part of the heap that incomplete bodies may take. */
    private static final int PART_OF_HEAP = 8;

    /** The part of that which those of strangers may take beside the others. */
    private static final int PART_OF_STRANGERS = 4;

    private static final int PIECE = 8192;

    /**
     * Threads that may wait for bodies (of 96 on Open Liberty and 200 on Payara Micro), and those of them for bodies without a credential.
     * Neither server is reliable when a request is dispatched while its first thread is still leaving: Open Liberty then answers 200 to what
     * nobody handled, and Payara Micro may lose the dispatch. So an ordinary body is awaited, and only when that many are awaited
     * are further ones read without a thread, and dispatched late.
     */
    private static final int MOST_WAITING = 32;

    private static final int MOST_WAITING_OF_STRANGERS = 8;

    /** Nanoseconds after which the first thread of a request has left for certain. */
    private static final long LEAVING = TimeUnit.MILLISECONDS.toNanos(500);

    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private final Semaphore waitingOfStrangers = new Semaphore(MOST_WAITING_OF_STRANGERS);

    @Inject
    @ConfigProperty(name = "belfry.body.max-bytes", defaultValue = "1048576")
    private int maxBytes;

    @Inject
    @ConfigProperty(name = TIMEOUT, defaultValue = "20")
    private int timeout;

    @Inject
    @ConfigProperty(name = MOST_OF_ADDRESS, defaultValue = "64")
    private int mostOfAddress;

    @Inject
    @ConfigProperty(name = MOST, defaultValue = "1024")
    private int most;

    @Inject
    private BackgroundExecutor background;

    private BodySlots<AsyncBodyReader> slots;

    /** Of their own, so that strangers at many addresses push out nobody who has a credential. */
    private BodySlots<AsyncBodyReader> slotsOfStrangers;

    /** Checks the settings at start, not when the first body comes. */
    void checkAtStart(@Observes DatabaseMigrated migrated) {
        // Calling this method creates the bean if it does not exist yet.
    }

    @PostConstruct
    void make() {
        Settings.between(TIMEOUT, timeout, 1, 300);
        Settings.between(MOST_OF_ADDRESS, mostOfAddress, 1, 100_000);
        Settings.between(MOST, most, 1, 100_000);
        var mostBytes = Math.max(maxBytes, Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
        slots = new BodySlots<>(mostOfAddress, most, mostBytes);
        slotsOfStrangers =
                new BodySlots<>(mostOfAddress, most, Math.max(LIMIT_OF_STRANGERS, mostBytes / PART_OF_STRANGERS));
    }

    /**
     * Reads a body and returns the request to continue with; or starts to read it and returns nothing: then the request comes again,
     * as an asynchronous dispatch.
     *
     * @param request with a body
     * @param address where it comes from
     * @param isTrusted whether it shows a valid credential
     * @param prepared is given the request to go on with, before anybody goes on
     * @throws IOException if the client is gone
     */
    public Optional<BufferedBodyRequest> read(
            HttpServletRequest request,
            HttpServletResponse response,
            String address,
            boolean isTrusted,
            Consumer<BufferedBodyRequest> prepared)
            throws IOException {
        var limit = isTrusted ? maxBytes : Math.min(maxBytes, LIMIT_OF_STRANGERS);
        var whole = new BufferedBodyRequest(request);
        prepared.accept(whole);
        var length = request.getContentLengthLong();
        if (length > limit) {
            leaveUnread(request, response);
            return Optional.of(whole.refuse(tooLarge(limit)));
        }
        var in = request.getInputStream();
        if (length >= 0 && in.available() >= length) {
            return Optional.of(whole.fill(in.readNBytes((int) length)));
        }
        var deadline = System.nanoTime()
                + TimeUnit.SECONDS.toNanos(isTrusted ? timeout : Math.min(timeout, TIMEOUT_OF_STRANGERS));
        var threads = isTrusted ? waiting : waitingOfStrangers;
        if (threads.tryAcquire()) {
            try {
                return Optional.of(await(in, length, limit, deadline, whole, response));
            } finally {
                threads.release();
            }
        }
        var async = request.startAsync(whole, response);
        // On Payara a timeout goes on after the dispatch, and would end a request whose work takes longer: the deadline
        // is ours.
        async.setTimeout(0);
        var own = isTrusted ? slots : slotsOfStrangers;
        var reading = new AsyncBodyReader(
                this, own, address, whole, async, in, length < 0 ? null : length, limit, deadline, LEAVING);
        async.addListener(reading);
        own.enter(address, reading).ifPresent(this::evict);
        in.setReadListener(reading);
        return Optional.empty();
    }

    /** Reads a body on this thread. One read takes at most the server's own timeout; the deadline is checked after each. */
    private static BufferedBodyRequest await(
            ServletInputStream in,
            long length,
            int limit,
            long deadline,
            BufferedBodyRequest whole,
            HttpServletResponse response) {
        var read = new ByteArrayOutputStream(1024);
        var piece = new byte[PIECE];
        var problem = brokenOff();
        try {
            while (true) {
                var count = in.read(piece);
                if (count > 0) {
                    read.write(piece, 0, count);
                }
                if (length >= 0 ? read.size() >= length : count < 0) {
                    return whole.fill(read.toByteArray());
                }
                if (count < 0 || read.size() > limit || System.nanoTime() - deadline >= 0) {
                    problem = count < 0 ? problem : read.size() > limit ? tooLarge(limit) : tooSlow();
                    break;
                }
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, "A request body broke off", e);
            if (isTimeout(e) || System.nanoTime() - deadline >= 0) {
                problem = tooSlow();
            }
        }
        leaveUnread(whole, response);
        if (problem.status() == 413) {
            return whole.refuse(problem);
        }
        whole.setAttribute(AsyncBodyReader.GIVEN_UP, problem);
        return whole;
    }

    /** Whether the server's own timeout ended the read; each server reports it with another exception. */
    private static boolean isTimeout(IOException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException || cause instanceof TimeoutException) {
                return true;
            }
        }
        return false;
    }

    /**
     * The problem because of which a body was abandoned, for a request that continues after {@link #read}.
     */
    public static Optional<Problem> givenUp(HttpServletRequest request) {
        return Optional.ofNullable((Problem) request.getAttribute(AsyncBodyReader.GIVEN_UP));
    }

    /** The connection cannot be used again: the servers discard further input for a while and close it. */
    public static void leaveUnread(HttpServletRequest request, HttpServletResponse response) {
        Http2UpgradeOffer.leaveUnread(request);
        response.setHeader("Connection", "close");
    }

    /** Gives up the bodies whose deadline is over. */
    void giveUpLate() {
        var now = System.nanoTime();
        Stream.of(slots, slotsOfStrangers)
                .flatMap(some -> some.all().stream())
                .filter(reading -> reading.isLate(now))
                .forEach(reading -> reading.giveUp(tooSlow()));
    }

    void grow(AsyncBodyReader reading, int bytes) {
        reading.slots().grow(reading.address(), reading, bytes).ifPresent(this::evict);
    }

    /**
     * Has a request go on, on another thread and not before a moment.
     *
     * @param moment by {@link System#nanoTime}
     */
    void dispatchAt(AsyncContext async, long moment) {
        background.execute(() -> {
            for (var left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            async.dispatch();
        });
    }

    void leave(AsyncBodyReader reading) {
        reading.slots().leave(reading.address(), reading);
    }

    /** On another thread: this one may hold a reading's lock, and that one's thread may want to evict this. */
    private void evict(AsyncBodyReader reading) {
        background.execute(() -> reading.giveUp(Problem.tooMany(
                1, "Too many requests from your address are incomplete, so this one was dropped; send it again")));
    }

    static Problem tooLarge(int limit) {
        return Problem.of(413, "The body is larger than %s bytes", limit);
    }

    static Problem brokenOff() {
        return Problem.badRequest("The request body is incomplete");
    }

    static Problem tooSlow() {
        return Problem.of(408, "The request body did not arrive in time");
    }
}
