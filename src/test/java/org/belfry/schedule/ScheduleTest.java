package org.belfry.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.belfry.access.RightsCheck.CredentialRef;
import org.belfry.encryption.SecretCipher;
import org.belfry.encryption.TestCipher;
import org.belfry.platform.Sentence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ScheduleTest {

    private static final long NOW = 1_800_000_000;
    private static final CredentialRef ADA = new CredentialRef("account", 7, "ada");

    private final SecretCipher secrets = TestCipher.random();

    private static Plan plan(String type, String action, String cron) {
        return new Plan(
                type,
                "42",
                true,
                "Checkout",
                null,
                action,
                cron == null ? NOW + 60 : null,
                cron,
                cron == null ? null : "UTC",
                null,
                null,
                null,
                false,
                "ada");
    }

    private static Schedule once() {
        return new Schedule(1, plan("report", "send", null), NOW + 60, ADA, NOW);
    }

    private static Schedule hourly() {
        return new Schedule(1, plan("report", "send", "0 * * * *"), NOW, ADA, NOW);
    }

    @Test
    void itWaitsForItsMoment() {
        var schedule = once();
        assertThat(schedule.state()).isEqualTo(ScheduleState.SCHEDULED);
        assertThat(schedule.reason()).hasToString("scheduled by ada");
        assertThat(schedule.isDue(NOW + 59)).isFalse();
        assertThat(schedule.isDue(NOW + 60)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = ScheduleState.class,
            names = {"FIRED", "FAILED"})
    void oneForOneMomentEndsAsItsRun(ScheduleState ended) {
        var schedule = once();
        schedule.fire(NOW + 60, Sentence.asIs("it is due"));
        assertThat(schedule.isDue(NOW + 61)).isFalse();
        schedule.settle(ended, NOW + 63, Sentence.asIs("why"));
        assertThat(schedule.state()).isEqualTo(ended);
        assertThat(schedule.stateSince()).isEqualTo(NOW + 63);
        assertThat(schedule.reason()).hasToString("why");
        assertThat(schedule.isDue(NOW + 100)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"FIRED, the last run completed", "MISSED, the last run was missed", "FAILED, the last run failed"})
    void aRecurringOneWaitsAgain(ScheduleState ended, String reason) {
        var schedule = hourly();
        schedule.waitFor(NOW + 3600);
        schedule.settle(ended, NOW + 2, Sentence.asIs("why"));
        assertThat(schedule.state()).isEqualTo(ScheduleState.SCHEDULED);
        assertThat(schedule.reason().english()).startsWith(reason);
        assertThat(schedule.isDue(NOW + 3599)).isFalse();
        assertThat(schedule.isDue(NOW + 3600)).isTrue();
    }

    @Test
    void aRecurringOneWithoutAnotherMomentEnds() {
        var schedule = hourly();
        schedule.waitFor(null);
        schedule.fire(NOW, Sentence.asIs("it is due"));
        schedule.settle(ScheduleState.FIRED, NOW + 1, Sentence.asIs("done"));
        assertThat(schedule.state()).isEqualTo(ScheduleState.FIRED);
        assertThat(schedule.isDue(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void whatWasCancelledStaysSo() {
        var schedule = once();
        schedule.cancel("grace", NOW + 1);
        assertThat(schedule.reason()).hasToString("cancelled by grace");
        assertThat(schedule.isDue(NOW + 60)).isFalse();
        assertThat(schedule.state().mayRun()).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> schedule.fire(NOW + 60, Sentence.asIs("now")));
    }

    @ParameterizedTest
    @CsvSource({"SCHEDULED, true", "FIRING, false", "FIRED, true", "MISSED, true", "FAILED, true", "CANCELLED, false"})
    void someCanBeRunByHand(ScheduleState state, boolean can) {
        assertThat(state.mayRun()).isEqualTo(can);
    }

    @Test
    void whoChangesItAnswersForIt() {
        var schedule = once();
        schedule.change(
                plan("report", "send", "0 * * * *"), NOW + 3600, new CredentialRef("api_key", 9, "desk"), NOW + 5);
        assertThat(schedule.scheduledBy()).isEqualTo(new CredentialRef("api_key", 9, "desk"));
        assertThat(schedule.reason()).hasToString("changed by desk");
        assertThat(schedule.isRecurring()).isTrue();
        assertThat(schedule.plan(secrets)).isEqualTo(plan("report", "send", "0 * * * *"));
    }

    @Test
    void theSecretOfItsTargetFollowsItsPlan() {
        var schedule = once();
        assertThat(schedule.targetSecret(secrets)).isNull();

        schedule.signWith("whsec_one", secrets);
        assertThat(schedule.plan(secrets).targetSecret()).isEqualTo("whsec_one");
        schedule.signWith("whsec_two", secrets);
        assertThat(schedule.targetSecret(secrets)).isEqualTo("whsec_two");
        schedule.signWith(null, secrets);
        assertThat(schedule.targetSecret(secrets)).isNull();
    }

    @Test
    void eachRunHasAKeyOfItsOwn() {
        assertThat(List.of(ScheduleRun.key(42, 1), ScheduleRun.key(42, 2), ScheduleRun.key(42, 12)))
                .containsExactly("schedule-42", "schedule-42-2", "schedule-42-12");
    }

    @Test
    void aLeaseThatHasRunOutIsAnybodys() {
        var run = ScheduleRun.begin(once(), NOW, false, "example.org", NOW);
        assertThat(run.isWaiting(NOW)).isTrue();
        run.lease("one", NOW + 60);
        assertThat(run.isLeasedBy("one")).isTrue();
        assertThat(run.isWaiting(NOW + 59)).isFalse();
        assertThat(run.isAbandoned(NOW + 59)).isFalse();
        assertThat(run.isWaiting(NOW + 60)).isTrue();
        assertThat(run.isAbandoned(NOW + 60)).isTrue();
        run.lease("other", NOW + 120);
        assertThat(run.isLeasedBy("one")).isFalse();
        assertThat(run.attempts()).isEqualTo(2);
        run.retry(Sentence.asIs("answered 500"), NOW + 70);
        assertThat(run.isLeasedBy("other")).isFalse();
        assertThat(run.isAbandoned(NOW + 500)).isFalse();
        assertThat(run.isWaiting(NOW + 69)).isFalse();
        assertThat(run.isWaiting(NOW + 70)).isTrue();
        run.finish(ScheduleState.FIRED, Sentence.asIs("answered 204"), NOW + 71);
        assertThat(run.isWaiting(NOW + 500)).isFalse();
        assertThat(run.finishedAt()).isEqualTo(NOW + 71);
    }

    @ParameterizedTest
    @CsvSource({
        "experiment,       launch,  FIRED,  EXPERIMENT_SCHEDULED_LAUNCH_FIRED",
        "experiment,       end,     FIRED,  EXPERIMENT_SCHEDULED_END_FIRED",
        "experiment,       launch,  MISSED, EXPERIMENT_SCHEDULE_MISSED",
        "experiment,       end,     FAILED, EXPERIMENT_SCHEDULE_FAILED",
        "flag_environment, enable,  FIRED,  FLAG_SCHEDULED_ENABLE_FIRED",
        "flag_environment, disable, FIRED,  FLAG_SCHEDULED_DISABLE_FIRED",
        "flag_environment, enable,  MISSED, FLAG_SCHEDULE_MISSED",
        "flag_environment, disable, FAILED, FLAG_SCHEDULE_FAILED",
        "use_case,         run,     FIRED,  schedule.fired",
        "report,           send,    MISSED, schedule.missed",
        "report,           send,    FAILED, schedule.failed"
    })
    void theTypeSaysWhatBecameOfIt(String resourceType, String action, ScheduleState ended, String type) {
        var schedule = new Schedule(1, plan(resourceType, action, null), NOW, ADA, NOW);
        assertThat(ScheduleNotifier.type(schedule, ended)).isEqualTo(type);
    }
}
