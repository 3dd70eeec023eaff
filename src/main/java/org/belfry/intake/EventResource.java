package org.belfry.intake;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Locale;
import org.belfry.access.Allowed;
import org.belfry.access.Allowed.Who;
import org.belfry.access.CurrentCaller;
import org.belfry.idempotency.CurrentOperation;
import org.belfry.platform.Problem;

/** Something happened: Belfry decides who is told. */
@Path("/events")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
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
    private EventBodies bodies;

    @Inject
    private EventBatches batches;

    /**
     * {@code curl -H "x-api-key: $KEY" -H 'Content-Type: application/json'
     * -d '{"type":"task_assigned","recipients":["ada"],"title":"Look at this"}' …/api/events}
     */
    @POST
    @Consumes({MediaType.APPLICATION_JSON, EventBodies.STRUCTURED, EventBodies.BATCHED, MediaType.WILDCARD})
    @Allowed(Who.OPERATOR)
    public Response post(InputStream body) {
        var posted = bodies.read(body);
        if (posted.batch()) {
            return batches.accept(caller.get(), posted.drafts());
        }
        var receipt = intake.accept(caller.get(), posted.drafts().get(0).get(), operation.id());
        return Response.status(receipt.status())
                .entity(receipt.toJson().toString())
                .build();
    }

    /** {@code curl -H "x-api-key: $KEY" "…/api/events/17?recipient=ada"}: why did ada get this, or not? */
    @GET
    @Path("/{id: [0-9]{1,18}}")
    @Allowed(Who.SIGNED_IN)
    public Response one(
            @PathParam("id") long id,
            @QueryParam("recipient") String recipient,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        var query = EventReports.ReportQuery.read(recipient, limit, cursor);
        return Response.ok(reports.report(caller.get(), id, query, Locale.ENGLISH)
                        .orElseThrow(() -> Problem.notFound("Event"))
                        .toString())
                .build();
    }
}
