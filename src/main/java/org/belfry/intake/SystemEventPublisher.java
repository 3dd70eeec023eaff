package org.belfry.intake;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.TransactionalException;
import java.sql.SQLException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.belfry.access.Organizations;
import org.belfry.access.SystemEvent;
import org.belfry.access.SystemEventRecorded;
import org.belfry.access.SystemEvents;
import org.belfry.audience.Recipients;
import org.belfry.platform.BackgroundExecutor;
import org.belfry.platform.CoalescingWorker;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.JsonInput;
import org.belfry.platform.Problem;
import org.belfry.platform.TransactionRetry;

/**
 * Posts what happened in Belfry itself, as any producer would. A happening is an event like no other by its id, so that
 * several nodes that come to it, or one that comes to it again, tell it once.
 */
@ApplicationScoped
public class SystemEventPublisher {

    private static final Logger LOG = Logger.getLogger(SystemEventPublisher.class.getName());
    private static final int STEP = 100;

    @Inject
    private SystemEvents systemEvents;

    @Inject
    private Organizations organizations;

    @Inject
    private Recipients recipients;

    @Inject
    private Intake intake;

    @Inject
    private BackgroundExecutor background;

    private CoalescingWorker worker;

    @PostConstruct
    void begin() {
        worker = new CoalescingWorker(background, "Telling what happened in Belfry itself", this::publishAll);
    }

    void onRecorded(@Observes(during = TransactionPhase.AFTER_SUCCESS) SystemEventRecorded recorded) {
        wake();
    }

    /** Returns at once; what is untold is told in the background. */
    void wake() {
        worker.wake();
    }

    /** One that the database refuses each time keeps no other from being told. */
    private void publishAll() {
        List<SystemEvent> untold;
        RuntimeException failed = null;
        var last = 0L;
        do {
            untold = systemEvents.unpublished(last, STEP);
            for (var systemEvent : untold) {
                last = systemEvent.id();
                try {
                    publish(systemEvent);
                } catch (RuntimeException e) {
                    failed = e;
                }
            }
        } while (untold.size() == STEP);
        if (failed != null) {
            throw failed;
        }
    }

    private void publish(SystemEvent systemEvent) {
        try {
            post(systemEvent);
        } catch (RuntimeException e) {
            if (isOfTheDatabase(e)) {
                throw e;
            }
            // It would fail for ever: its type was removed, for instance.
            LOG.log(Level.WARNING, e, () -> "Belfry's own event " + systemEvent.event() + " cannot be posted");
        }
        systemEvents.remove(systemEvent.id());
    }

    private void post(SystemEvent systemEvent) {
        var organization =
                organizations.find(systemEvent.organizationId()).orElseThrow(() -> Problem.notFound("Organization"));
        var event = JsonBodies.parse(systemEvent.event());
        var draft = EventDraft.read(new JsonInput(event)).as(EventDraft.BELFRY, "own-" + systemEvent.id());
        if (event.getBoolean(SystemEvents.ONLY_EXISTING, false)) {
            var existing =
                    recipients.byName(organization.id(), draft.recipients()).keySet();
            if (existing.isEmpty()) {
                return;
            }
            draft = draft.to(
                    draft.recipients().stream().filter(existing::contains).toList());
        }
        intake.acceptOwn(organization.id(), organization.code(), draft);
    }

    static boolean isOfTheDatabase(Throwable thrown) {
        var depth = 0;
        for (var cause = thrown; cause != null && depth < 20; cause = cause.getCause(), depth++) {
            if (cause instanceof TransactionRetry.StaleReadException
                    || cause instanceof SQLException
                    || cause instanceof PersistenceException
                    || cause instanceof TransactionalException) {
                return true;
            }
        }
        return false;
    }
}
