package org.belfry.erasure;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.belfry.access.Allowed;
import org.belfry.access.Allowed.Who;
import org.belfry.access.CurrentCaller;
import org.belfry.platform.Problem;

/** Erases people and agents. The path is that of {@code RecipientResource}, in whose package nobody knows what to erase. */
@Path("/recipients")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ErasureResource {

    @Inject
    private Erasure erasure;

    @Inject
    private CurrentCaller caller;

    /** {@code curl -X DELETE -H "x-api-key: $KEY" …/api/recipients/ada} */
    @DELETE
    @Path("/{name}")
    @Allowed(Who.ADMIN)
    public Response erase(@PathParam("name") String name) {
        caller.get().requireWholeOrganization();
        if (!erasure.erase(caller.get(), name)) {
            throw Problem.notFound("Recipient");
        }
        return Response.noContent().build();
    }
}
