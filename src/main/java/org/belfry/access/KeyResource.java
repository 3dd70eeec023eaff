package org.belfry.access;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.belfry.access.Allowed.Who;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.Problem;

/** API keys of the caller's organization. */
@Path("/keys")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class KeyResource {

    @Inject
    private ApiKeys keys;

    @Inject
    private CurrentCaller caller;

    @Inject
    private JsonBodies bodies;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Who.ADMIN)
    public Response create(InputStream body) {
        var createdKey = keys.create(caller.get(), bodies.read(body));
        return Response.status(201)
                .entity(json(createdKey.key())
                        .add("key", createdKey.secret())
                        .build()
                        .toString())
                .build();
    }

    @GET
    @Allowed(Who.ADMIN)
    public Response list() {
        caller.get().requireWholeOrganization();
        var list = JsonOutput.array();
        keys.of(caller.get().organizationId()).forEach(key -> list.add(json(key)));
        return Response.ok(JsonOutput.object().add("keys", list).build().toString())
                .build();
    }

    @DELETE
    @Path("/{id: [0-9]{1,18}}")
    @Allowed(Who.ADMIN)
    public Response revoke(@PathParam("id") long id) {
        caller.get().requireWholeOrganization();
        if (!keys.revoke(caller.get().organizationId(), id)) {
            throw Problem.notFound("Key");
        }
        return Response.noContent().build();
    }

    private static JsonValue creator(ApiKey.Creator creator) {
        return creator == null
                ? JsonValue.NULL
                : JsonOutput.object()
                        .add("kind", creator.kind())
                        .add("name", creator.name())
                        .build();
    }

    private static JsonObjectBuilder json(ApiKey key) {
        return JsonOutput.object()
                .add("id", key.id())
                .add("name", key.name())
                .add("role", key.role().code())
                .add("recipient", JsonOutput.of(key.recipient()))
                .add("created_by", creator(key.creator()))
                .add("created_at", key.createdAt())
                .add("expires_at", JsonOutput.of(key.expiresAt()))
                .add("last_used_at", JsonOutput.of(key.lastUsedAt()));
    }
}
