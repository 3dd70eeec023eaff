package org.belfry.platform;

import jakarta.json.JsonObject;
import jakarta.transaction.TransactionalException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.io.EOFException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Every error of the API as the same RFC 9457 bytes on every server. */
public final class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class.getName());

    /** Without a stack trace, as the client is the cause. */
    private static final FailureLog REFUSED_VALUES = new FailureLog(
            (line, thrown) -> LOG.warning(thrown == null ? line : line + ": " + FailureLog.line(thrown)),
            System::nanoTime);

    private static final FailureLog FAILURES =
            new FailureLog((line, thrown) -> LOG.log(Level.SEVERE, line, thrown), System::nanoTime);

    /** What problems are on the wire. */
    public static final String MEDIA_TYPE = "application/problem+json;charset=UTF-8";

    /** How a caller may present a credential. */
    static final String CHALLENGE = "Bearer realm=\"belfry\"";

    private ProblemMappers() {}

    /** What Belfry itself refuses. */
    @Provider
    public static class Refusals implements ExceptionMapper<Problem> {

        @Override
        public Response toResponse(Problem problem) {
            return response(problem);
        }
    }

    /** What the JAX-RS implementation refuses: an unknown path, a wrong method or media type. */
    @Provider
    public static class Protocol implements ExceptionMapper<WebApplicationException> {

        @Override
        public Response toResponse(WebApplicationException exception) {
            var problem = problemIn(exception);
            if (problem != null) {
                return response(problem);
            }
            var response = exception.getResponse();
            var status = response.getStatus();
            if (status >= 500) {
                return unexpected(exception);
            }
            var builder = problem(status, Problem.json(status, sentence(status).english()));
            var allow = response.getHeaderString(HttpHeaders.ALLOW);
            if (allow != null) {
                builder.header(HttpHeaders.ALLOW, allow);
            }
            return builder.build();
        }
    }

    /** Everything else is ours to mend: the log has it whole, the caller only the number under which it is found there. */
    @Provider
    public static class Unexpected implements ExceptionMapper<Throwable> {

        @Override
        public Response toResponse(Throwable thrown) {
            var problem = problemIn(thrown);
            return problem != null ? response(problem) : unexpected(thrown);
        }
    }

    /** What is said of a refusal that is not our own. A bad request is one whose target cannot be read: the rest we read. */
    static Sentence sentence(int status) {
        return switch (status) {
            case 400 -> Sentence.of("The path or query is not correctly encoded");
            case 404 -> Sentence.of("There is nothing at this path");
            case 405 -> Sentence.of("This path does not support this method");
            case 415 -> Sentence.of("The body must be application/json, in UTF-8 and without a Content-Encoding");
            default -> Sentence.of("The request could not be understood");
        };
    }

    /** What fails at the commit. Jersey has a mapper for it that fails itself, and ends in a page of the server's. */
    @Provider
    public static class Commits implements ExceptionMapper<TransactionalException> {

        @Override
        public Response toResponse(TransactionalException thrown) {
            var problem = problemIn(thrown);
            return problem != null ? response(problem) : unexpected(thrown);
        }
    }

    /** A problem may come wrapped, for instance by the interceptor of a transaction. */
    private static Problem problemIn(Throwable thrown) {
        return causes(thrown)
                .filter(Problem.class::isInstance)
                .map(Problem.class::cast)
                .findFirst()
                .or(() -> ofTheClient(thrown))
                .orElse(null);
    }

    /** Failures that only a client can cause are its mistake: one line in the log, and no stack trace. */
    private static Optional<Problem> ofTheClient(Throwable thrown) {
        if (causes(thrown).anyMatch(ProblemMappers::isDataException)) {
            REFUSED_VALUES.log("The database refused a value", thrown);
            return Optional.of(Problem.badRequest("A value is too long or out of range"));
        }
        if (causes(thrown).anyMatch(ProblemMappers::isMalformedForm)) {
            return Optional.of(ProblemPages.of(400));
        }
        if (causes(thrown).anyMatch(ProcessingException.class::isInstance)) {
            return Optional.of(Problem.badRequest("A request header is malformed"));
        }
        if (causes(thrown).noneMatch(SQLException.class::isInstance)
                && causes(thrown).anyMatch(ProblemMappers::isBrokenConnection)) {
            return Optional.of(Problem.badRequest("The connection broke before the response was sent"));
        }
        return Optional.empty();
    }

    /** SQL:2016 class 22: a text that is too long, a number out of range, a byte that no encoding has. */
    private static boolean isDataException(Throwable thrown) {
        return thrown instanceof SQLException sql
                && sql.getSQLState() != null
                && sql.getSQLState().startsWith("22");
    }

    /** Open Liberty parses a form when its parameters are first asked for, and says no more than this of a malformed one. */
    private static boolean isMalformedForm(Throwable thrown) {
        return thrown instanceof IllegalArgumentException
                && thrown.getStackTrace().length > 0
                && thrown.getStackTrace()[0].getClassName().equals("com.ibm.wsspi.webcontainer.util.RequestUtils");
    }

    private static boolean isBrokenConnection(Throwable thrown) {
        return thrown instanceof EOFException
                || thrown instanceof SocketException
                || thrown instanceof SocketTimeoutException
                || thrown instanceof ClosedChannelException
                || thrown.getClass().getSimpleName().equals("ClientAbortException");
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).limit(20);
    }

    static Response response(Problem problem) {
        var builder = problem(problem.status(), problem.toJson());
        if (problem.status() == 401) {
            builder.header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        }
        if (problem.retryAfter() != null) {
            builder.header(HttpHeaders.RETRY_AFTER, problem.retryAfter());
        }
        if (problem.accepted() != null) {
            builder.header("Accept-Post", problem.accepted());
        }
        return builder.build();
    }

    private static Response unexpected(Throwable thrown) {
        return Response.status(500)
                .type(MEDIA_TYPE)
                .entity(unexpectedJson(thrown))
                .build();
    }

    /** What the caller is told of whatever was thrown; what is no refusal of ours is logged. */
    public static JsonObject json(Throwable thrown) {
        var problem = problemIn(thrown);
        return problem != null ? problem.toJson() : unexpectedProblem(thrown);
    }

    /** The same, to be told in another way. */
    public static Problem problem(Throwable thrown) {
        var problem = problemIn(thrown);
        return problem != null ? problem : unexpected(logged(thrown));
    }

    /** Logs it, and answers what the caller is told. */
    static String unexpectedJson(Throwable thrown) {
        return unexpectedProblem(thrown).toString();
    }

    private static JsonObject unexpectedProblem(Throwable thrown) {
        var trace = logged(thrown);
        return JsonOutput.object(unexpected(trace).toJson()).add("trace", trace).build();
    }

    private static Problem unexpected(String trace) {
        return Problem.of(500, "An internal error occurred; it was logged under %s", trace);
    }

    /** Answers the number under which it is found in the log. */
    private static String logged(Throwable thrown) {
        var trace = UUID.randomUUID().toString();
        FAILURES.log("Request failed, trace " + trace, thrown);
        return trace;
    }

    private static Response.ResponseBuilder problem(int status, JsonObject json) {
        return Response.status(status).type(MEDIA_TYPE).entity(json.toString());
    }
}
