package org.belfry.threshold;

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
import org.belfry.access.Allowed;
import org.belfry.access.Allowed.Who;
import org.belfry.access.CurrentCaller;
import org.belfry.catalog.Catalog;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.JsonInput;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.Problem;

/** Thresholds, for the admins of an organization. */
@Path("/thresholds")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ThresholdResource {

    private static final String ONE = "/{id: [0-9]{1,18}}";

    @Inject
    private Thresholds thresholds;

    @Inject
    private Catalog catalog;

    @Inject
    private CurrentCaller caller;

    @Inject
    private JsonBodies bodies;

    @GET
    @Allowed(Who.ADMIN)
    public Response list() {
        var list = JsonOutput.array();
        thresholds.all(organizationId()).forEach(threshold -> list.add(json(threshold)));
        return Response.ok(JsonOutput.object().add("thresholds", list).build().toString())
                .build();
    }

    /**
     * {@code curl -H "x-api-key: $KEY" -H 'Content-Type: application/json' -d
     * '{"name":"…","type":"execution.failed","amount":10,"within":300,"raises":"usage.high_failure_rate","recipients":["ada"]}'
     * …/api/thresholds}
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Who.ADMIN)
    public Response create(InputStream body) {
        var settings = settings(body);
        return Response.status(201)
                .entity(json(thresholds.create(organizationId(), settings)).toString())
                .build();
    }

    @GET
    @Path(ONE)
    @Allowed(Who.ADMIN)
    public Response one(@PathParam("id") long id) {
        return Response.ok(json(thresholds.find(organizationId(), id).orElseThrow(ThresholdResource::notFound))
                        .toString())
                .build();
    }

    @PUT
    @Path(ONE)
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Who.ADMIN)
    public Response change(@PathParam("id") long id, InputStream body) {
        thresholds.find(organizationId(), id).orElseThrow(ThresholdResource::notFound);
        var settings = settings(body);
        return Response.ok(
                        json(thresholds.change(organizationId(), id, settings).orElseThrow(ThresholdResource::notFound))
                                .toString())
                .build();
    }

    @DELETE
    @Path(ONE)
    @Allowed(Who.ADMIN)
    public Response remove(@PathParam("id") long id) {
        if (!thresholds.remove(organizationId(), id)) {
            throw notFound();
        }
        return Response.noContent().build();
    }

    private Threshold.Settings settings(InputStream body) {
        var organizationId = organizationId();
        var input = bodies.read(body);
        var settings = ThresholdInput.read(input);
        input.check();
        requireType(input, "type", organizationId, settings.condition().type());
        requireType(input, "raises", organizationId, settings.raisedEvent().raises());
        catalog.reserved(settings.raisedEvent().raises())
                .ifPresent(reserved -> input.reject("raises", "must not be %s: only Belfry can send it", reserved));
        input.check();
        return settings;
    }

    private void requireType(JsonInput input, String field, long organizationId, String type) {
        if (catalog.find(organizationId, type).isEmpty()) {
            input.reject(
                    field,
                    "is unknown: %s; the closest matches are %s",
                    type,
                    String.join(", ", catalog.nearest(organizationId, type)));
        }
    }

    private long organizationId() {
        caller.get().requireWholeOrganization();
        return caller.get().organizationId();
    }

    private static JsonObject json(Thresholds.View threshold) {
        var raised = JsonOutput.array();
        for (var one : threshold.raised()) {
            raised.add(JsonOutput.object().add("key", JsonOutput.of(one.key())).add("since", one.since()));
        }
        return JsonOutput.object(threshold.settings().toJson())
                .add("id", threshold.id())
                .add("created_at", threshold.createdAt())
                .add("raised", raised)
                .build();
    }

    private static Problem notFound() {
        return Problem.notFound("Threshold");
    }
}
