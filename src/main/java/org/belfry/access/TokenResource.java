package org.belfry.access;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.belfry.access.Allowed.Who;
import org.belfry.access.jwt.IssuedTokens;
import org.belfry.access.jwt.IssuedTokens.Claims;
import org.belfry.access.jwt.IssuedTokens.Minter;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.Problem;
import org.belfry.platform.UnixTime;

/** Tokens for the users of a host application that has no identity provider. */
@Path("/tokens")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TokenResource {

    private static final long DEFAULT_TTL = 900;

    @Inject
    private IssuedTokens tokens;

    @Inject
    private CurrentCaller current;

    @Inject
    private JsonBodies bodies;

    @Inject
    private TokenAuditLog minted;

    @Inject
    private ErasedNames erasedNames;

    @Inject
    private UnixTime time;

    /** {@code curl -H 'x-api-key: …' -H 'Content-Type: application/json' -d '{"recipient":"ada"}' …/api/tokens} */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Who.OPERATOR)
    public Response make(InputStream body) {
        var caller = current.get();
        var minter =
                switch (caller.kind()) {
                    case API_KEY -> Minter.API_KEY;
                    case SESSION -> Minter.SESSION;
                    case HOST_TOKEN, KEY_TOKEN, SESSION_TOKEN ->
                        throw Problem.forbidden("A token cannot create tokens; use an API key or a session");
                };
        var input = bodies.read(body);
        var recipient = input.requiredText("recipient", 200);
        var ttl = input.integer("ttl", 1, IssuedTokens.MAX_TTL);
        input.check();
        if (!caller.mayChange(recipient)) {
            throw Problem.notFound("Recipient");
        }
        var expiresAt = time.now() + (ttl == null ? DEFAULT_TTL : ttl);
        if (caller.expiresAt() != null) {
            expiresAt = Math.min(expiresAt, caller.expiresAt());
        }
        // Read before signing: a token made during an erasure belongs to the recipient who is being erased.
        var generation = erasedNames.generation(caller.organizationId(), caller.organization(), recipient);
        var token = tokens.sign(
                new Claims(recipient, caller.organization(), minter, caller.credentialId(), expiresAt, generation));
        minted.record(caller, recipient, expiresAt);
        return Response.status(201)
                .entity(JsonOutput.object()
                        .add("token", token)
                        .add("expires_at", expiresAt)
                        .build()
                        .toString())
                .build();
    }
}
