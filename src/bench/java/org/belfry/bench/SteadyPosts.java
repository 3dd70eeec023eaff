package org.belfry.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/** Posts at fixed moments, whatever the answers take: who is late has waited too. */
final class SteadyPosts {

    private static final int POSTERS = 8;

    private SteadyPosts() {}

    /**
     * Each event has the moment at which it is due in its data, as {@code sent} ({@link System#nanoTime()}).
     *
     * @param recipient by the number of the post
     * @return milliseconds from that moment to each answer
     */
    static List<Double> run(Belfry belfry, int aSecond, Duration time, IntFunction<String> recipient) throws Exception {
        var count = (int) (time.toSeconds() * aSecond);
        var threads = Executors.newFixedThreadPool(POSTERS);
        try {
            var start = System.nanoTime();
            var work = new ArrayList<Callable<List<Double>>>();
            for (var poster = 0; poster < POSTERS; poster++) {
                var first = poster;
                work.add(() -> {
                    var answers = new ArrayList<Double>();
                    try (var http = belfry.http()) {
                        for (var i = first; i < count; i += POSTERS) {
                            var due = start + i * 1_000_000_000L / aSecond;
                            for (var early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                                LockSupport.parkNanos(early);
                            }
                            new Requests(recipient.apply(i)).post(http, ",\"data\":{\"sent\":" + due + "}");
                            answers.add((System.nanoTime() - due) / 1e6);
                        }
                    }
                    return answers;
                });
            }
            var answers = new ArrayList<Double>();
            for (var some : threads.invokeAll(work)) {
                answers.addAll(some.get());
            }
            return answers;
        } finally {
            threads.shutdown();
        }
    }
}
