package org.belfry.retention;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.belfry.access.Organization;
import org.belfry.access.Organizations;
import org.belfry.inbox.Cutoffs;
import org.belfry.inbox.OldNotifications.Candidate;
import org.belfry.platform.BackgroundExecutor;
import org.belfry.platform.CoalescingWorker;
import org.belfry.platform.UnixTime;
import org.belfry.retention.RetentionRuns.ClaimedRun;

/**
 * Carries out runs in the background, one after the other on a node. It rests after each step as long as that took, so that whoever
 * posts meanwhile has the database for half of the time at least.
 */
@ApplicationScoped
class RetentionWorker {

    private static final Logger LOG = Logger.getLogger(RetentionWorker.class.getName());

    private static final long LONGEST_REST_NANOS = 500_000_000L;

    /** Nanoseconds after which a run that finds nothing says that it is still there. */
    private static final long SIGN_OF_LIFE_NANOS = 10_000_000_000L;

    /** Rows of so few inboxes in one step are better taken inbox by inbox: there an index has them in order. */
    private static final int FEW = 5;

    /** Another node has the run by now. */
    private static final class LeaseLostException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        LeaseLostException() {
            super("Another node has it", null, false, false);
        }
    }

    @Inject
    private RetentionRuns runs;

    @Inject
    private RetentionSteps steps;

    @Inject
    private RetentionRules rules;

    @Inject
    private RetentionSettings settings;

    @Inject
    private RetentionMetrics metrics;

    @Inject
    private Organizations organizations;

    @Inject
    private BackgroundExecutor background;

    @Inject
    private UnixTime time;

    private CoalescingWorker worker;

    @PostConstruct
    void begin() {
        worker = new CoalescingWorker(background, "Retention", this::carryOutAll);
    }

    /** Starts what was to begin today, or yesterday where today's time has not come, and has not begun. */
    void startDue() {
        var second = settings.lastBeginning(time.now());
        runs.due(second).forEach(organization -> runs.start(organization, second));
    }

    /** Returns at once; what was started, or left by a node that is gone, is carried out in the background. */
    void wake() {
        worker.wake();
    }

    private void carryOutAll() {
        for (var claimed = runs.claim(); claimed.isPresent(); claimed = runs.claim()) {
            var run = claimed.get();
            try {
                carryOut(run);
                runs.finish(run.id());
            } catch (LeaseLostException e) {
                LOG.fine(() -> "Another node continues the retention run " + run.id());
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, e, () -> "The retention run " + run.id() + " failed");
                runs.fail(run.id(), reason(e));
            }
        }
    }

    /** What went wrong at the bottom of it, for an admin to read. */
    private static String reason(RuntimeException thrown) {
        Throwable cause = thrown;
        for (var depth = 0; cause.getCause() != null && depth < 20; depth++) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private void carryOut(ClaimedRun run) {
        var now = time.now();
        var cutoffs = rules.of(run.organizationId()).cutoffs(now);
        removeNotifications(run, cutoffs);
        removeEvents(run, cutoffs);
        var leftovers = new ArrayList<>(ExpiredRows.ofOrganization(run.organizationId(), now, cutoffs));
        if (isDefault(run.organizationId())) {
            removeCollapseWindows(run);
            leftovers.addAll(ExpiredRows.ofTheInstallation(now));
        }
        leftovers.forEach(expired -> removeLeftover(run, expired));
    }

    private boolean isDefault(long organizationId) {
        return organizations
                .find(organizationId)
                .map(organization -> organization.code().equals(Organization.DEFAULT))
                .orElse(false);
    }

    /** Under the locks of their inboxes, like every change of an inbox. */
    private void removeCollapseWindows(ClaimedRun run) {
        int removed;
        do {
            removed = step(RemovedKind.COLLAPSE_WINDOWS, () -> steps.removeCollapseWindows(run.id()));
        } while (removed > 0);
    }

    private void removeNotifications(ClaimedRun run, Cutoffs cutoffs) {
        var said = System.nanoTime();
        var position = run.position();
        for (var inboxes = steps.inboxesAfter(run.organizationId(), position);
                !inboxes.isEmpty();
                inboxes = steps.inboxesAfter(run.organizationId(), position)) {
            var removed = removeFrom(run, inboxes, cutoffs);
            position = inboxes.get(inboxes.size() - 1);
            if (removed || System.nanoTime() - said > SIGN_OF_LIFE_NANOS) {
                require(runs.advance(run.id(), position));
                said = System.nanoTime();
            }
        }
    }

    /** Whether anything was removed. */
    private boolean removeFrom(ClaimedRun run, List<Long> inboxes, Cutoffs cutoffs) {
        var any = false;
        List<Candidate> found;
        do {
            found = steps.find(inboxes, cutoffs);
            var some = found;
            if (some.isEmpty() || step(RemovedKind.NOTIFICATIONS, () -> steps.remove(run.id(), some, cutoffs)) == 0) {
                return any;
            }
            any = true;
            var ofFew = some.stream().map(Candidate::inboxId).collect(Collectors.toSet());
            if (some.size() == steps.rows() && ofFew.size() <= FEW) {
                ofFew.forEach(inbox -> removeFrom(run, inbox, cutoffs));
            }
        } while (found.size() == steps.rows());
        return true;
    }

    private void removeFrom(ClaimedRun run, long inbox, Cutoffs cutoffs) {
        var from = 0L;
        List<Candidate> found;
        do {
            found = steps.findOldest(inbox, cutoffs, from);
            var some = found;
            if (some.isEmpty() || step(RemovedKind.NOTIFICATIONS, () -> steps.remove(run.id(), some, cutoffs)) == 0) {
                return;
            }
            from = some.get(some.size() - 1).createdAt();
        } while (found.size() == steps.rows());
    }

    private void removeEvents(ClaimedRun run, Cutoffs cutoffs) {
        for (var events = steps.eventsAfter(run.organizationId(), null, cutoffs); !events.isEmpty(); ) {
            var some = events;
            step(RemovedKind.EVENTS, () -> steps.removeEvents(run.id(), some, cutoffs));
            events = events.size() < steps.rows()
                    ? List.of()
                    : steps.eventsAfter(run.organizationId(), events.get(events.size() - 1), cutoffs);
        }
    }

    private void removeLeftover(ClaimedRun run, ExpiredRows expired) {
        int removed;
        do {
            removed = step(expired.kind(), () -> steps.remove(run.id(), expired));
        } while (expired.isRemovedInSteps() && removed == steps.rows());
    }

    /** Does it, and rests afterwards; answers how many rows it removed. */
    private int step(RemovedKind kind, Supplier<OptionalInt> removal) {
        var started = System.nanoTime();
        var removed = removal.get();
        require(removed.isPresent());
        metrics.removed(kind, removed.getAsInt());
        LockSupport.parkNanos(Math.min(LONGEST_REST_NANOS, System.nanoTime() - started));
        return removed.getAsInt();
    }

    private static void require(boolean ours) {
        if (!ours) {
            throw new LeaseLostException();
        }
    }
}
