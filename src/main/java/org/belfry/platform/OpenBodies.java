package org.belfry.platform;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.belfry.platform.Migrations.DatabaseMigrated;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The incomplete bodies on this node, each with a deadline, and all of them bounded. */
@ApplicationScoped
public class OpenBodies {

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
    private Background background;

    private BodySlots<BodyReading> slots;

    /** Of their own, so that strangers at many addresses push out nobody who has a credential. */
    private BodySlots<BodyReading> slotsOfStrangers;

    /** Checks the settings at start, not when the first body comes. */
    void checkAtStart(@Observes DatabaseMigrated migrated) {
        // Calling this method creates the bean if it does not exist yet.
    }

    @PostConstruct
    void make() {
        check(TIMEOUT, timeout, 1, 300);
        check(MOST_OF_ADDRESS, mostOfAddress, 1, 100_000);
        check(MOST, most, 1, 100_000);
        var mostBytes = Math.max(maxBytes, Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
        slots = new BodySlots<>(mostOfAddress, most, mostBytes);
        slotsOfStrangers =
                new BodySlots<>(mostOfAddress, most, Math.max(LIMIT_OF_STRANGERS, mostBytes / PART_OF_STRANGERS));
    }

    private static void check(String property, int value, int least, int greatest) {
        if (value < least || value > greatest) {
            throw new IllegalStateException(
                    property + " must be between " + least + " and " + greatest + ", and is " + value);
        }
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
    public Optional<BodyRequest> read(
            HttpServletRequest request,
            HttpServletResponse response,
            String address,
            boolean isTrusted,
            Consumer<BodyRequest> prepared)
            throws IOException {
        var limit = isTrusted ? maxBytes : Math.min(maxBytes, LIMIT_OF_STRANGERS);
        var whole = new BodyRequest(request);
        prepared.accept(whole);
        var length = request.getContentLengthLong();
        if (length > limit) {
            leaveUnread(response);
            return Optional.of(whole.refuse(tooLarge(limit)));
        }
        var in = request.getInputStream();
        if (length >= 0 && in.available() >= length) {
            return Optional.of(whole.fill(in.readNBytes((int) length)));
        }
        var async = request.startAsync(whole, response);
        // On Payara a timeout goes on after the dispatch, and would end a request whose work takes longer: the deadline
        // is ours.
        async.setTimeout(0);
        var deadline = System.nanoTime()
                + TimeUnit.SECONDS.toNanos(isTrusted ? timeout : Math.min(timeout, TIMEOUT_OF_STRANGERS));
        var own = isTrusted ? slots : slotsOfStrangers;
        var reading =
                new BodyReading(this, own, address, whole, async, in, length < 0 ? null : length, limit, deadline);
        async.addListener(reading);
        own.enter(address, reading).ifPresent(this::evict);
        in.setReadListener(reading);
        return Optional.empty();
    }

    /**
     * The problem because of which a body was abandoned, for a request that continues after {@link #read}.
     */
    public static Optional<Problem> givenUp(HttpServletRequest request) {
        return Optional.ofNullable((Problem) request.getAttribute(BodyReading.GIVEN_UP));
    }

    /** The connection cannot be used again: the servers discard further input for a while and close it. */
    public static void leaveUnread(HttpServletResponse response) {
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

    void grow(BodyReading reading, int bytes) {
        reading.slots().grow(reading.address(), reading, bytes).ifPresent(this::evict);
    }

    void leave(BodyReading reading) {
        reading.slots().leave(reading.address(), reading);
    }

    /** On another thread: this one may hold a reading's lock, and that one's thread may want to evict this. */
    private void evict(BodyReading reading) {
        background.execute(() -> reading.giveUp(Problem.tooMany(
                1, "Too many requests from your address were unfinished, so this one was dropped; send it again")));
    }

    static Problem tooLarge(int limit) {
        return Problem.of(413, "The body is larger than %s bytes", limit);
    }

    static Problem brokenOff() {
        return Problem.badRequest("The body ended before it was complete");
    }

    static Problem tooSlow() {
        return Problem.of(408, "The body did not arrive in time");
    }
}
