package org.belfry.stream;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.belfry.access.Allowed;
import org.belfry.access.Allowed.Who;
import org.belfry.access.CurrentCaller;
import org.belfry.limits.CurrentClient;
import org.belfry.platform.Problem;
import org.belfry.platform.QueryParameters;

/**
 * The live stream as Server-Sent Events (HTML, 9.2). It is asked for like anything else; {@link EventStreamFilter} goes on with
 * the answer, which does not end.
 */
@Path("/notifications/stream")
@RequestScoped
@Produces(MediaType.SERVER_SENT_EVENTS)
public class EventStreamResource {

    @Inject
    private StreamAccess access;

    @Inject
    private CurrentCaller current;

    @Inject
    private EventStreamOpening opening;

    @Inject
    private StreamLimits limits;

    @Inject
    private CurrentClient client;

    @GET
    @Allowed(Who.SIGNED_IN)
    public Response stream(
            @QueryParam("recipient") String recipient,
            @QueryParam("after") String after,
            @HeaderParam("Last-Event-ID") String lastEventId) {
        var caller = current.get();
        // The header is newer: a browser that comes back asks for the same URL as before.
        if (lastEventId != null && lastEventId.isEmpty()) {
            throw Problem.invalid("Last-Event-ID", "must be a modseq or absent");
        }
        var seen = StreamAccess.after("Last-Event-ID", lastEventId);
        var position = seen == null ? StreamAccess.after("after", after) : seen;
        var name = access.read(caller, QueryParameters.text("recipient", recipient));
        var subscription = new StreamSubscription(caller, name).from(client.address());
        limits.check(subscription);
        opening.grant(subscription, position);
        return Response.ok()
                .type("text/event-stream;charset=UTF-8")
                // Of proxies that gather answers before they pass them on, many do not where they are told so.
                .header("X-Accel-Buffering", "no")
                .build();
    }
}
