package org.belfry.platform;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.belfry.platform.Migrations.DatabaseMigrated;

/**
 * Runs what nobody waits for, on threads of the server. Payara's default executor has a single thread, hence one of our
 * own; it is looked up by hand, as Payara resolves injected resources before it has made those that the application
 * defines.
 */
@ApplicationScoped
@ManagedExecutorDefinition(name = BackgroundExecutor.EXECUTOR, maxAsync = 8)
@ManagedExecutorDefinition(
        name = BackgroundExecutor.CALLS,
        maxAsync = BackgroundExecutor.MOST_CALLS + BackgroundExecutor.MOST_SCHEDULED)
@ManagedExecutorDefinition(name = BackgroundExecutor.LISTENER, maxAsync = 1)
public class BackgroundExecutor {

    static final String EXECUTOR = "java:app/concurrent/belfry";

    /** Most calls of the outbox to the world outside that run at a time. */
    public static final int MOST_CALLS = 48;

    /** The same of schedules, which never wait for the others. */
    public static final int MOST_SCHEDULED = 12;

    static final String CALLS = "java:app/concurrent/belfry-calls";
    static final String LISTENER = "java:app/concurrent/belfry-listener";

    private static final Logger LOG = Logger.getLogger(BackgroundExecutor.class.getName());

    private ManagedExecutorService executor;
    private ManagedExecutorService calls;
    private ManagedExecutorService listener;
    private ManagedScheduledExecutorService scheduler;

    @PostConstruct
    void find() {
        try {
            executor = InitialContext.doLookup(EXECUTOR);
            calls = InitialContext.doLookup(CALLS);
            listener = InitialContext.doLookup(LISTENER);
            scheduler = InitialContext.doLookup("java:comp/DefaultManagedScheduledExecutorService");
        } catch (NamingException e) {
            throw new IllegalStateException("The server has no managed executor", e);
        }
    }

    /** Names can be looked up on the thread that starts the application, for certain. */
    void start(@Observes DatabaseMigrated migrated) {
        execute(() -> {});
    }

    public void execute(Runnable task) {
        executor.execute(watched(task));
    }

    /** Runs what waits for the world outside; on threads of its own, so that nothing else waits for that too. */
    public void call(Runnable task) {
        calls.execute(watched(task));
    }

    /** Runs what listens as long as the application runs; there is a thread for one such task. */
    void listen(Runnable task) {
        listener.execute(watched(task));
    }

    /** Runs a short task after some time. */
    public void executeAfter(Duration delay, Runnable task) {
        scheduler.schedule(watched(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A server's executor tells nobody of what a task ends with. */
    private static Runnable watched(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.log(Level.SEVERE, "A background task failed unexpectedly", e);
                throw e;
            }
        };
    }
}
