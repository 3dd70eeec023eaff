package org.belfry.audit.report;

import jakarta.json.JsonObject;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.belfry.audit.Action;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.Problem;
import org.belfry.platform.QueryParameters;

/**
 * Which entries are wanted; null for any.
 *
 * @param actor a name
 * @param credential a kind
 * @param action a code, or the beginning of some with its dot
 * @param from Unix seconds, the first that counts
 * @param to Unix seconds, the first that does not count any more
 */
public record AuditFilter(String actor, String credential, String action, String subject, Long from, Long to) {

    /** The kinds of {@link org.belfry.audit.Actor}. */
    public static final Set<String> CREDENTIALS =
            Set.of("api_key", "session", "host_token", "key_token", "session_token", "link", "anonymous", "belfry");

    /** Takes everything. */
    public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null, null);

    /** @throws Problem 400 for an action or a kind that there is none of, and for a time that is none */
    public static AuditFilter read(
            String actor, String credential, String action, String subject, String from, String to) {
        var filter = new AuditFilter(
                QueryParameters.text("actor", actor),
                QueryParameters.text("credential", credential),
                QueryParameters.text("action", action),
                QueryParameters.text("subject", subject),
                second("from", from),
                second("to", to));
        if (filter.credential != null && !CREDENTIALS.contains(filter.credential)) {
            throw Problem.invalid("credential", "is not a known kind of credential");
        }
        if (filter.action != null && Arrays.stream(Action.values()).noneMatch(filter::takes)) {
            throw Problem.invalid("action", "is not a known action, nor the start of one, such as key.");
        }
        if (filter.from != null && filter.to != null && filter.to <= filter.from) {
            throw Problem.invalid("to", "must be after from");
        }
        return filter;
    }

    private static Long second(String field, String value) {
        var second = QueryParameters.integer(field, value, -1, 0);
        return second < 0 ? null : second;
    }

    private boolean takes(Action any) {
        return isBeginning() ? any.code().startsWith(action) : any.code().equals(action);
    }

    private boolean isBeginning() {
        return action.endsWith(".");
    }

    /** The condition in JPQL, beginning with {@code and} where there is one; its parameters are added. */
    String condition(Map<String, Object> parameters) {
        var condition = new StringBuilder();
        add(condition, parameters, "e.actor = :actor", "actor", actor);
        add(condition, parameters, "e.actorKind = :credential", "credential", credential);
        if (action != null && isBeginning()) {
            add(condition, parameters, "e.action like :action", "action", action + "%");
        } else {
            add(condition, parameters, "e.action = :action", "action", action);
        }
        add(condition, parameters, "e.subject = :subject", "subject", subject);
        add(condition, parameters, "e.at >= :from", "from", from);
        add(condition, parameters, "e.at < :to", "to", to);
        return condition.toString();
    }

    private static void add(
            StringBuilder condition, Map<String, Object> parameters, String term, String name, Object value) {
        if (value != null) {
            condition.append(" and ").append(term);
            parameters.put(name, value);
        }
    }

    /** What is asked for, by the names of the query. */
    JsonObject toJson() {
        var asked = new LinkedHashMap<String, String>();
        asked.put("actor", actor);
        asked.put("credential", credential);
        asked.put("action", action);
        asked.put("subject", subject);
        var json = JsonOutput.object();
        asked.forEach((name, value) -> {
            if (value != null) {
                json.add(name, value);
            }
        });
        if (from != null) {
            json.add("from", from);
        }
        if (to != null) {
            json.add("to", to);
        }
        return json.build();
    }
}
