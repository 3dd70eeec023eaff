package org.belfry.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Does something many times at the same moment. */
public final class AtOnce {

    private AtOnce() {}

    /** What each thread came to, in the order of their numbers, from 0; fails where one of them failed. */
    public static <T> List<T> run(int threads, IntFunction<T> task) throws Exception {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var results = new ArrayList<T>();
            var tasks = IntStream.range(0, threads)
                    .<Callable<T>>mapToObj(number -> () -> task.apply(number))
                    .toList();
            for (var future : pool.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
