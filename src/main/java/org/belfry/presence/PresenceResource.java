package org.belfry.presence;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import org.belfry.access.Allowed;
import org.belfry.access.Allowed.Who;
import org.belfry.access.CurrentCaller;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.Paging;
import org.belfry.platform.Problem;
import org.belfry.platform.QueryParameters;
import org.belfry.presence.AgentPresence.State;

/** Which agents are there. */
@Path("/presence")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PresenceResource {

    @Inject
    private AgentPresences presences;

    @Inject
    private CurrentCaller caller;

    /** {@code curl -H "x-api-key: $KEY" "…/api/presence?state=offline"} */
    @GET
    @Allowed(Who.VIEWER)
    public Response list(
            @QueryParam("state") String state, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        caller.get().requireWholeOrganization();
        var organization = caller.get().organizationId();
        var most = Paging.limit(limit);
        var found = presences.list(organization, state(state), Paging.position(cursor), most + 1);
        var list = JsonOutput.array();
        Paging.shown(found, most).forEach(view -> list.add(view.toJson()));
        return Response.ok(JsonOutput.object()
                        .add("agents", list)
                        .add("next", Paging.next(found, most, view -> view.agent()
                                .name()))
                        .add("offline", presences.offline(organization))
                        .build()
                        .toString())
                .build();
    }

    private static State state(String state) {
        var code = QueryParameters.text("state", state);
        if (code == null) {
            return null;
        }
        return Arrays.stream(State.values())
                .filter(known -> known.code().equals(code))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("state", "must be one of %s", "online, offline"));
    }
}
