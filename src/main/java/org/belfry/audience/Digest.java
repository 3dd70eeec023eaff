package org.belfry.audience;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * How often somebody wants to have their e-mail, all that came in since the last time in one message.
 *
 * @param at minutes after midnight for {@link Every#DAY}, null for {@link Every#HOUR}
 */
public record Digest(Every every, Integer at) {

    /** How often there is one. */
    public enum Every {
        /** At each full hour. */
        HOUR("hourly"),
        /** At a time of day. */
        DAY("daily");

        private final String adverb;

        Every(String adverb) {
            this.adverb = adverb;
        }

        /** The name on the wire. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** As it is kept, and as sentences have it. */
        public String adverb() {
            return adverb;
        }
    }

    /**
     * The one that an e-mail waits for.
     *
     * @param at the second (Unix time) at which it is sent
     */
    public record NextDigest(Every every, long at) {}

    private static final int DAY = 24 * 60;

    public Digest {
        if ((every == Every.DAY) != (at != null) || at != null && (at < 0 || at >= DAY)) {
            throw new IllegalArgumentException("No digest is sent every " + every + " at " + at);
        }
    }

    /**
     * The next one after a moment, by the wall clock of the time zone; not within quiet hours, but at their end.
     *
     * @param second Unix time
     * @param quietHours null for none
     */
    NextDigest after(long second, ZoneId zone, QuietHours quietHours) {
        var next = every == Every.HOUR ? hourAfter(second, zone) : dayAfter(second, zone);
        return new NextDigest(
                every,
                quietHours == null ? next : quietHours.endAfter(next, zone).orElse(next));
    }

    private static long hourAfter(long second, ZoneId zone) {
        return Instant.ofEpochSecond(second)
                .atZone(zone)
                .truncatedTo(ChronoUnit.HOURS)
                .plusHours(1)
                .toEpochSecond();
    }

    private long dayAfter(long second, ZoneId zone) {
        var time = LocalTime.of(at / 60, at % 60);
        var day = Instant.ofEpochSecond(second).atZone(zone).toLocalDate();
        while (moment(day.atTime(time), zone) <= second) {
            day = day.plusDays(1);
        }
        return moment(day.atTime(time), zone);
    }

    /** When the clock shows that time, for the first time where it does so twice; where it leaves it out, when it jumps. */
    private static long moment(LocalDateTime time, ZoneId zone) {
        var jump = zone.getRules().getTransition(time);
        return jump != null && jump.isGap()
                ? jump.toEpochSecond()
                : time.atZone(zone).toEpochSecond();
    }
}
