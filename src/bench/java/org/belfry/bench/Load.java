package org.belfry.bench;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Several connections, a thread each, that do the same again and again for a while. */
final class Load<C extends Closeable> implements Closeable {

    /** Does it once; answers the nanoseconds that count. */
    interface Task<C> {
        long run(C connection) throws Exception;
    }

    /** Something to do that counts as a whole. */
    interface Action<C> {
        void run(C connection) throws Exception;
    }

    private final List<C> connections = new ArrayList<>();
    private final ExecutorService threads;

    Load(int count, Supplier<C> open) {
        for (var i = 0; i < count; i++) {
            connections.add(open.get());
        }
        threads = Executors.newFixedThreadPool(count);
    }

    /** A task that counts as a whole. */
    static <C> Task<C> timed(Action<C> action) {
        return connection -> {
            var start = System.nanoTime();
            action.run(connection);
            return System.nanoTime() - start;
        };
    }

    /** How often a second all connections together did it. */
    double rate(Task<C> task, Duration time) {
        return rates(connections, task, time);
    }

    /** {@link #rate} over one of the connections. */
    double rateOfOne(Task<C> task, Duration time) {
        return rates(connections.subList(0, 1), task, time);
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        for (var connection : connections) {
            connection.close();
        }
    }

    private double rates(List<C> some, Task<C> task, Duration time) {
        var work = some.stream()
                .<Callable<Double>>map(connection -> () -> {
                    var counted = 0L;
                    var times = 0;
                    var end = System.nanoTime() + time.toNanos();
                    do {
                        counted += task.run(connection);
                        times++;
                    } while (System.nanoTime() < end);
                    return times * 1e9 / counted;
                })
                .toList();
        try {
            var sum = 0.0;
            for (var rate : threads.invokeAll(work)) {
                sum += rate.get();
            }
            return sum;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
