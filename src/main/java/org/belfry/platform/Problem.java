package org.belfry.platform;

import jakarta.json.JsonObject;
import java.util.List;

/**
 * A refusal that the caller is told of, as RFC 9457 {@code application/problem+json}. Thrown anywhere, answered by
 * {@link ProblemMappers}; a transaction that it leaves is rolled back.
 */
public final class Problem extends RuntimeException {

    /** What is wrong with one member, query parameter or header; {@code field} is a path such as {@code source.id}. */
    public record Violation(String field, String message) {}

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<Violation> violations;
    private final Long retryAfter;
    private final String accepted;

    private Problem(int status, String error, List<Violation> violations, Long retryAfter, String accepted) {
        super(error, null, false, false);
        this.status = status;
        this.violations = List.copyOf(violations);
        this.retryAfter = retryAfter;
        this.accepted = accepted;
    }

    public static Problem of(int status, String error) {
        return new Problem(status, error, List.of(), null, null);
    }

    public static Problem badRequest(String error) {
        return of(400, error);
    }

    /** 400 for one field. */
    public static Problem invalid(String field, String message) {
        return invalid(List.of(new Violation(field, message)));
    }

    /** 400 for at least one field; the sentence is made of the first. */
    public static Problem invalid(List<Violation> violations) {
        var first = violations.get(0);
        return new Problem(400, first.field() + " " + first.message(), violations, null, null);
    }

    public static Problem unauthorized() {
        return of(401, "Valid credentials are required: an API key, a bearer token or a session");
    }

    public static Problem forbidden(String error) {
        return of(403, error);
    }

    /** 404, for what does not exist and for what belongs to somebody else alike. */
    public static Problem notFound(String what) {
        return of(404, what + " not found");
    }

    /** 429, with the seconds after which it is worth to try again: at least one. */
    public static Problem tooMany(String error, long seconds) {
        return again(429, error, Math.max(1, seconds));
    }

    /** What is worth to try again after some seconds. */
    public static Problem again(int status, String error, long seconds) {
        return new Problem(status, error, List.of(), seconds, null);
    }

    /** 415, with the media types that a POST there takes. */
    public static Problem unsupported(String error, String accepted) {
        return new Problem(415, error, List.of(), null, accepted);
    }

    public int status() {
        return status;
    }

    public List<Violation> violations() {
        return violations;
    }

    /** Seconds for the header {@code Retry-After}; null where there is none. */
    public Long retryAfter() {
        return retryAfter;
    }

    /** Media types for the header {@code Accept-Post}; null where there is none. */
    public String accepted() {
        return accepted;
    }

    /** The RFC 9457 object, with the {@code error} member. */
    public JsonObject toJson() {
        var json = JsonOutput.object(json(status, getMessage()));
        if (!violations.isEmpty()) {
            var list = JsonOutput.array();
            violations.forEach(violation ->
                    list.add(JsonOutput.object().add("field", violation.field()).add("message", violation.message())));
            json.add("violations", list);
        }
        return json.build();
    }

    static JsonObject json(int status, String error) {
        return JsonOutput.object()
                .add("type", "about:blank")
                .add("title", title(status))
                .add("status", status)
                .add("detail", error)
                .add("error", error)
                .build();
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 406 -> "Not Acceptable";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 422 -> "Unprocessable Content";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 503 -> "Service Unavailable";
            default -> "Error";
        };
    }
}
