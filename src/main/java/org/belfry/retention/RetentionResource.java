package org.belfry.retention;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.belfry.access.Allowed;
import org.belfry.access.Allowed.Who;
import org.belfry.access.CurrentCaller;
import org.belfry.catalog.Catalog;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.JsonInput;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.PageCursor;
import org.belfry.platform.Paging;
import org.belfry.platform.Problem;
import org.belfry.platform.QueryParameters;
import org.belfry.platform.Sentence;

/** How long is kept what, and what was removed, for admins. */
@Path("/retention")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RetentionResource {

    @Inject
    private RetentionWorker worker;

    @Inject
    private RetentionRuns runs;

    @Inject
    private RetentionRules rules;

    @Inject
    private Catalog catalog;

    @Inject
    private CurrentCaller caller;

    @Inject
    private JsonBodies bodies;

    /** {@code curl -H "x-api-key: $KEY" …/api/retention} */
    @GET
    @Allowed(Who.ADMIN)
    public Response list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        caller.get().requireWholeOrganization();
        var most = Paging.limit(limit);
        var found = runs.list(organization(), PageCursor.decode(QueryParameters.text("cursor", cursor)), most + 1);
        var list = JsonOutput.array();
        Paging.shown(found, most).forEach(run -> list.add(run.json()));
        return Response.ok(JsonOutput.object()
                        .add("runs", list)
                        .add("next", Paging.next(found, most, run -> run.place().position()))
                        .build()
                        .toString())
                .build();
    }

    /** {@code curl -X POST -H "x-api-key: $KEY" …/api/retention/run} */
    @POST
    @Path("/run")
    @Allowed(Who.ADMIN)
    public Response run() {
        caller.get().requireWholeOrganization();
        var run = runs.start(organization(), null)
                .orElseThrow(
                        () -> Problem.of(409, "A cleanup is already running; GET /api/retention shows its progress"));
        worker.wake();
        return Response.accepted(run.toString()).build();
    }

    @GET
    @Path("/settings")
    @Allowed(Who.ADMIN)
    public Response settings() {
        caller.get().requireWholeOrganization();
        return Response.ok(rules.of(organization()).toJson().toString()).build();
    }

    /** {@code curl -X PUT … -d '{"read_days":30,"unread_days":365,"types":{"mention":{"read_days":7}}}' …} */
    @PUT
    @Path("/settings")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Who.ADMIN)
    public Response change(InputStream body) {
        caller.get().requireWholeOrganization();
        var input = bodies.read(body);
        var wanted = RetentionPolicy.read(input);
        wanted.ofTypes().keySet().forEach(code -> requireKnown(input, code));
        input.check();
        rules.replace(organization(), wanted);
        return Response.ok(wanted.toJson().toString()).build();
    }

    private void requireKnown(JsonInput input, String code) {
        Sentence wrong = code.isBlank() || code.length() > RetentionPolicy.MAX_CODE || code.equals(RetentionRule.ALL)
                ? Sentence.of("is not a type")
                : JsonInput.unstorable(code);
        if (wrong == null && catalog.find(organization(), code).isEmpty()) {
            wrong = Sentence.of(
                    "is not a type of this organization; the closest matches are %s",
                    String.join(", ", catalog.nearest(organization(), code)));
        }
        if (wrong != null) {
            input.reject("types." + code, wrong);
        }
    }

    private long organization() {
        return caller.get().organizationId();
    }
}
