package org.belfry.stream;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.belfry.access.AccessSampler;
import org.belfry.access.AdmissionControl;
import org.belfry.access.Allowed;
import org.belfry.access.Allowed.Who;
import org.belfry.access.CurrentCaller;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.Problem;
import org.belfry.platform.QueryParameters;

/** Tickets to the live stream. */
@Path("/stream/tickets")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TicketResource {

    private static final int MAX_ORIGIN = 300;

    @Inject
    private StreamTickets tickets;

    @Inject
    private CurrentCaller current;

    @Inject
    private AdmissionControl admissionControl;

    @Inject
    private AccessSampler sampler;

    @POST
    @Allowed(Who.SIGNED_IN)
    public Response issue(@QueryParam("recipient") String recipient, @HeaderParam("Origin") String origin) {
        var caller = current.get();
        var named = QueryParameters.text("recipient", recipient);
        var name = named == null || named.isBlank() ? caller.recipient() : named;
        if (name == null) {
            throw Problem.badRequest("Recipient is required");
        }
        if (name.length() > 200 || !caller.mayRead(name)) {
            throw Problem.notFound("Recipient");
        }
        if (origin != null && origin.length() > MAX_ORIGIN) {
            throw Problem.invalid("Origin", "must have at most %s characters", MAX_ORIGIN);
        }
        var from = QueryParameters.text("Origin", origin);
        var issued = tickets.issue(caller, name, from);
        sampler.inboxRead(caller, name);
        admissionControl.accepted(issued.ticket());
        return Response.status(201)
                .entity(JsonOutput.object()
                        .add("ticket", issued.ticket())
                        .add("expires_at", issued.expiresAt())
                        .build()
                        .toString())
                .build();
    }
}
