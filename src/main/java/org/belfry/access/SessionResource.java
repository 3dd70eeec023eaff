package org.belfry.access;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.belfry.access.Allowed.Who;
import org.belfry.limits.CurrentClient;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.Problem;

/** Signing in to Belfry itself. */
@Path("/session")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {

    @Inject
    private PasswordSignIn passwords;

    @Inject
    private Sessions sessions;

    @Inject
    private CredentialVerifier verifier;

    @Inject
    private CurrentCaller caller;

    @Inject
    private JsonBodies bodies;

    @Inject
    private CurrentClient client;

    /** {@code curl -c jar -H 'Content-Type: application/json' -d '{"account":"admin","password":"…"}' …/api/session} */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Who.ANYONE)
    public Response signIn(@CookieParam(Device.COOKIE) String device, @Context HttpHeaders headers, InputStream body) {
        var input = bodies.read(body);
        var account = input.requiredText("account", 200);
        var password = input.requiredText("password", Passwords.LONGEST);
        var organization = input.text("organization", 100);
        input.check();
        var from = new Device(device, headers.getHeaderString(HttpHeaders.USER_AGENT), client.address());
        var openedSession = passwords
                .signIn(new PasswordSignIn.Name(account, organization), password, from)
                .orElseThrow(PasswordSignIn::refused);
        var signedIn = verifier.bySession(openedSession.token()).orElseThrow(Problem::unauthorized);
        return Response.ok(describe(signedIn, openedSession.token()).toString())
                .cookie(SessionCookies.signedIn(openedSession, client.secure()).toArray(NewCookie[]::new))
                .build();
    }

    @GET
    @Allowed(Who.SIGNED_IN)
    public Response whoAmI(@CookieParam(RequestCredentials.COOKIE) String token) {
        return Response.ok(describe(caller.get(), token).toString()).build();
    }

    @DELETE
    @Allowed(Who.SIGNED_IN)
    public Response signOut() {
        if (caller.get().kind() != Caller.Kind.SESSION) {
            throw Problem.badRequest(
                    "Only a session can be signed out; revoke an API key instead, or let a token expire");
        }
        sessions.close(caller.get().credentialId());
        return Response.noContent()
                .cookie(SessionCookies.signedOut(client.secure()))
                .build();
    }

    /** All other sessions of the account end; the one that it is changed by goes on. */
    @PUT
    @Path("/password")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Who.SIGNED_IN)
    public Response changePassword(InputStream body) {
        passwords.change(caller.get(), () -> bodies.read(body));
        return Response.noContent().build();
    }

    /**
     * Makes the session fresh again, as {@link FreshSignIn} requires. {@code curl -b jar -H "X-CSRF-Token: …" -H 'Content-Type:
     * application/json' -d '{"password":"…"}' …/api/session/reauthenticate}
     */
    @POST
    @Path("/reauthenticate")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Who.SIGNED_IN)
    public Response reauthenticate(InputStream body) {
        passwords.confirm(caller.get(), () -> bodies.read(body));
        return Response.noContent().build();
    }

    private static JsonObject describe(Caller caller, String token) {
        var json = JsonOutput.object()
                .add("account", caller.name())
                .add("recipient", JsonOutput.of(caller.recipient()))
                .add("organization", caller.organization())
                .add(
                        "role",
                        JsonOutput.of(
                                caller.role() == null ? null : caller.role().code()));
        if (caller.kind() == Caller.Kind.SESSION) {
            json.add("csrf_token", RequestCredentials.csrfToken(token));
        }
        return json.build();
    }
}
