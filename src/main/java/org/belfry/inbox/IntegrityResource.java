package org.belfry.inbox;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.belfry.access.Allowed;
import org.belfry.access.Allowed.Who;
import org.belfry.access.CurrentCaller;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.PageCursor;
import org.belfry.platform.Paging;
import org.belfry.platform.QueryParameters;

/** Checks and repairs the counters of an organization's inboxes, for admins. */
@Path("/health/integrity")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class IntegrityResource {

    @Inject
    private InboxIntegrity integrity;

    @Inject
    private CurrentCaller caller;

    /** {@code curl -H "x-api-key: $KEY" …/api/health/integrity} */
    @GET
    @Allowed(Who.ADMIN)
    public Response check(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        caller.get().requireWholeOrganization();
        return json(integrity.check(caller.get().organizationId(), position(cursor), Paging.limit(limit)));
    }

    /** {@code curl -X POST -H "x-api-key: $KEY" …/api/health/integrity/repair} */
    @POST
    @Path("/repair")
    @Allowed(Who.ADMIN)
    public Response repair(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        caller.get().requireWholeOrganization();
        return json(integrity.repair(caller.get().organizationId(), position(cursor), Paging.limit(limit)));
    }

    private static long position(String cursor) {
        var position = PageCursor.decode(QueryParameters.text("cursor", cursor));
        return position == null ? 0 : position.id();
    }

    private static Response json(InboxIntegrity.Report report) {
        var differences = JsonOutput.array();
        report.findings()
                .forEach(finding -> differences.add(JsonOutput.object()
                        .add("recipient", finding.recipient())
                        .add("counter", finding.difference().counter())
                        .add("stored", finding.difference().stored())
                        .add("counted", finding.difference().counted())));
        var next = report.next() == null ? null : new PageCursor(0, report.next()).encode();
        return Response.ok(JsonOutput.object()
                        .add("checked", report.checked())
                        .add("differences", differences)
                        .add("next", JsonOutput.of(next))
                        .build()
                        .toString())
                .build();
    }
}
