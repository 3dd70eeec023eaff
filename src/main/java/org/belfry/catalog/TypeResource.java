package org.belfry.catalog;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.belfry.access.Allowed;
import org.belfry.access.Allowed.Who;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.Problem;

/** The catalogue, for everybody to look at. */
@Path("/types")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TypeResource {

    @Inject
    private Catalog catalog;

    @GET
    @Allowed(Who.SIGNED_IN)
    public Response list() {
        var list = JsonOutput.array();
        catalog.shipped().forEach(type -> list.add(json(type)));
        return Response.ok(JsonOutput.object().add("types", list).build().toString())
                .build();
    }

    @GET
    @Path("/{type}")
    @Allowed(Who.SIGNED_IN)
    public Response one(@PathParam("type") String code) {
        var type = catalog.shipped(code).orElseThrow(() -> Problem.notFound("Type"));
        return Response.ok(json(type).build().toString()).build();
    }

    private static JsonObjectBuilder json(EventType type) {
        var channels = JsonOutput.object();
        for (var channel : Channel.values()) {
            channels.add(channel.code(), type.channels().contains(channel));
        }
        return JsonOutput.object()
                .add("code", type.code())
                .add("category", type.category())
                .add("description", JsonOutput.of(type.description()))
                .add("title", type.wording().title())
                .add("priority", type.priority().code())
                .add("channels", channels)
                .add("mandatory", type.mandatory());
    }
}
