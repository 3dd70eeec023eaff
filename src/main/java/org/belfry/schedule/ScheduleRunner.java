package org.belfry.schedule;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.belfry.delivery.ConcurrencyLimiter;
import org.belfry.delivery.webhook.SignedHttpCalls;
import org.belfry.encryption.SecretCipher;
import org.belfry.encryption.SecretColumn;
import org.belfry.platform.BackgroundExecutor;
import org.belfry.platform.CoalescingWorker;
import org.belfry.platform.UnixTime;

/**
 * Lets schedules fire. To claim what is due and to call targets are two things: the one never waits for the other. To each host go a
 * few calls at a time, so that one that hangs delays nobody else's.
 */
@ApplicationScoped
public class ScheduleRunner {

    private static final Logger LOG = Logger.getLogger(ScheduleRunner.class.getName());

    private static final int OF_HOST = 4;

    @Inject
    private DueSchedules due;

    @Inject
    private ScheduleRuns runs;

    @Inject
    private SignedHttpCalls calls;

    @Inject
    private SecretCipher secrets;

    @Inject
    private ClockJumpDetector clock;

    @Inject
    private BackgroundExecutor background;

    @Inject
    private UnixTime time;

    private final ConcurrencyLimiter limiter = new ConcurrencyLimiter(SignedHttpCalls.AT_ONCE, OF_HOST);
    private CoalescingWorker claiming;
    private CoalescingWorker calling;

    @PostConstruct
    void begin() {
        claiming = new CoalescingWorker(background, "Claiming schedules that are due", this::claimAll);
        calling = new CoalescingWorker(background, "Calling the targets of schedules", this::callAll);
    }

    /** Returns at once; what is due is looked for in the background. */
    void poll() {
        claiming.wake();
        calling.wake();
    }

    /** A run with a target has just begun. */
    void call() {
        calling.wake();
    }

    private void claimAll() {
        clock.check();
        var now = time.now();
        int claimed;
        do {
            claimed = due.claim(now);
            if (claimed > 0) {
                calling.wake();
            }
        } while (claimed == DueSchedules.STEP);
    }

    private void callAll() {
        var more = true;
        while (more) {
            more = runs.giveUp();
        }
        int begun;
        do {
            begun = limiter.free() <= 0 ? 0 : begin(limiter.free());
        } while (begun > 0);
    }

    private int begin(int most) {
        var leased = runs.lease(most, limiter.freeOfTarget(), limiter.busy());
        for (var run : leased) {
            limiter.begin(run.host());
            try {
                background.call(() -> {
                    try {
                        carryOut(run);
                    } finally {
                        limiter.end(run.host());
                        calling.wake();
                    }
                });
            } catch (RuntimeException e) {
                // The server goes down; the lease runs out, and another node takes over.
                limiter.end(run.host());
                throw e;
            }
        }
        return leased.size();
    }

    private void carryOut(ScheduleRuns.LeasedRun run) {
        try {
            runs.settle(run, attempt(run));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> "How " + run + " ended cannot be written down; it is called again");
        }
    }

    private CallOutcome attempt(ScheduleRuns.LeasedRun run) {
        var permission = new AtomicReference<>(runs.leave(run));
        if (permission.get().isGiven()) {
            var secret = secrets.decrypt(SecretColumn.SCHEDULE_SECRET, run.scheduleId(), run.secret());
            var result = calls.post(run.url(), secret, run.key(), run.body(), () -> {
                permission.set(runs.leave(run));
                return permission.get().isGiven();
            });
            if (permission.get().isGiven()) {
                return CallOutcome.of(result.outcome(), result.status());
            }
        }
        return permission.get().ours()
                ? CallOutcome.failed(permission.get().refusal())
                : new CallOutcome(CallOutcome.Kind.NOT_OURS, null, null);
    }
}
