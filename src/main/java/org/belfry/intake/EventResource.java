package org.belfry.intake;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.belfry.access.Allowed;
import org.belfry.access.Allowed.Who;
import org.belfry.access.CurrentCaller;
import org.belfry.idempotency.CurrentOperation;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.Problem;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Something happened: Belfry decides who is told. */
@Path("/events")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Events")
public class EventResource {

    @Inject
    private Intake intake;

    @Inject
    private EventReports reports;

    @Inject
    private CurrentCaller caller;

    @Inject
    private CurrentOperation operation;

    @Inject
    private JsonBodies bodies;

    /**
     * {@code curl -H "x-api-key: $KEY" -H 'Content-Type: application/json'
     * -d '{"type":"task_assigned","recipients":["ada"],"title":"Look at this"}' …/api/events}
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Who.OPERATOR)
    @Operation(
            summary = "Report an event",
            description = "`{type, recipients, id?, producer?, actor?, title?, message?, link?, priority?, source?,"
                    + " dedup_key?, data?}`; 1 to 100 recipients. What was answered is committed.")
    @APIResponse(responseCode = "201", description = "Accepted: its number, and the outcome for each recipient")
    @APIResponse(responseCode = "200", description = "The producer reported it before: the first one's outcomes")
    @APIResponse(responseCode = "400", description = "Something is wrong with a field, or the type is unknown")
    @APIResponse(responseCode = "413", description = "The body is over the limit")
    public Response post(InputStream body) {
        var receipt = intake.accept(caller.get(), EventDraft.read(bodies.read(body)), operation.id());
        return Response.status(receipt.duplicate() ? 200 : 201)
                .entity(receipt.toJson().toString())
                .build();
    }

    @GET
    @Path("/{id: [0-9]{1,18}}")
    @Allowed(Who.SIGNED_IN)
    @Operation(
            summary = "An event, and for each recipient what was decided, why, and each attempt",
            description = "Without the role viewer one sees one's own part only.")
    @APIResponse(responseCode = "200", description = "The report")
    @APIResponse(responseCode = "404", description = "No such event, or none of the caller's")
    public Response one(@PathParam("id") long id) {
        return Response.ok(reports.report(caller.get(), id)
                        .orElseThrow(() -> Problem.notFound("Event"))
                        .toString())
                .build();
    }
}
