package org.belfry.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.belfry.platform.Characters;
import org.belfry.platform.InputPattern;
import org.belfry.platform.Sentence;

/**
 * The moments of a cron expression of five fields (UNIX) in a time zone. cron-utils says which times of day on which days they are;
 * where the clock of the zone is put forward or back, the rules stand here (decision 28):
 *
 * <ul>
 *   <li>An expression that names hours is about times of day. A time that the clock skips is right after the gap, and several of
 *       them are once; one that the clock shows twice is the first time only.
 *   <li>An expression for all 24 hours is about time that passes: it happens whenever the clock shows a time that it names.
 * </ul>
 */
final class CronTimes {

    /** Most characters of an expression. */
    static final int MAX = 200;

    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    /** cron-utils takes the digits of every script. */
    private static final InputPattern CHARACTERS = InputPattern.of(MAX, "[0-9A-Za-z*,/ \\t-]+");

    private static final int HOURS = 24;

    /** What keeps a text from being an expression: the rest of a sentence that begins with its name. */
    static final class InvalidCronException extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Sentence sentence;

        private InvalidCronException(Sentence sentence) {
            super(sentence.english());
            this.sentence = sentence;
        }

        /** The message, to be translated. */
        Sentence sentence() {
            return sentence;
        }
    }

    /** Some moments of a time. */
    record CronMoments(List<Long> moments, boolean more) {}

    private final ExecutionTime times;
    private final ZoneId zone;
    private final boolean followsTime;

    private CronTimes(String expression, ZoneId zone) {
        this.times = ExecutionTime.forCron(PARSER.parse(expression).validate());
        this.zone = zone;
        this.followsTime = isForAllHours(
                Characters.words(expression, c -> c == ' ' || c == '\t').get(1));
    }

    static CronTimes parse(String expression, ZoneId zone) throws InvalidCronException {
        try {
            if (CHARACTERS.matches(expression)) {
                return new CronTimes(expression.strip(), zone);
            }
        } catch (RuntimeException e) {
            throw wrong();
        }
        throw wrong();
    }

    private static InvalidCronException wrong() {
        return new InvalidCronException(Sentence.of(
                "must be a cron expression of five fields: minute, hour, day of month, month, day of week"));
    }

    /** Of what was checked before. */
    static CronTimes of(String expression, ZoneId zone) {
        try {
            return parse(expression, zone);
        } catch (InvalidCronException e) {
            throw new IllegalStateException(expression + " " + e.getMessage(), e);
        }
    }

    /** Asked of cron-utils itself, which knows all forms of the field. */
    private static boolean isForAllHours(String hours) {
        var daily = ExecutionTime.forCron(PARSER.parse("0 " + hours + " * * *"));
        var day = LocalDateTime.of(2001, 1, 1, 0, 0);
        return IntStream.range(0, HOURS)
                .allMatch(hour -> daily.isMatch(day.plusHours(hour).atZone(ZoneOffset.UTC)));
    }

    /**
     * The first moment after a second; empty where there is none.
     *
     * @param second Unix time
     */
    Optional<Long> after(long second) {
        return followsTime ? afterInTime(second) : afterByDay(second);
    }

    /** Those from one second to another, both included; at most so many. */
    CronMoments between(long from, long until, int most) {
        var moments = new ArrayList<Long>();
        var next = after(from - 1);
        while (next.isPresent() && next.get() <= until) {
            if (moments.size() == most) {
                return new CronMoments(moments, true);
            }
            moments.add(next.get());
            next = after(next.get());
        }
        return new CronMoments(moments, false);
    }

    /** A day has each time once: the local times in their order, each with the one moment that it means. */
    private Optional<Long> afterByDay(long second) {
        var local = Instant.ofEpochSecond(second).atZone(zone).toLocalDateTime();
        while (true) {
            var next = next(local);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            local = next.get();
            var moment = moment(local);
            // What has been before the clock was put back is not again.
            if (moment > second) {
                return Optional.of(moment);
            }
        }
    }

    private long moment(LocalDateTime local) {
        var gap = zone.getRules().getTransition(local);
        if (gap != null && gap.isGap()) {
            return gap.getInstant().getEpochSecond();
        }
        // Of a time that is there twice, the first.
        return local.atZone(zone).withEarlierOffsetAtOverlap().toEpochSecond();
    }

    /** As the clock runs, until it is put forward or back; then on from there. */
    private Optional<Long> afterInTime(long second) {
        var start = Instant.ofEpochSecond(second);
        while (true) {
            var offset = zone.getRules().getOffset(start);
            var next = next(LocalDateTime.ofEpochSecond(start.getEpochSecond(), 0, offset));
            if (next.isEmpty()) {
                return Optional.empty();
            }
            var moment = next.get().toInstant(offset);
            var change = zone.getRules().nextTransition(start);
            if (change == null || moment.isBefore(change.getInstant())) {
                return Optional.of(moment.getEpochSecond());
            }
            start = change.getInstant();
            if (isMatch(change.getDateTimeAfter())) {
                return Optional.of(start.getEpochSecond());
            }
        }
    }

    /** In a zone whose clock is never changed, so that cron-utils has nothing to decide of that. */
    private Optional<LocalDateTime> next(LocalDateTime local) {
        return times.nextExecution(local.atZone(ZoneOffset.UTC)).map(found -> found.toLocalDateTime());
    }

    private boolean isMatch(LocalDateTime local) {
        return times.isMatch(local.atZone(ZoneOffset.UTC));
    }
}
