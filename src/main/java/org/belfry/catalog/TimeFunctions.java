package org.belfry.catalog;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import jakarta.json.JsonNumber;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.Locale;

/** The functions of templates that write a moment, in one time zone. */
record TimeFunctions(ZoneId zone) {

    /** The years 1 to 9999. */
    private static final long FIRST = -62_135_596_800L;

    private static final long LAST = 253_402_300_799L;

    /** Finds out which moment a name stands for: writes Unix seconds, or nothing. */
    private static final Mustache.Compiler SECONDS = MessageTemplate.compiler().withFormatter(value -> seconds(value));

    /** {@code time} writes day and time with the zone, {@code date} the day. */
    Mustache.Lambda function(String name, Locale locale) {
        return (fragment, out) -> write(fragment, out, name.equals("time") ? time(locale) : date(locale));
    }

    private void write(Template.Fragment fragment, Writer out, DateTimeFormatter formatter) throws IOException {
        var seconds = new StringWriter();
        fragment.executeTemplate(SECONDS.compile("{{" + fragment.decompile() + "}}"), seconds);
        if (!seconds.toString().isEmpty()) {
            var moment = Instant.ofEpochSecond(Long.parseLong(seconds.toString()));
            out.append(formatter.format(moment.atZone(zone)));
        }
    }

    private static DateTimeFormatter time(Locale locale) {
        return new DateTimeFormatterBuilder()
                .append(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT))
                .appendLiteral(' ')
                .appendZoneText(TextStyle.SHORT)
                .toFormatter(locale);
    }

    private static DateTimeFormatter date(Locale locale) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale);
    }

    private static String seconds(Object value) {
        if (value instanceof Long || value instanceof Integer) {
            return inRange(((Number) value).longValue());
        }
        if (value instanceof JsonNumber number && number.isIntegral()) {
            try {
                return inRange(number.longValueExact());
            } catch (ArithmeticException e) {
                return "";
            }
        }
        return "";
    }

    private static String inRange(long seconds) {
        return seconds >= FIRST && seconds <= LAST ? String.valueOf(seconds) : "";
    }
}
