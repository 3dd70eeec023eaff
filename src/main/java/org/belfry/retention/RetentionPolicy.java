package org.belfry.retention;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.belfry.inbox.Cutoffs;
import org.belfry.inbox.Cutoffs.Cutoff;
import org.belfry.platform.JsonInput;
import org.belfry.platform.JsonOutput;

/**
 * How long an organization keeps notifications.
 *
 * @param general for all types that have no rule of their own
 * @param ofTypes by the code of the type
 */
record RetentionPolicy(Days general, Map<String, Days> ofTypes) {

    static final int MAX_DAYS = 36_500;
    static final int MAX_TYPES = 200;
    static final int MAX_CODE = 200;
    static final long DAY = 86_400;

    /**
     * @param read days after which what was read is removed; null for never
     * @param unread the same of what was not
     */
    record Days(Integer read, Integer unread) {

        Cutoff cutoff(long now) {
            return new Cutoff(before(read, now), before(unread, now));
        }

        private static long before(Integer days, long now) {
            return days == null ? Cutoffs.NEVER : Math.max(Cutoffs.NEVER, now - days * DAY);
        }

        JsonObjectBuilder toJson() {
            return JsonOutput.object().add("read_days", of(read)).add("unread_days", of(unread));
        }

        private static jakarta.json.JsonValue of(Integer days) {
            return JsonOutput.of(days == null ? null : days.longValue());
        }

        /** What was read must be spoken of, be it that it is kept for ever: who forgets it shall not find everything gone, or nothing. */
        static Days read(JsonInput input) {
            if (!input.mentions("read_days")) {
                input.reject("read_days", "is required: a number of days, or null for never");
            }
            return new Days(days(input, "read_days"), days(input, "unread_days"));
        }

        private static Integer days(JsonInput input, String field) {
            var days = input.integer(field, 1, MAX_DAYS);
            return days == null ? null : days.intValue();
        }
    }

    RetentionPolicy {
        ofTypes = Map.copyOf(ofTypes);
    }

    /** What the body of a request says; the types are not looked up. */
    static RetentionPolicy read(JsonInput input) {
        var general = Days.read(input);
        var ofTypes = new HashMap<String, Days>();
        input.object("types", types -> {
            if (types.names().size() > MAX_TYPES) {
                input.reject("types", "must have at most %s members", MAX_TYPES);
                return null;
            }
            for (var code : types.names()) {
                var days = types.object(code, Days::read);
                if (!types.has(code)) {
                    types.reject(code, "must be an object");
                } else if (days != null) {
                    ofTypes.put(code, days);
                }
            }
            return null;
        });
        return new RetentionPolicy(general, ofTypes);
    }

    Cutoffs cutoffs(long now) {
        var cutoffs = new HashMap<String, Cutoff>();
        ofTypes.forEach((type, days) -> cutoffs.put(type, days.cutoff(now)));
        return new Cutoffs(general.cutoff(now), cutoffs);
    }

    JsonObject toJson() {
        var types = JsonOutput.object();
        new TreeMap<>(ofTypes).forEach((type, days) -> types.add(type, days.toJson()));
        return general.toJson().add("types", types).build();
    }
}
