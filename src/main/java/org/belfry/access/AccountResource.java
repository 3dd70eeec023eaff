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
import java.util.Optional;
import java.util.regex.Pattern;
import org.belfry.access.Allowed.Who;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.Problem;

/** Accounts of the caller's organization. */
@Path("/accounts")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AccountResource {

    /** What can stand in a path as it is, and be told from others by the eye. */
    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[^\\p{Cntrl}\\p{Z}/\\\\?#%;]+");

    @Inject
    private Accounts accounts;

    @Inject
    private Organizations organizations;

    @Inject
    private Passwords passwords;

    @Inject
    private CurrentCaller caller;

    @Inject
    private JsonBodies bodies;

    @GET
    @Allowed(Who.ADMIN)
    public Response list() {
        var list = JsonOutput.array();
        accounts.of(organizationId()).forEach(account -> list.add(json(account)));
        return Response.ok(JsonOutput.object().add("accounts", list).build().toString())
                .build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Who.ADMIN)
    public Response create(InputStream body) {
        caller.get().requireWholeOrganization();
        var input = bodies.read(body);
        var name = input.requiredText("account", 200);
        if (name != null && !NAME.matcher(name).matches()) {
            input.reject("account", "must not hold spaces, control characters or any of / \\ ? # % ;");
        }
        var password = Passwords.read(input, "password", name);
        var role = input.oneOf("role", Role.class);
        var recipient = input.has("recipient") ? input.requiredText("recipient", 200) : name;
        var code = input.text("organization", 100);
        input.check();
        var organization = organizations.chosenBy(caller.get(), code);
        var created = accounts.create(organization, name, recipient, passwords.hash(password), role)
                .orElseThrow(() -> Problem.of(409, "An account with this name exists already"));
        return Response.status(201).entity(json(created).toString()).build();
    }

    @GET
    @Path("/{name}")
    @Allowed(Who.ADMIN)
    public Response one(@PathParam("name") String name) {
        return ok(accounts.find(organizationId(), checked(name)));
    }

    @PUT
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Who.ADMIN)
    public Response change(@PathParam("name") String name, InputStream body) {
        var organizationId = organizationId();
        var input = bodies.read(body);
        var role = input.oneOf("role", Role.class);
        var recipient = input.has("recipient") ? input.requiredText("recipient", 200) : null;
        var enabled = input.bool("enabled");
        var password = input.has("password") ? Passwords.read(input, "password", name) : null;
        input.check();
        var change = new Accounts.Change(
                input.mentions("role"), role, recipient, enabled, password == null ? null : passwords.hash(password));
        return ok(accounts.change(organizationId, checked(name), change));
    }

    @DELETE
    @Path("/{name}")
    @Allowed(Who.ADMIN)
    public Response remove(@PathParam("name") String name) {
        if (!accounts.remove(organizationId(), checked(name))) {
            throw Problem.notFound("Account");
        }
        return Response.noContent().build();
    }

    private long organizationId() {
        caller.get().requireWholeOrganization();
        return caller.get().organizationId();
    }

    /** What cannot be a name is nobody's, and need not be looked for. */
    private static String checked(String name) {
        if (name.length() > 200 || !NAME.matcher(name).matches()) {
            throw Problem.notFound("Account");
        }
        return name;
    }

    private static Response ok(Optional<Accounts.Description> account) {
        return Response.ok(json(account.orElseThrow(() -> Problem.notFound("Account")))
                        .toString())
                .build();
    }

    private static JsonObject json(Accounts.Description account) {
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
