package org.belfry.access;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.belfry.access.Allowed.Who;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.JsonOutput;

/** Accounts of the caller's organization. */
@Path("/accounts")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AccountResource {

    @Inject
    private ManagedAccounts accounts;

    @Inject
    private CurrentCaller caller;

    @Inject
    private JsonBodies bodies;

    @GET
    @Allowed(Who.ADMIN)
    public Response list() {
        var list = JsonOutput.array();
        accounts.all(caller.get()).forEach(account -> list.add(json(account)));
        return Response.ok(JsonOutput.object().add("accounts", list).build().toString())
                .build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Who.ADMIN)
    public Response create(InputStream body) {
        var created = accounts.create(caller.get(), bodies.read(body));
        return Response.status(201).entity(json(created).toString()).build();
    }

    @GET
    @Path("/{name}")
    @Allowed(Who.ADMIN)
    public Response one(@PathParam("name") String name) {
        return Response.ok(json(accounts.one(caller.get(), name)).toString()).build();
    }

    @PUT
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Who.ADMIN)
    public Response change(@PathParam("name") String name, InputStream body) {
        return Response.ok(json(accounts.change(caller.get(), name, bodies.read(body)))
                        .toString())
                .build();
    }

    @DELETE
    @Path("/{name}")
    @Allowed(Who.ADMIN)
    public Response remove(@PathParam("name") String name) {
        accounts.remove(caller.get(), name);
        return Response.noContent().build();
    }

    private static JsonObject json(Accounts.AccountView account) {
        return JsonOutput.object()
                .add("account", account.name())
                .add("recipient", account.recipient())
                .add(
                        "role",
                        JsonOutput.of(
                                account.role() == null ? null : account.role().code()))
                .add("enabled", account.enabled())
                .add("organization", account.organization())
                .add("created_at", account.createdAt())
                .build();
    }
}
