package org.belfry.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.belfry.platform.Migrations.DatabaseMigrated;

/**
 * Keeps Jersey, on Payara, from logging a stack trace whenever a client closes its connection before it has read the whole response,
 * which anybody can do at any time. A response that cannot be written for another reason is still logged.
 */
@ApplicationScoped
class DisconnectLogFilter {

    /** Of Jersey. Kept, as loggers that nobody refers to are garbage collected together with their filters. */
    private static final Logger LOG = Logger.getLogger("org.glassfish.jersey.server.ServerRuntime$Responder");

    void start(@Observes DatabaseMigrated migrated) {
        LOG.setFilter(withoutHungUp(LOG.getFilter()));
    }

    /** @param before null where there was none */
    static Filter withoutHungUp(Filter before) {
        return entry -> !isHungUp(entry) && (before == null || before.isLoggable(entry));
    }

    private static boolean isHungUp(LogRecord entry) {
        for (var cause = entry.getThrown(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }
}
