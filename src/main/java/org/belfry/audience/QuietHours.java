package org.belfry.audience;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.OptionalLong;

/**
 * The part of each day in which e-mail waits.
 *
 * @param from minutes after midnight at which it begins
 * @param until minutes after midnight at which it ends; on the next day where that is the smaller
 */
public record QuietHours(int from, int until) {

    private static final int DAY = 24 * 60;

    public QuietHours {
        if (from < 0 || from >= DAY || until < 0 || until >= DAY || from == until) {
            throw new IllegalArgumentException(from + " to " + until + " is no part of a day");
        }
    }

    /**
     * The second (Unix time) at which they end, where a moment is in them; by the wall clock of the time zone, so that they are
     * an hour longer or shorter in the night in which the clock changes.
     */
    public OptionalLong endAfter(long second, ZoneId zone) {
        var moment = Instant.ofEpochSecond(second).atZone(zone);
        var minute = moment.getHour() * 60 + moment.getMinute();
        var quiet = from < until ? minute >= from && minute < until : minute >= from || minute < until;
        if (!quiet) {
            return OptionalLong.empty();
        }
        var day = minute < until ? moment.toLocalDate() : moment.toLocalDate().plusDays(1);
        var end = after(second, day.atTime(LocalTime.of(until / 60, until % 60)), zone);
        // Where a whole day was left out, the clock shows the beginning of the next one then.
        return OptionalLong.of(endAfter(end, zone).orElse(end));
    }

    /** When the clock shows that time next; where it leaves that out, when it jumps over it. */
    private static long after(long second, LocalDateTime time, ZoneId zone) {
        var jump = zone.getRules().getTransition(time);
        if (jump != null && jump.isGap()) {
            return jump.toEpochSecond();
        }
        var first = time.atZone(zone);
        // Where the clock is set back over the end, the first of two such times may have been.
        return first.toEpochSecond() > second
                ? first.toEpochSecond()
                : first.withLaterOffsetAtOverlap().toEpochSecond();
    }
}
