package org.belfry.idempotency;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.belfry.access.Allowed;
import org.belfry.access.Caller;
import org.belfry.access.CurrentCaller;
import org.belfry.access.RequestCredentials;
import org.belfry.encryption.EncryptedText;
import org.belfry.encryption.SecretCipher;
import org.belfry.encryption.SecretColumn;
import org.belfry.encryption.UndecryptableException;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.Problem;
import org.belfry.platform.Sentence;
import org.belfry.platform.TransactionRetry;

/**
 * Answers a POST that comes again with its {@code Idempotency-Key} as it was answered first. It stands behind the
 * authorization, so a key means something to the caller who chose it and to nobody else. A request without the header
 * costs nothing.
 */
@Provider
@Priority(Priorities.USER)
public class IdempotencyFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final Logger LOG = Logger.getLogger(IdempotencyFilter.class.getName());
    private static final String HEADER = "Idempotency-Key";
    private static final List<String> JSON = List.of(MediaType.APPLICATION_JSON);
    private static final String ATTEMPT = Attempt.class.getName();

    @Context
    private ResourceInfo resource;

    @Inject
    private CurrentCaller caller;

    @Inject
    private CurrentOperation operation;

    @Inject
    private IdempotentCalls calls;

    @Inject
    private SecretCipher secrets;

    @Inject
    private JsonBodies bodies;

    @Override
    public void filter(ContainerRequestContext request) {
        var presented = request.getHeaders().get(HEADER);
        if (presented == null || !request.getMethod().equals("POST") || isForAnyone()) {
            return;
        }
        var key = IdempotencyKey.parse(presented);
        var body = bodies.bytes(request.getEntityStream());
        request.setEntityStream(new ByteArrayInputStream(body));
        var attempt = Attempt.of(caller.get(), secret(request, caller.get()), key, target(request), body);
        var begun = TransactionRetry.retry(
                run -> run == 0 ? calls.begin(attempt) : calls.join(attempt).orElseGet(() -> calls.begin(attempt)));
        if (begun instanceof Begun.Ours ours) {
            operation.begin(attempt, ours.operation());
            request.setProperty(ATTEMPT, attempt);
        } else if (begun instanceof Begun.Done done) {
            request.abortWith(replay(opened(attempt, done)));
        } else if (begun instanceof Begun.Differs) {
            throw Problem.of(422, "This Idempotency-Key was used with another request");
        } else {
            throw Problem.retryLater(
                    409, 1, Sentence.of("The request with this Idempotency-Key is still being answered; try again"));
        }
    }

    private KeptAnswer opened(Attempt attempt, Begun.Done done) {
        try {
            var kept = new EncryptedText(done.sealed());
            // What an earlier release kept is encrypted for the caller alone.
            var sealed = kept.isEncrypted()
                    ? secrets.decrypt(SecretColumn.KEPT_ANSWER, attempt.call(), kept)
                    : kept.stored();
            return KeptAnswer.decode(done.status(), attempt.cipher().decrypt(sealed));
        } catch (UndecryptableException e) {
            LOG.log(Level.WARNING, e.getMessage());
            throw Problem.of(
                    409,
                    "The request with this Idempotency-Key was carried out, but its response can no longer be read;"
                            + " look up what it created before you use another key");
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(ATTEMPT) instanceof Attempt attempt) {
            request.removeProperty(ATTEMPT);
            try {
                settle(attempt, response);
            } catch (RuntimeException e) {
                // What was done is done, and its answer is at hand; a retry waits until the lease has run out.
                LOG.log(Level.WARNING, "An answer could not be kept for its Idempotency-Key", e);
            }
        }
    }

    private void settle(Attempt attempt, ContainerResponseContext response) {
        var status = response.getStatus();
        if (status >= 200 && status < 300) {
            calls.answer(attempt, kept(response));
        } else if (status >= 500) {
            calls.release(attempt);
        } else {
            calls.forget(attempt);
        }
    }

    private static KeptAnswer kept(ContainerResponseContext response) {
        if (!response.hasEntity()) {
            return new KeptAnswer(response.getStatus(), null, null);
        }
        var type = response.getMediaType();
        return new KeptAnswer(
                response.getStatus(), type == null ? MediaType.APPLICATION_JSON : type.toString(), (String)
                        response.getEntity());
    }

    private static Response replay(KeptAnswer answer) {
        var response = Response.status(answer.status());
        if (answer.body() != null) {
            response.type(answer.mediaType()).entity(answer.body());
        }
        return response.build();
    }

    /** Signing in. */
    private boolean isForAnyone() {
        var allowed = resource.getResourceMethod().getAnnotation(Allowed.class);
        return allowed.value() == Allowed.Who.ANYONE;
    }

    /** With the headers that belong to what is asked: those of a CloudEvent, and the type of a body that is not plain JSON. */
    private static String target(ContainerRequestContext request) {
        var uri = request.getUriInfo().getRequestUri();
        var target = new StringBuilder(uri.getRawPath() + '?' + uri.getRawQuery());
        var headers = new TreeMap<String, List<String>>();
        request.getHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        headers.forEach((name, values) -> {
            if (name.startsWith("ce-") || name.equals("content-type") && !values.equals(JSON)) {
                target.append('\n').append(name).append(": ").append(values);
            }
        });
        return target.toString();
    }

    private static String secret(ContainerRequestContext request, Caller caller) {
        return switch (caller.kind()) {
            case API_KEY, SESSION -> RequestCredentials.secret(request::getHeaderString);
            case HOST_TOKEN, KEY_TOKEN, SESSION_TOKEN -> "";
        };
    }
}
