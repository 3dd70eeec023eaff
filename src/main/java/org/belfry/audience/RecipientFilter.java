package org.belfry.audience;

import jakarta.persistence.TypedQuery;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Which recipients are listed; null for any.
 *
 * @param start what their names begin with, in whichever case
 * @param enabled whether they are told anything
 */
public record RecipientFilter(String start, Recipient.Kind kind, Boolean enabled) {

    /** Greater than any character that a name has. */
    private static final String END = Character.toString(Character.MAX_CODE_POINT);

    /** What follows {@code where}, in JPQL. */
    String conditions() {
        return "r.organizationId = :organization"
                + (start == null ? "" : " and r.sortName >= :start and r.sortName < :end")
                + (kind == null ? "" : " and r.kind = :kind")
                + (enabled == null ? "" : " and r.enabled = :enabled");
    }

    <T> TypedQuery<T> applyTo(TypedQuery<T> query, long organizationId) {
        parameters().forEach(query::setParameter);
        return query.setParameter("organization", organizationId);
    }

    private Map<String, Object> parameters() {
        var parameters = new LinkedHashMap<String, Object>();
        if (start != null) {
            var lower = start.toLowerCase(Locale.ROOT);
            parameters.put("start", lower);
            parameters.put("end", lower + END);
        }
        if (kind != null) {
            parameters.put("kind", kind.code());
        }
        if (enabled != null) {
            parameters.put("enabled", enabled);
        }
        return parameters;
    }
}
