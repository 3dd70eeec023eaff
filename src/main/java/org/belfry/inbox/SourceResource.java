package org.belfry.inbox;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.belfry.access.Allowed;
import org.belfry.access.Allowed.Who;
import org.belfry.access.CurrentCaller;
import org.belfry.platform.InputPattern;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.Problem;

/** What notifications are about. */
@Path("/sources/{type}/{id}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SourceResource {

    private static final int MAX_TYPE = 100;
    private static final int MAX_ID = 200;
    private static final int MAX_TITLE = 1000;
    private static final int MAX_STATUS = 200;

    /** How a whole number is written that fits into 64 bits for certain. */
    private static final InputPattern NUMBER = InputPattern.of(19, "0|-?[1-9][0-9]{0,17}");

    @Inject
    private Sources sources;

    @Inject
    private CurrentCaller caller;

    @Inject
    private JsonBodies bodies;

    @GET
    @Allowed(Who.VIEWER)
    public Response one(@PathParam("type") String type, @PathParam("id") String id) {
        caller.get().requireWholeOrganization();
        return sources.find(caller.get().organizationId(), type, id)
                .map(SourceResource::json)
                .orElseThrow(() -> Problem.notFound("Source"));
    }

    /**
     * {@code curl -X PUT -H "x-api-key: $KEY" -H 'Content-Type: application/json' -d '{"status":"done"}'
     * …/api/sources/task/42}
     */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Who.OPERATOR)
    public Response report(@PathParam("type") String type, @PathParam("id") String id, InputStream body) {
        caller.get().requireWholeOrganization();
        var input = bodies.read(body);
        if (type.isBlank() || type.length() > MAX_TYPE || type.indexOf('\0') >= 0) {
            input.reject("type", "must have 1 to %s characters, and no U+0000", MAX_TYPE);
        }
        if (id.isBlank() || id.length() > MAX_ID || id.indexOf('\0') >= 0) {
            input.reject("id", "must have 1 to %s characters, and no U+0000", MAX_ID);
        }
        var title = input.text("title", MAX_TITLE);
        var status = input.text("status", MAX_STATUS);
        input.check();
        var first = new SourceReport(type, id, NUMBER.matches(id), title, status);
        return json(sources.describe(
                caller.get().organizationId(),
                first,
                known -> new SourceReport(
                        type,
                        id,
                        known.numericId(),
                        input.mentions("title") ? title : known.title(),
                        input.mentions("status") ? status : known.status())));
    }

    private static Response json(SourceReport source) {
        var id = source.numericId() ? JsonOutput.of(Long.valueOf(source.id())) : JsonOutput.of(source.id());
        return Response.ok(JsonOutput.object()
                        .add("type", source.type())
                        .add("id", id)
                        .add("title", JsonOutput.of(source.title()))
                        .add("status", JsonOutput.of(source.status()))
                        .build()
                        .toString())
                .build();
    }
}
