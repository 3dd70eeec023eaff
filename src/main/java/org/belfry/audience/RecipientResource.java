package org.belfry.audience;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Arrays;
import org.belfry.access.Allowed;
import org.belfry.access.Allowed.Who;
import org.belfry.access.CurrentCaller;
import org.belfry.audience.Recipient.Kind;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.Paging;
import org.belfry.platform.Problem;
import org.belfry.platform.QueryParameters;

/** The people and agents of an organization. */
@Path("/recipients")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RecipientResource {

    @Inject
    private Recipients recipients;

    @Inject
    private RecipientRegistry registry;

    @Inject
    private CurrentCaller caller;

    @Inject
    private JsonBodies bodies;

    /** {@code curl -H "x-api-key: $KEY" "…/api/recipients?kind=agent"} */
    @GET
    @Allowed(Who.VIEWER)
    public Response list(
            @QueryParam("kind") String kind, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        caller.get().requireWholeOrganization();
        var most = Paging.limit(limit);
        var found = recipients.page(caller.get().organizationId(), kind(kind), Paging.position(cursor), most + 1);
        var list = JsonOutput.array();
        Paging.shown(found, most).forEach(recipient -> list.add(json(recipient)));
        return Response.ok(JsonOutput.object()
                        .add("recipients", list)
                        .add("next", Paging.next(found, most, Recipient::name))
                        .build()
                        .toString())
                .build();
    }

    private static Kind kind(String kind) {
        var code = QueryParameters.text("kind", kind);
        if (code == null) {
            return null;
        }
        return Arrays.stream(Kind.values())
                .filter(known -> known.code().equals(code))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("kind", "must be one of %s", "user, agent"));
    }

    @GET
    @Path("/{name}")
    @Allowed(Who.SIGNED_IN)
    public Response one(@PathParam("name") String name) {
        if (!caller.get().mayRead(name)) {
            throw Problem.notFound("Recipient");
        }
        var recipient =
                recipients.find(caller.get().organizationId(), name).orElseThrow(() -> Problem.notFound("Recipient"));
        return Response.ok(json(recipient).toString()).build();
    }

    /** {@code curl -X PUT -H "x-api-key: $KEY" -H 'Content-Type: application/json' -d '{"email":"ada@example.org"}' …} */
    @PUT
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Who.OPERATOR)
    public Response describe(@PathParam("name") String name, InputStream body) {
        if (!caller.get().mayRead(name)) {
            throw Problem.notFound("Recipient");
        }
        var profile = ProfileInput.read(name, bodies.read(body));
        var recipient = registry.describe(caller.get().organizationId(), name, profile);
        return Response.ok(json(recipient).toString()).build();
    }

    private static JsonObject json(Recipient recipient) {
        var profile = recipient.profile();
        return JsonOutput.object()
                .add("name", recipient.name())
                .add("kind", profile.kind().code())
                .add("email", JsonOutput.of(profile.email()))
                .add("display_name", JsonOutput.of(profile.displayName()))
                .add("locale", JsonOutput.of(profile.locale()))
                .add("time_zone", JsonOutput.of(profile.timeZone()))
                .add("enabled", profile.enabled())
                .add("created_at", recipient.createdAt())
                .build();
    }
}
