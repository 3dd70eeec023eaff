package org.belfry.access;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.Optional;
import org.belfry.access.Allowed.Who;
import org.belfry.platform.InputPattern;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.Problem;

/** Organizations, for the admins of the platform: those of the organization {@code default}. */
@Path("/organizations")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class OrganizationResource {

    private static final InputPattern CODE = InputPattern.of(100, "[a-z0-9](?:[a-z0-9._-]{0,98}[a-z0-9])?");

    @Inject
    private Organizations organizations;

    @Inject
    private SenderPolicy senders;

    @Inject
    private ResourceQuotas quotas;

    @Inject
    private CurrentCaller caller;

    @Inject
    private JsonBodies bodies;

    @GET
    @Allowed(Who.ADMIN)
    public Response list() {
        requirePlatformAdmin();
        var list = JsonOutput.array();
        organizations.all().forEach(organization -> list.add(json(organization)));
        return Response.ok(
                        JsonOutput.object().add("organizations", list).build().toString())
                .build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Who.ADMIN)
    public Response create(InputStream body) {
        requirePlatformAdmin();
        var input = bodies.read(body);
        var code = input.requiredText("code", 100);
        if (code != null && !CODE.matches(code)) {
            input.reject("code", "must consist of lower-case letters, digits, dots, hyphens and underscores");
        }
        input.requiredText("name", 200);
        var organizationSettings = OrganizationInput.read(input, code, senders.rules());
        input.check();
        var created = organizations
                .create(code, organizationSettings)
                .orElseThrow(() -> Problem.of(409, "An organization with this code already exists"));
        return Response.status(201).entity(json(created).toString()).build();
    }

    @GET
    @Path("/{code}")
    @Allowed(Who.ADMIN)
    public Response one(@PathParam("code") String code) {
        return Response.ok(json(visible(code)).toString()).build();
    }

    @PUT
    @Path("/{code}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Who.ADMIN)
    public Response change(@PathParam("code") String code, InputStream body) {
        visible(code);
        var input = bodies.read(body);
        var organizationSettings = OrganizationInput.read(input, code, senders.rules());
        input.check();
        var changed =
                organizations.change(code, organizationSettings).orElseThrow(() -> Problem.notFound("Organization"));
        return Response.ok(json(changed).toString()).build();
    }

    /** {@code curl -H "x-api-key: $KEY" …/api/organizations/acme/quotas} */
    @GET
    @Path("/{code}/quotas")
    @Allowed(Who.ADMIN)
    public Response quotas(@PathParam("code") String code) {
        return Response.ok(quotas.limits(visible(code)).toString()).build();
    }

    /** {@code curl -X PUT -H 'Content-Type: application/json' -d '{"schedules": 50}' …/api/organizations/acme/quotas} */
    @PUT
    @Path("/{code}/quotas")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Who.ADMIN)
    public Response changeQuotas(@PathParam("code") String code, InputStream body) {
        requirePlatformAdmin();
        visible(code);
        var input = bodies.read(body);
        var changes = new EnumMap<ResourceQuota, Optional<Long>>(ResourceQuota.class);
        for (var quota : ResourceQuota.values()) {
            if (input.mentions(quota.code())) {
                changes.put(quota, Optional.ofNullable(input.integer(quota.code(), 1, ResourceQuotas.LARGEST)));
            }
        }
        input.check();
        var limits = quotas.change(code, changes).orElseThrow(() -> Problem.notFound("Organization"));
        return Response.ok(limits.toString()).build();
    }

    private Organization visible(String code) {
        caller.get().requireWholeOrganization();
        var own = caller.get().organization();
        if (!own.equals(code) && !own.equals(Organization.DEFAULT)) {
            throw Problem.notFound("Organization");
        }
        return organizations.find(code).orElseThrow(() -> Problem.notFound("Organization"));
    }

    private void requirePlatformAdmin() {
        caller.get().requireWholeOrganization();
        if (!caller.get().organization().equals(Organization.DEFAULT)) {
            throw Problem.forbidden("This operation is available only to platform admins");
        }
    }

    private static JsonObject json(Organization organization) {
        return JsonOutput.object()
                .add("code", organization.code())
                .add("name", organization.name())
                .add("sender", JsonOutput.of(organization.sender()))
                .add("locale", JsonOutput.of(organization.locale()))
                .add("settings", JsonOutput.object().add("ad_hoc_types", organization.adHocTypes()))
                .build();
    }
}
