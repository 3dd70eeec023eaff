package org.belfry.delivery;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.belfry.access.Allowed;
import org.belfry.access.Allowed.Who;
import org.belfry.access.CurrentCaller;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.UnixTime;

/** The circuit breakers of mail provider and endpoints, for admins: what is stopped, why, and an end of it. */
@Path("/deliveries/circuits")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class CircuitResource {

    @Inject
    private Circuits circuits;

    @Inject
    private CurrentCaller caller;

    @Inject
    private UnixTime time;

    @GET
    @Allowed(Who.ADMIN)
    public Response list() {
        caller.get().requireWholeOrganization();
        var list = JsonOutput.array();
        circuits.of(caller.get().organizationId()).forEach(circuit -> list.add(json(circuit)));
        return Response.ok(JsonOutput.object().add("circuits", list).build().toString())
                .build();
    }

    /** Everything is tried anew. The mail provider is common to all organizations: that is for the platform's admins. */
    @POST
    @Path("/{target}/close")
    @Allowed(Who.ADMIN)
    public Response close(@PathParam("target") String target) {
        caller.get().requireWholeOrganization();
        circuits.mend(caller.get(), target);
        return Response.noContent().build();
    }

    private JsonObjectBuilder json(Circuit circuit) {
        return JsonOutput.object()
                .add("target", circuit.target())
                .add("state", circuit.state(time.now()).code())
                .add("failures", circuit.failures())
                .add("since", JsonOutput.of(circuit.openedAt()))
                .add("paused_until", JsonOutput.of(circuit.pausedUntil()))
                .add("next_probe_at", JsonOutput.of(circuit.nextProbeAt()))
                .add("reason", JsonOutput.of(circuit.reason()));
    }
}
