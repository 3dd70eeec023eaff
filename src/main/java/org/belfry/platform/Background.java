package org.belfry.platform;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.belfry.platform.Migrations.DatabaseMigrated;

/**
 * Runs what nobody waits for, on threads of the server. Payara's default executor has a single thread, hence one of our
 * own; it is looked up by hand, as Payara resolves injected resources before it has made those that the application
 * defines.
 */
@ApplicationScoped
@ManagedExecutorDefinition(name = Background.EXECUTOR, maxAsync = 8)
public class Background {

    static final String EXECUTOR = "java:app/concurrent/belfry";

    private ManagedExecutorService executor;

    @PostConstruct
    void find() {
        try {
            executor = InitialContext.doLookup(EXECUTOR);
        } catch (NamingException e) {
            throw new IllegalStateException("The server has no executor for us", e);
        }
    }

    /** Names can be looked up on the thread that starts the application, for certain. */
    void start(@Observes DatabaseMigrated migrated) {
        execute(() -> {});
    }

    public void execute(Runnable task) {
        executor.execute(task);
    }
}
