package org.belfry.schedule;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import org.belfry.delivery.webhook.SignedHttpCalls;
import org.belfry.platform.JsonInput;
import org.belfry.platform.Sentence;

/** What a client says of a schedule, and what follows from that. Without a check at the end: who reads it calls that. */
final class ScheduleInput {

    /** The last second of the year 9999. */
    static final long LAST = 253_402_300_799L;

    private static final int MAX_TYPE = 100;
    private static final int MAX_ID = 200;
    private static final int MAX_NAME = 500;
    private static final int MAX_ACTION = 100;
    private static final int MAX_LINK = 2000;
    private static final int MAX_ZONE = 60;
    private static final String AT = "at";
    private static final String CRON = "cron";
    private static final String TIME_ZONE = "time_zone";
    private static final String ACTION = "action";
    private static final String TARGET = "target";

    /** Where to call, and by which secret the call is signed; null where none is given. */
    record Target(String url, String secret) {

        /** Without the secret, and without the query, in which one may be. */
        @Override
        public String toString() {
            return url == null ? "no target" : SignedHttpCalls.shown(url);
        }
    }

    private final JsonInput input;
    private final SignedHttpCalls calls;
    private final long now;

    ScheduleInput(JsonInput input, SignedHttpCalls calls, long now) {
        this.input = input;
        this.calls = calls;
        this.now = now;
    }

    /**
     * A new one.
     *
     * @param zone of the owner, asked where the client names none
     * @return not to be used where something was wrong with the input
     */
    Plan created(String owner, Supplier<ZoneId> zone) {
        var type = input.requiredText("resource_type", MAX_TYPE);
        var id = input.textOrInteger("resource_id", MAX_ID);
        if (!input.has("resource_id")) {
            input.reject("resource_id", "is required");
        }
        var idText = id instanceof JsonString string
                ? string.getString()
                : id instanceof JsonNumber number ? String.valueOf(number.longValueExact()) : null;
        if (idText != null && idText.isBlank()) {
            input.reject("resource_id", "must not be blank");
        }
        var action = input.requiredText(ACTION, MAX_ACTION);
        checkAction(type, action);
        if (input.has(AT) == input.has(CRON)) {
            input.reject(AT, "or cron is required, but not both");
        }
        var cron = cron();
        var target = target();
        return new Plan(
                type,
                idText,
                id instanceof JsonNumber,
                input.text("resource_name", MAX_NAME),
                input.text("project", MAX_NAME),
                action,
                at(),
                cron,
                timeZone(cron != null, zone),
                input.text("link", MAX_LINK),
                target == null ? null : target.url(),
                target == null ? null : secret(target, null),
                Boolean.TRUE.equals(input.bool("strict")),
                owner);
    }

    /** What a plan becomes: what the client does not mention stays. */
    Plan changed(Plan plan, String owner, Supplier<ZoneId> zone) {
        var action = input.has(ACTION) ? input.requiredText(ACTION, MAX_ACTION) : plan.action();
        checkAction(plan.resourceType(), action);
        if (input.has(AT) && input.has(CRON)) {
            input.reject(AT, "or cron must be sent, but not both");
        }
        var cron = input.has(CRON) ? cron() : input.has(AT) ? null : plan.cron();
        var zoneName = input.has(TIME_ZONE) || plan.timeZone() == null || cron == null
                ? timeZone(cron != null, zone)
                : plan.timeZone();
        var target = target();
        var none = input.mentions(TARGET) && !input.has(TARGET);
        var strict = input.bool("strict");
        return new Plan(
                plan.resourceType(),
                plan.resourceId(),
                plan.numericId(),
                input.mentions("resource_name") ? input.text("resource_name", MAX_NAME) : plan.resourceName(),
                input.mentions("project") ? input.text("project", MAX_NAME) : plan.project(),
                action,
                input.has(AT) ? at() : cron == null ? plan.at() : null,
                cron,
                zoneName,
                input.mentions("link") ? input.text("link", MAX_LINK) : plan.link(),
                none ? null : target == null ? plan.targetUrl() : target.url(),
                none ? null : target == null ? plan.targetSecret() : secret(target, plan.targetSecret()),
                strict == null ? plan.strict() : strict,
                owner == null ? plan.owner() : owner);
    }

    private void checkAction(String type, String action) {
        var actions = type == null ? List.<String>of() : ResourceTypes.actions(type);
        if (action != null && !actions.isEmpty() && !actions.contains(action)) {
            input.reject(ACTION, "must be %s for the resource type %s", or(actions), type);
        }
    }

    private static Object or(List<String> names) {
        return names.stream()
                .map(Object.class::cast)
                .reduce((some, name) -> Sentence.of("%s or %s", some, name))
                .orElseThrow();
    }

    private Long at() {
        var at = input.integer(AT, 1, LAST);
        if (at != null && at < now) {
            input.reject(AT, "must not be in the past");
        }
        return at;
    }

    private String cron() {
        var expression = input.has(CRON) ? input.requiredText(CRON, CronTimes.MAX) : null;
        if (expression != null) {
            try {
                CronTimes.parse(expression, ZoneId.of("UTC"));
            } catch (CronTimes.InvalidCronException e) {
                input.reject(CRON, e.sentence());
            }
        }
        return expression;
    }

    private String timeZone(boolean recurring, Supplier<ZoneId> ofOwner) {
        var zone = input.text(TIME_ZONE, MAX_ZONE);
        if (zone != null && !recurring) {
            input.reject(TIME_ZONE, "is allowed only together with cron");
        } else if (zone != null && !ZoneId.getAvailableZoneIds().contains(zone)) {
            input.reject(TIME_ZONE, "must be an IANA time zone such as Europe/Berlin");
        }
        return !recurring || !input.isFine()
                ? null
                : zone == null ? ofOwner.get().getId() : zone;
    }

    private Target target() {
        return input.object(TARGET, target -> {
            var secret = calls.secret(target, "secret");
            return new Target(calls.url(target, "url"), secret);
        });
    }

    /** The one that is given, else the one that there was, else a new one. */
    private String secret(Target target, String before) {
        return target.secret() != null ? target.secret() : before != null ? before : calls.newSecret();
    }
}
