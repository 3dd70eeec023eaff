package org.belfry.schedule;

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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.Objects;
import org.belfry.access.Allowed;
import org.belfry.access.Allowed.Who;
import org.belfry.access.CurrentCaller;
import org.belfry.access.Role;
import org.belfry.audience.Audience;
import org.belfry.audience.Recipient;
import org.belfry.audience.Recipients;
import org.belfry.delivery.webhook.SignedCalls;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.JsonInput;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.PageCursor;
import org.belfry.platform.Pages;
import org.belfry.platform.Problem;
import org.belfry.platform.QueryInput;
import org.belfry.platform.UnixTime;

/** What is to happen at a moment. Operators schedule; who sees one inbox only sees what is that recipient's. */
@Path("/schedules")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ScheduleResource {

    private static final String ONE = "/{id: [0-9]{1,18}}";
    private static final String OWNER = "owner";
    private static final int MAX_OWNER = 200;

    @Inject
    private Schedules schedules;

    @Inject
    private Firing firing;

    @Inject
    private Audience audience;

    @Inject
    private Recipients recipients;

    @Inject
    private SignedCalls calls;

    @Inject
    private CurrentCaller caller;

    @Inject
    private JsonBodies bodies;

    @Inject
    private UnixTime time;

    /**
     * {@code curl -H "x-api-key: $KEY" -H 'Content-Type: application/json' -d '{"resource_type":"report","resource_id":7,
     * "action":"send","at":1800000000,"owner":"ada"}' …/api/schedules} answers 201; with a target, with its secret.
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Who.OPERATOR)
    public Response create(InputStream body) {
        var input = bodies.read(body);
        var named = input.has(OWNER)
                ? input.requiredText(OWNER, MAX_OWNER)
                : caller.get().recipient();
        if (named == null && input.isFine()) {
            input.reject(OWNER, "is required for a key that is not bound to a recipient");
        }
        var plan = new ScheduleInput(input, calls, time.now()).created(named, () -> zone(named));
        input.check();
        caller.get().changeable(named);
        var moment = Moments.first(plan, time.now());
        audience.named(caller.get().organizationId(), named);
        var created = schedules.create(caller.get(), plan, moment);
        return Response.status(201)
                .entity(withSecret(created, plan.targetSecret()).toString())
                .build();
    }

    @GET
    @Allowed(Who.SIGNED_IN)
    public Response list(
            @QueryParam("state") String state,
            @QueryParam("resource_type") String resourceType,
            @QueryParam("resource_id") String resourceId,
            @QueryParam("project") String project,
            @QueryParam(OWNER) String owner,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        var most = Pages.limit(limit);
        var after = PageCursor.decode(QueryInput.text("cursor", cursor));
        var filter = new ScheduleFilter(
                state(QueryInput.text("state", state)),
                QueryInput.text("resource_type", resourceType),
                QueryInput.text("resource_id", resourceId),
                QueryInput.text("project", project),
                visibleOwner(QueryInput.text(OWNER, owner)),
                second("from", from),
                second("to", to));
        var found = schedules.list(caller.get(), filter, after, most + 1);
        var list = JsonOutput.array();
        Pages.shown(found, most).forEach(one -> list.add(ScheduleJson.of(one.schedule(), one.last(), isWhole())));
        return Response.ok(JsonOutput.object()
                        .add("schedules", list)
                        .add("next", Pages.next(found, most, one -> one.schedule()
                                .place()
                                .position()))
                        .build()
                        .toString())
                .build();
    }

    @GET
    @Path(ONE)
    @Allowed(Who.SIGNED_IN)
    public Response one(@PathParam("id") long id) {
        var found = schedules.find(caller.get(), id).orElseThrow(ScheduleResource::notFound);
        return Response.ok(json(found).toString()).build();
    }

    /** Only what is named changes. */
    @PUT
    @Path(ONE)
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Who.OPERATOR)
    public Response change(@PathParam("id") long id, InputStream body) {
        var before = schedules.find(caller.get(), id).orElseThrow(ScheduleResource::notFound);
        var input = bodies.read(body);
        var named = input.has(OWNER) ? input.requiredText(OWNER, MAX_OWNER) : null;
        var owner = named == null ? before.schedule().owner() : named;
        var said = new ScheduleInput(input, calls, time.now());
        Moments.first(checked(input, said.changed(before.schedule().plan(), named, () -> zone(owner))), time.now());
        if (named != null) {
            caller.get().changeable(named);
            audience.named(caller.get().organizationId(), named);
        }
        var changed = schedules.change(
                caller.get(), id, plan -> checked(input, said.changed(plan, named, () -> zone(owner))));
        var secret = changed.schedule().targetSecret();
        var isNew = !Objects.equals(secret, before.schedule().targetSecret());
        return Response.ok(withSecret(changed, isNew ? secret : null).toString())
                .build();
    }

    private static Plan checked(JsonInput input, Plan plan) {
        input.check();
        return plan;
    }

    /** Cancels it. */
    @DELETE
    @Path(ONE)
    @Allowed(Who.OPERATOR)
    public Response cancel(@PathParam("id") long id) {
        schedules.cancel(caller.get(), id);
        return Response.noContent().build();
    }

    /** Runs it now. */
    @POST
    @Path(ONE + "/run")
    @Allowed(Who.OPERATOR)
    public Response run(@PathParam("id") long id) {
        var run = schedules.run(caller.get(), id);
        firing.call();
        return Response.status(202)
                .entity(ScheduleJson.of(run).build().toString())
                .build();
    }

    private JsonObject json(Schedules.Found found) {
        return ScheduleJson.of(found.schedule(), found.last(), isWhole())
                .add("runs", ScheduleJson.of(found.runs()))
                .build();
    }

    /** @param secret null for none that is new */
    private JsonObject withSecret(Schedules.Found found, String secret) {
        var json = json(found);
        return secret == null
                ? json
                : JsonOutput.object(json)
                        .add(
                                "target",
                                JsonOutput.object(json.getJsonObject("target")).add("secret", secret))
                        .build();
    }

    /** Who can change a target's URL may see all of it. */
    private boolean isWhole() {
        return caller.get().has(Role.OPERATOR);
    }

    /** @throws Problem 404 for somebody whose schedules the caller may not see */
    private String visibleOwner(String named) {
        return caller.get().confined() || named != null ? caller.get().readable(named) : null;
    }

    private ZoneId zone(String owner) {
        return recipients
                .find(caller.get().organizationId(), owner)
                .map(Recipient::timeZone)
                .orElse(Recipient.UTC);
    }

    private static ScheduleState state(String code) {
        if (code == null) {
            return null;
        }
        for (var state : ScheduleState.values()) {
            if (state.code().equals(code)) {
                return state;
            }
        }
        throw Problem.invalid("state", "is not one that there is");
    }

    private static Long second(String field, String value) {
        var second = QueryInput.integer(field, value, -1, 0);
        return second < 0 ? null : second;
    }

    private static Problem notFound() {
        return Problem.notFound("Schedule");
    }
}
