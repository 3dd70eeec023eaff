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
import org.belfry.access.Allowed;
import org.belfry.access.Allowed.Who;
import org.belfry.access.CurrentCaller;
import org.belfry.access.Role;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.PageCursor;
import org.belfry.platform.Paging;
import org.belfry.platform.Problem;
import org.belfry.platform.QueryParameters;

/** What is to happen at a moment. Operators schedule; who sees one inbox only sees what is that recipient's. */
@Path("/schedules")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ScheduleResource {

    private static final String ONE = "/{id: [0-9]{1,18}}";
    private static final String OWNER = "owner";

    @Inject
    private Schedules schedules;

    @Inject
    private ScheduleService scheduleService;

    @Inject
    private CurrentCaller caller;

    @Inject
    private JsonBodies bodies;

    /**
     * {@code curl -H "x-api-key: $KEY" -H 'Content-Type: application/json' -d '{"resource_type":"report","resource_id":7,
     * "action":"send","at":1800000000,"owner":"ada"}' …/api/schedules} answers 201; with a target, with its secret.
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Who.OPERATOR)
    public Response create(InputStream body) {
        var created = scheduleService.create(caller.get(), bodies.read(body));
        return Response.status(201).entity(withSecret(created).toString()).build();
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
        var most = Paging.limit(limit);
        var after = PageCursor.decode(QueryParameters.text("cursor", cursor));
        var filter = new ScheduleFilter(
                state(QueryParameters.text("state", state)),
                QueryParameters.text("resource_type", resourceType),
                QueryParameters.text("resource_id", resourceId),
                QueryParameters.text("project", project),
                visibleOwner(QueryParameters.text(OWNER, owner)),
                second("from", from),
                second("to", to));
        var found = schedules.list(caller.get(), filter, after, most + 1);
        var list = JsonOutput.array();
        Paging.shown(found, most).forEach(one -> list.add(ScheduleJson.of(one.schedule(), one.last(), isWhole())));
        return Response.ok(JsonOutput.object()
                        .add("schedules", list)
                        .add("next", Paging.next(found, most, one -> one.schedule()
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
        var changed = scheduleService.change(caller.get(), id, bodies.read(body));
        return Response.ok(withSecret(changed).toString()).build();
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
        var run = scheduleService.run(caller.get(), id);
        return Response.status(202)
                .entity(ScheduleJson.of(run).build().toString())
                .build();
    }

    private JsonObject json(Schedules.ScheduleWithRuns found) {
        return ScheduleJson.of(found.schedule(), found.last(), isWhole())
                .add("runs", ScheduleJson.of(found.runs()))
                .build();
    }

    private JsonObject withSecret(ScheduleService.SavedSchedule saved) {
        var json = json(saved.found());
        return saved.newSecret() == null
                ? json
                : JsonOutput.object(json)
                        .add(
                                "target",
                                JsonOutput.object(json.getJsonObject("target")).add("secret", saved.newSecret()))
                        .build();
    }

    /** Callers who manage the organization's schedules see all of a target's URL. */
    private boolean isWhole() {
        return caller.get().has(Role.OPERATOR) && !caller.get().confined();
    }

    /** @throws Problem 404 for somebody whose schedules the caller may not see */
    private String visibleOwner(String named) {
        return caller.get().confined() || named != null ? caller.get().readable(named) : null;
    }

    private static ScheduleState state(String code) {
        return code == null
                ? null
                : ScheduleState.named(code).orElseThrow(() -> Problem.invalid("state", "is not a known value"));
    }

    private static Long second(String field, String value) {
        var second = QueryParameters.integer(field, value, -1, 0);
        return second < 0 ? null : second;
    }

    private static Problem notFound() {
        return Problem.notFound("Schedule");
    }
}
