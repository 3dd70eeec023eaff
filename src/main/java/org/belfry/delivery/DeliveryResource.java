package org.belfry.delivery;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.belfry.access.Allowed;
import org.belfry.access.Allowed.Who;
import org.belfry.access.CurrentCaller;
import org.belfry.catalog.Channel;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.Problem;
import org.belfry.platform.QueryInput;

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
    private CurrentCaller caller;

    /** {@code curl -H "x-api-key: $KEY" "…/api/deliveries?state=pending&channel=email"} */
    @GET
    @Allowed(Who.ADMIN)
    public Response list(
            @QueryParam("state") String state,
            @QueryParam("channel") String channel,
            @QueryParam("recipient") String recipient,
            @QueryParam("type") String type,
            @QueryParam("limit") String limit,
            @QueryParam("before") String before) {
        caller.get().requireWholeOrganization();
        var filter = new DeliveryReports.Filter(
                oneOf("state", state, DeliveryState.class),
                oneOf("channel", channel, Channel.class),
                QueryInput.text("recipient", recipient),
                QueryInput.text("type", type),
                (int) Math.min(MAX_LIMIT, QueryInput.integer("limit", limit, DEFAULT_LIMIT, 1)),
                QueryInput.integer("before", before, Long.MAX_VALUE, 1));
        var found = reports.list(caller.get().organizationId(), filter);
        var list = JsonOutput.array();
        found.forEach(report -> list.add(reports.json(report)));
        var next = found.size() < filter.limit()
                ? null
                : found.get(found.size() - 1).delivery().id();
        return Response.ok(JsonOutput.object()
                        .add("deliveries", list)
                        .add("next", JsonOutput.of(next))
                        .build()
                        .toString())
                .build();
    }

    private static <E extends Enum<E>> E oneOf(String field, String value, Class<E> type) {
        var code = QueryInput.text(field, value);
        if (code == null) {
            return null;
        }
        for (var constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(code)) {
                return constant;
            }
        }
        throw Problem.invalid(field, "is not one that there is");
    }
}
