package org.belfry.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * Logs unexpected failures, and keeps a client that causes the same one repeatedly from filling the log. Of each kind, which is the
 * exception and where it was thrown, the first in a minute is logged with its stack trace, the next few as a line, and the rest is counted.
 */
final class FailureLog {

    /** Lines of one kind in a minute. */
    static final int LINES = 20;

    /** Frames of a stack trace: that of a stack overflow has a thousand. */
    static final int FRAMES = 60;

    private static final long WINDOW = TimeUnit.MINUTES.toNanos(1);
    private static final int KINDS = 1_000;
    private static final int MESSAGE = 500;

    private static final class Window {

        private long begin;
        private int count;

        Window(long begin) {
            this.begin = begin;
        }
    }

    private final BiConsumer<String, Throwable> lines;
    private final LongSupplier nanos;
    private final Cache<String, Window> windows;

    /**
     * @param lines logs a line, with a stack trace or null
     * @param nanos a time that only goes forward, in nanoseconds from anywhere
     */
    FailureLog(BiConsumer<String, Throwable> lines, LongSupplier nanos) {
        this.lines = lines;
        this.nanos = nanos;
        this.windows = Caffeine.newBuilder()
                .maximumSize(KINDS)
                .expireAfterAccess(Duration.ofHours(1))
                .executor(Runnable::run)
                .build();
    }

    /** @param what the beginning of a line */
    void log(String what, Throwable thrown) {
        var window = windows.get(kind(thrown), unknown -> new Window(nanos.getAsLong()));
        synchronized (window) {
            if (nanos.getAsLong() - window.begin >= WINDOW) {
                if (window.count > LINES) {
                    var uncounted = window.count - LINES;
                    lines.accept(uncounted + " more failures like the next one were not logged", null);
                }
                window.begin = nanos.getAsLong();
                window.count = 0;
            }
            window.count++;
            if (window.count == 1) {
                shorten(thrown);
                lines.accept(what, thrown);
            } else if (window.count <= LINES) {
                lines.accept(what + ": " + line(thrown), null);
            }
        }
    }

    private static String kind(Throwable thrown) {
        var root = root(thrown);
        var frames = root.getStackTrace();
        var own = Arrays.stream(frames)
                .filter(frame -> frame.getClassName().startsWith("org.belfry."))
                .findFirst()
                .orElse(frames.length == 0 ? null : frames[0]);
        return thrown.getClass().getName() + ' ' + root.getClass().getName() + ' ' + own;
    }

    /** One line, whatever the message contains. */
    static String line(Throwable thrown) {
        var text = Characters.replaceRuns(root(thrown).toString(), Character::isISOControl, " ");
        return text.length() > MESSAGE ? text.substring(0, MESSAGE) + "…" : text;
    }

    private static Throwable root(Throwable thrown) {
        var root = thrown;
        for (var depth = 0; root.getCause() != null && depth < FRAMES; depth++) {
            root = root.getCause();
        }
        return root;
    }

    private static void shorten(Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (var cause = thrown; cause != null && seen.add(cause); cause = cause.getCause()) {
            var frames = cause.getStackTrace();
            if (frames.length > FRAMES) {
                cause.setStackTrace(Arrays.copyOf(frames, FRAMES));
            }
        }
    }
}
