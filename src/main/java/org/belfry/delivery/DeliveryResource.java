package org.belfry.delivery;

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
import org.belfry.access.Allowed;
import org.belfry.access.Allowed.Who;
import org.belfry.access.CurrentCaller;
import org.belfry.catalog.Channel;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.Problem;
import org.belfry.platform.QueryParameters;

/** The outbox, for admins to look into. */
@Path("/deliveries")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DeliveryResource {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;

    @Inject
    private DeliveryReports reports;

    @Inject
    private DeliveryRetryService retryService;

    @Inject
    private CurrentCaller caller;

    @Inject
    private JsonBodies bodies;

    /** {@code curl -H "x-api-key: $KEY" "…/api/deliveries?state=pending&channel=email"} */
    @GET
    @Allowed(Who.ADMIN)
    public Response list(
            @QueryParam("state") String state,
            @QueryParam("channel") String channel,
            @QueryParam("recipient") String recipient,
            @QueryParam("type") String type,
            @QueryParam("from") String from,
            @QueryParam("until") String until,
            @QueryParam("limit") String limit,
            @QueryParam("before") String before) {
        caller.get().requireWholeOrganization();
        var filter = DeliveryFilter.read(state, channel, recipient, type, from, until);
        var most = (int) Math.min(MAX_LIMIT, QueryParameters.integer("limit", limit, DEFAULT_LIMIT, 1));
        var found = reports.list(
                caller.get().organizationId(),
                filter,
                QueryParameters.integer("before", before, Long.MAX_VALUE, 1),
                most);
        var list = JsonOutput.array();
        found.forEach(report -> list.add(reports.json(report)));
        var next = found.size() < most
                ? null
                : found.get(found.size() - 1).delivery().id();
        return Response.ok(JsonOutput.object()
                        .add("deliveries", list)
                        .add("next", JsonOutput.of(next))
                        .build()
                        .toString())
                .build();
    }

    @GET
    @Path("/{id}")
    @Allowed(Who.ADMIN)
    public Response one(@PathParam("id") long id) {
        caller.get().requireWholeOrganization();
        return Response.ok(reports.json(visible(id)).build().toString()).build();
    }

    /** Tries one again that is dead or uncertain. */
    @POST
    @Path("/{id}/retry")
    @Allowed(Who.ADMIN)
    public Response retry(@PathParam("id") long id) {
        caller.get().requireWholeOrganization();
        retryService.one(caller.get().organizationId(), id);
        return Response.ok(reports.json(visible(id)).build().toString()).build();
    }

    /** Tries all again that are dead and were made in a time. */
    @POST
    @Path("/retry")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Who.ADMIN)
    public Response retryDead(InputStream body) {
        caller.get().requireWholeOrganization();
        var input = bodies.read(body);
        var from = input.integer("from", 0, Long.MAX_VALUE);
        var until = input.integer("until", 0, Long.MAX_VALUE);
        if (from == null && !input.has("from")) {
            input.reject("from", "is required");
        }
        if (until == null && !input.has("until")) {
            input.reject("until", "is required");
        } else if (from != null && until != null && until <= from) {
            input.reject("until", "must be after from");
        }
        var channel = input.oneOf("channel", Channel.class);
        var recipient = input.text("recipient", 200);
        var type = input.text("type", 200);
        input.check();
        var retried = retryService.dead(
                caller.get().organizationId(),
                new DeliveryFilter(DeliveryState.DEAD, channel, recipient, type, from, until),
                Long.MAX_VALUE);
        return Response.ok(JsonOutput.object().add("retried", retried).build().toString())
                .build();
    }

    private DeliveryReports.DeliveryReport visible(long id) {
        return reports.find(caller.get().organizationId(), id).orElseThrow(() -> Problem.notFound("Delivery"));
    }
}
