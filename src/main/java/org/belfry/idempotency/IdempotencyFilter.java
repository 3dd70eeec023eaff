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
    private static final String ATTEMPT = IdempotentAttempt.class.getName();

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
        var idempotentAttempt =
                IdempotentAttempt.of(caller.get(), secret(request, caller.get()), key, target(request), body);
        var decision = TransactionRetry.retry(run -> run == 0
                ? calls.begin(idempotentAttempt)
                : calls.join(idempotentAttempt).orElseGet(() -> calls.begin(idempotentAttempt)));
        if (decision instanceof IdempotencyDecision.Proceed proceed) {
            operation.begin(idempotentAttempt, proceed.operation());
            request.setProperty(ATTEMPT, idempotentAttempt);
        } else if (decision instanceof IdempotencyDecision.Replay replay) {
            request.abortWith(replay(opened(idempotentAttempt, replay)));
        } else if (decision instanceof IdempotencyDecision.KeyReused) {
            throw Problem.of(422, "This Idempotency-Key was already used for another request");
        } else {
            throw Problem.retryLater(
                    409, 1, Sentence.of("The request with this Idempotency-Key is still being processed; try again"));
        }
    }

    private StoredResponse opened(IdempotentAttempt idempotentAttempt, IdempotencyDecision.Replay replay) {
        try {
            var kept = new EncryptedText(replay.sealed());
            // What an earlier release kept is encrypted for the caller alone.
            var sealed = kept.isEncrypted()
                    ? secrets.decrypt(SecretColumn.KEPT_ANSWER, idempotentAttempt.call(), kept)
                    : kept.stored();
            return StoredResponse.decode(
                    replay.status(), idempotentAttempt.cipher().decrypt(sealed));
        } catch (UndecryptableException e) {
            LOG.log(Level.WARNING, e.getMessage());
            throw Problem.of(
                    409,
                    "The request with this Idempotency-Key was processed, but its response can no longer be read; check what it created before you use another key");
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(ATTEMPT) instanceof IdempotentAttempt idempotentAttempt) {
            request.removeProperty(ATTEMPT);
            try {
                settle(idempotentAttempt, response);
            } catch (RuntimeException e) {
                // What was done is done, and its answer is at hand; a retry waits until the lease has run out.
                LOG.log(Level.WARNING, "A response could not be stored for its Idempotency-Key", e);
            }
        }
    }

    private void settle(IdempotentAttempt idempotentAttempt, ContainerResponseContext response) {
        var status = response.getStatus();
        if (status >= 200 && status < 300) {
            calls.answer(idempotentAttempt, kept(response));
        } else if (status >= 500) {
            calls.release(idempotentAttempt);
        } else {
            calls.forget(idempotentAttempt);
        }
    }

    private static StoredResponse kept(ContainerResponseContext response) {
        if (!response.hasEntity()) {
            return new StoredResponse(response.getStatus(), null, null);
        }
        var type = response.getMediaType();
        return new StoredResponse(
                response.getStatus(), type == null ? MediaType.APPLICATION_JSON : type.toString(), (String)
                        response.getEntity());
    }

    private static Response replay(StoredResponse answer) {
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
