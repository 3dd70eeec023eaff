package org.belfry.delivery.webhook;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
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
import java.util.Optional;
import org.belfry.access.Allowed;
import org.belfry.access.Allowed.Who;
import org.belfry.access.CurrentCaller;
import org.belfry.access.FreshSignIn;
import org.belfry.access.Role;
import org.belfry.audience.RecipientRegistry;
import org.belfry.delivery.Outcome.Result;
import org.belfry.delivery.webhook.WebhookEndpoints.EndpointChange;
import org.belfry.delivery.webhook.WebhookEndpoints.EndpointView;
import org.belfry.delivery.webhook.WebhookEndpoints.EndpointWithSecret;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.JsonInput;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.Problem;
import org.belfry.platform.QueryParameters;

/**
 * Where webhooks go. Admins manage an organization's endpoints. A recipient's own endpoints belong to admins and to the person; nobody else
 * learns that they exist. An endpoint keeps receiving after the credential that created it has ended, so a minted token and a bound key may
 * list, test and remove it, but not create it.
 */
@Path("/webhooks")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class WebhookResource {

    private static final String ONE = "/{id: [0-9]{1,18}}";
    private static final String RECIPIENT = "recipient";
    private static final int MAX_NAME = 200;
    private static final int MAX_DESCRIPTION = 500;
    private static final long DAY = 86_400;
    private static final long WEEK = 7 * DAY;

    @Inject
    private WebhookEndpoints endpoints;

    @Inject
    private WebhookTests tests;

    @Inject
    private WebhookSettings settings;

    @Inject
    private RecipientRegistry registry;

    @Inject
    private CurrentCaller caller;

    @Inject
    private JsonBodies bodies;

    /**
     * {@code curl -H "x-api-key: $KEY" -H 'Content-Type: application/json' -d '{"url":"https://example.org/hooks"}'
     * …/api/webhooks} answers 201 with the secret.
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Who.SIGNED_IN)
    // Here too: a refused call must not create the recipient.
    @FreshSignIn
    public Response create(InputStream body) {
        var input = bodies.read(body);
        var recipient = input.has(RECIPIENT) ? input.requiredText(RECIPIENT, MAX_NAME) : null;
        input.check();
        requireOwner(recipient);
        requireLasting(recipient);
        var description = change(input);
        if (!input.has("url")) {
            input.reject("url", "is required");
        }
        input.check();
        var organizationId = caller.get().organizationId();
        var created = endpoints.create(
                organizationId,
                recipient == null ? null : registry.createIfAbsent(organizationId, recipient),
                description);
        return Response.status(201).entity(json(created)).build();
    }

    @GET
    @Allowed(Who.SIGNED_IN)
    public Response list(@QueryParam(RECIPIENT) String recipient) {
        var name = QueryParameters.text(RECIPIENT, recipient);
        requireOwner(name);
        var list = JsonOutput.array();
        endpoints.list(caller.get().organizationId(), name).forEach(endpoint -> list.add(json(endpoint)));
        return Response.ok(JsonOutput.object().add("webhooks", list).build().toString())
                .build();
    }

    @GET
    @Path(ONE)
    @Allowed(Who.SIGNED_IN)
    public Response one(@PathParam("id") long id) {
        return Response.ok(json(owned(id)).build().toString()).build();
    }

    @PUT
    @Path(ONE)
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Who.SIGNED_IN)
    public Response change(@PathParam("id") long id, InputStream body) {
        requireLasting(owned(id).recipient());
        var input = bodies.read(body);
        var change = change(input);
        input.check();
        return endpoints
                .change(caller.get().organizationId(), id, change)
                .map(endpoint -> Response.ok(json(endpoint).build().toString()).build())
                .orElseThrow(WebhookResource::notFound);
    }

    @DELETE
    @Path(ONE)
    @Allowed(Who.SIGNED_IN)
    public Response remove(@PathParam("id") long id) {
        owned(id);
        if (!endpoints.remove(caller.get().organizationId(), id)) {
            throw notFound();
        }
        return Response.noContent().build();
    }

    /** Makes a new secret. A body is not needed. */
    @POST
    @Path(ONE + "/secret")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Who.SIGNED_IN)
    public Response rotate(@PathParam("id") long id, InputStream body) {
        requireLasting(owned(id).recipient());
        var text = bodies.text(body);
        var input = new JsonInput(JsonBodies.parse(text.isBlank() ? "{}" : text));
        var keep = input.integer("keep_previous_for", 0, WEEK);
        input.check();
        return endpoints
                .rotate(caller.get().organizationId(), id, keep == null ? DAY : keep)
                .map(rotated -> Response.ok(json(rotated)).build())
                .orElseThrow(WebhookResource::notFound);
    }

    /** Sends a message that tells of nothing, and answers what came back. */
    @POST
    @Path(ONE + "/test")
    @Allowed(Who.SIGNED_IN)
    public Response test(@PathParam("id") long id) {
        owned(id);
        var result = tests.run(caller.get().organizationId(), id).orElseThrow(WebhookResource::notFound);
        return Response.ok(JsonOutput.object()
                        .add("success", result.outcome().result() == Result.SENT)
                        .add(
                                "status",
                                JsonOutput.of(
                                        result.status() == null
                                                ? null
                                                : result.status().longValue()))
                        .add("answer", result.outcome().answer())
                        .add("took_ms", JsonOutput.of(result.millis()))
                        .build()
                        .toString())
                .build();
    }

    /** What is there is described by it, and what is not stays as it is. */
    private EndpointChange change(JsonInput input) {
        var url = input.has("url") ? url(input) : null;
        var description =
                Optional.ofNullable(input.text("description", MAX_DESCRIPTION)).filter(text -> !text.isBlank());
        return new EndpointChange(url, input.mentions("description") ? description : null, input.bool("enabled"));
    }

    private String url(JsonInput input) {
        var text = input.requiredText("url", EndpointUrl.MAX);
        if (text == null) {
            return null;
        }
        try {
            return EndpointUrl.parse(text, settings.networks()).toString();
        } catch (EndpointUrl.InvalidUrlException e) {
            input.reject("url", e.sentence());
            return null;
        }
    }

    /** @throws Problem 404 for one that is not there, and one that is none of the caller's business */
    private EndpointView owned(long id) {
        var endpoint = endpoints.find(caller.get().organizationId(), id).orElseThrow(WebhookResource::notFound);
        if (!isOwner(endpoint.recipient())) {
            throw notFound();
        }
        return endpoint;
    }

    /**
     * @param recipient null for the organization's
     * @throws Problem 403 for those of the organization, 404 for those of somebody else
     */
    private void requireOwner(String recipient) {
        if (isOwner(recipient)) {
            return;
        }
        if (recipient != null) {
            throw Problem.notFound("Recipient");
        }
        caller.get().require(Role.ADMIN);
        caller.get().requireWholeOrganization();
    }

    /** @param recipient null for the organization's, which only credentials for all of it reach */
    private void requireLasting(String recipient) {
        if (recipient != null) {
            caller.get().requireLasting();
        }
    }

    private boolean isOwner(String recipient) {
        var who = caller.get();
        if (who.has(Role.ADMIN) && !who.confined()) {
            return true;
        }
        return recipient != null && recipient.equals(who.recipient()) && who.mayChange(recipient);
    }

    private static Problem notFound() {
        return Problem.notFound("Webhook");
    }

    private static String json(EndpointWithSecret created) {
        return json(created.endpoint()).add("secret", created.secret()).build().toString();
    }

    private static JsonObjectBuilder json(EndpointView endpoint) {
        return JsonOutput.object()
                .add("id", endpoint.id())
                .add(RECIPIENT, JsonOutput.of(endpoint.recipient()))
                .add("url", endpoint.url())
                .add("description", JsonOutput.of(endpoint.description()))
                .add("enabled", endpoint.enabled() ? JsonValue.TRUE : JsonValue.FALSE)
                .add("disabled_reason", JsonOutput.of(endpoint.disabledReason()))
                .add("previous_secret_until", JsonOutput.of(endpoint.previousUntil()))
                .add("created_at", endpoint.createdAt())
                .add("changed_at", endpoint.changedAt());
    }
}
