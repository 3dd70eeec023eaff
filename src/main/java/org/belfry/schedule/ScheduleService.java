package org.belfry.schedule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.ZoneId;
import java.util.Objects;
import org.belfry.access.Caller;
import org.belfry.audience.Recipient;
import org.belfry.audience.RecipientRegistry;
import org.belfry.audience.Recipients;
import org.belfry.delivery.webhook.SignedHttpCalls;
import org.belfry.encryption.SecretCipher;
import org.belfry.platform.JsonInput;
import org.belfry.platform.Problem;
import org.belfry.platform.UnixTime;

/** Reads what somebody wants of a schedule, and has it done. */
@ApplicationScoped
public class ScheduleService {

    private static final String OWNER = "owner";
    private static final int MAX_OWNER = 200;

    /**
     * A schedule that was made or changed.
     *
     * @param newSecret by which calls of its target are signed from now on; null where it has none, or the one that it had
     */
    public record SavedSchedule(Schedules.ScheduleWithRuns found, String newSecret) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "schedule " + found.schedule().id();
        }
    }

    @Inject
    private Schedules schedules;

    @Inject
    private ScheduleRunner runner;

    @Inject
    private RecipientRegistry registry;

    @Inject
    private Recipients recipients;

    @Inject
    private SignedHttpCalls calls;

    @Inject
    private SecretCipher secrets;

    @Inject
    private UnixTime time;

    /** @throws Problem 400 that names every violation, 404 for an owner whom the caller may not see */
    public SavedSchedule create(Caller caller, JsonInput input) {
        var named = input.has(OWNER) ? input.requiredText(OWNER, MAX_OWNER) : caller.recipient();
        if (named == null && input.isFine()) {
            input.reject(OWNER, "is required for a key that is not bound to a recipient");
        }
        var plan = new ScheduleInput(input, calls, time.now()).created(named, () -> zone(caller, named));
        input.check();
        caller.changeable(named);
        var moment = FirstDue.first(plan, time.now());
        registry.createIfAbsent(caller.organizationId(), named);
        return new SavedSchedule(schedules.create(caller, plan, moment), plan.targetSecret());
    }

    /**
     * Only what is named changes.
     *
     * @throws Problem 400 that names every violation, 404 for one that the caller may not see, 409 for one that does not wait for its moment
     */
    public SavedSchedule change(Caller caller, long id, JsonInput input) {
        var before = schedules.find(caller, id).orElseThrow(() -> Problem.notFound("Schedule"));
        var named = input.has(OWNER) ? input.requiredText(OWNER, MAX_OWNER) : null;
        var owner = named == null ? before.schedule().owner() : named;
        var said = new ScheduleInput(input, calls, time.now());
        var first = checked(input, said.changed(before.schedule().plan(secrets), named, () -> zone(caller, owner)));
        FirstDue.first(first, time.now());
        if (named != null) {
            caller.changeable(named);
            registry.createIfAbsent(caller.organizationId(), named);
        }
        var changed = schedules.change(
                caller, id, plan -> checked(input, said.changed(plan, named, () -> zone(caller, owner))));
        var secret = changed.schedule().targetSecret(secrets);
        var isNew = !Objects.equals(secret, before.schedule().targetSecret(secrets));
        return new SavedSchedule(changed, isNew ? secret : null);
    }

    private static Plan checked(JsonInput input, Plan plan) {
        input.check();
        return plan;
    }

    /** {@link Schedules#run}, and its target is called at once. */
    public ScheduleRun run(Caller caller, long id) {
        var run = schedules.run(caller, id);
        runner.call();
        return run;
    }

    private ZoneId zone(Caller caller, String owner) {
        return recipients
                .find(caller.organizationId(), owner)
                .map(Recipient::timeZone)
                .orElse(Recipient.UTC);
    }
}
