package org.belfry.platform;

import jakarta.json.JsonObject;
import java.util.List;

/**
 * A refusal that the caller is told of, as RFC 9457 {@code application/problem+json}. Thrown anywhere, answered by
 * {@link ProblemMappers}; a transaction that it leaves is rolled back.
 */
public final class Problem extends RuntimeException {

    /** What is wrong with one member, query parameter or header; {@code field} is a path such as {@code source.id}. */
    public record Violation(String field, Sentence sentence) {

        /** @param pattern of the {@linkplain Sentence#of sentence}, whose beginning is the field's name */
        public Violation(String field, String pattern, Object... values) {
            this(field, Sentence.of(pattern, values));
        }

        /** In the language of the API. */
        public String message() {
            return sentence.english();
        }
    }

    private static final long serialVersionUID = 1L;

    /** The type of a problem that the caller can solve by giving the password again. */
    private static final String REAUTHENTICATE = "urn:belfry:problem:reauthenticate";

    private final int status;
    private final transient Sentence sentence;
    private final transient List<Violation> violations;
    private final Long retryAfter;
    private final String accepted;

    /** Whether the caller can solve it by giving the password again. */
    private final boolean reauthenticate;

    private Problem(int status, Sentence sentence, List<Violation> violations, Long retryAfter, String accepted) {
        this(status, sentence, violations, retryAfter, accepted, false);
    }

    private Problem(
            int status,
            Sentence sentence,
            List<Violation> violations,
            Long retryAfter,
            String accepted,
            boolean reauthenticate) {
        super(sentence.english(), null, false, false);
        this.status = status;
        this.sentence = sentence;
        this.violations = List.copyOf(violations);
        this.retryAfter = retryAfter;
        this.accepted = accepted;
        this.reauthenticate = reauthenticate;
    }

    /** @param pattern of the {@linkplain Sentence#of sentence}, here and below */
    public static Problem of(int status, String pattern, Object... values) {
        return of(status, Sentence.of(pattern, values));
    }

    public static Problem of(int status, Sentence sentence) {
        return new Problem(status, sentence, List.of(), null, null);
    }

    public static Problem badRequest(String pattern, Object... values) {
        return of(400, Sentence.of(pattern, values));
    }

    /** 400 for one field; its name is where the sentence begins. */
    public static Problem invalid(String field, String pattern, Object... values) {
        return invalid(field, Sentence.of(pattern, values));
    }

    /** The same. */
    public static Problem invalid(String field, Sentence sentence) {
        return invalid(List.of(new Violation(field, sentence)));
    }

    /** 400 for at least one field; the sentence is made of the first. */
    public static Problem invalid(List<Violation> violations) {
        var first = violations.get(0);
        return new Problem(
                400, new Sentence("%s %s", List.of(first.field(), first.sentence())), violations, null, null);
    }

    public static Problem unauthorized() {
        return of(401, "Valid credentials are required: an API key, a bearer token or a session");
    }

    public static Problem forbidden(String pattern, Object... values) {
        return of(403, Sentence.of(pattern, values));
    }

    /** 403 until the caller, who is signed in, gives their password again. */
    public static Problem reauthenticate(String pattern, Object... values) {
        return new Problem(403, Sentence.of(pattern, values), List.of(), null, null, true);
    }

    /**
     * 404, for what does not exist and for what belongs to somebody else alike.
     *
     * @param what a constant, which begins a sentence; the pattern is it and the rest
     */
    public static Problem notFound(String what) {
        return of(404, new Sentence(what + " not found", List.of()));
    }

    /** 429, with the seconds after which it is worth to try again: at least one. */
    public static Problem tooMany(long seconds, String pattern, Object... values) {
        return retryLater(429, Math.max(1, seconds), Sentence.of(pattern, values));
    }

    /** What is worth to try again after some seconds. */
    public static Problem retryLater(int status, long seconds, Sentence sentence) {
        return new Problem(status, sentence, List.of(), seconds, null);
    }

    /** 415, with the media types that a POST there takes. */
    public static Problem unsupported(String accepted, Sentence sentence) {
        return new Problem(415, sentence, List.of(), null, accepted);
    }

    public int status() {
        return status;
    }

    /** What is said, to be translated; {@link #getMessage()} is it in English. */
    public Sentence sentence() {
        return sentence;
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
        if (reauthenticate) {
            json.add("type", REAUTHENTICATE).add("title", "Sign In Again").add("reauthenticate", true);
        }
        return json.build();
    }

    static JsonObject json(int status, String error) {
        return JsonOutput.object()
                .add("type", "about:blank")
                .add("title", title(status).english())
                .add("status", status)
                .add("detail", error)
                .add("error", error)
                .build();
    }

    /** The name of a status. */
    static Sentence title(int status) {
        return Sentence.of(
                switch (status) {
                    case 400 -> "Bad Request";
                    case 401 -> "Unauthorized";
                    case 403 -> "Forbidden";
                    case 404 -> "Not Found";
                    case 405 -> "Method Not Allowed";
                    case 406 -> "Not Acceptable";
                    case 408 -> "Request Timeout";
                    case 409 -> "Conflict";
                    case 411 -> "Length Required";
                    case 413 -> "Content Too Large";
                    case 415 -> "Unsupported Media Type";
                    case 422 -> "Unprocessable Content";
                    case 426 -> "Upgrade Required";
                    case 429 -> "Too Many Requests";
                    case 500 -> "Internal Server Error";
                    case 503 -> "Service Unavailable";
                    default -> "Error";
                });
    }
}
