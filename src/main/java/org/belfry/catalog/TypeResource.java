package org.belfry.catalog;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
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
import java.util.Locale;
import org.belfry.access.Allowed;
import org.belfry.access.Allowed.Who;
import org.belfry.access.CurrentCaller;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.Problem;
import org.belfry.platform.QueryParameters;

/** The catalogue, for everybody to look at, and for admins to make it theirs. */
@Path("/types")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TypeResource {

    @Inject
    private Catalog catalog;

    @Inject
    private CustomTypes customTypes;

    @Inject
    private CurrentCaller caller;

    @Inject
    private JsonBodies bodies;

    @GET
    @Allowed(Who.SIGNED_IN)
    public Response list(@QueryParam("category") String category, @QueryParam("locale") String locale) {
        var wanted = QueryParameters.text("category", category);
        var reader = locale(locale);
        var list = JsonOutput.array();
        catalog.all(organization()).stream()
                .filter(type -> wanted == null || type.type().category().equals(wanted))
                .forEach(type -> list.add(json(type, reader)));
        return Response.ok(JsonOutput.object().add("types", list).build().toString())
                .build();
    }

    /**
     * {@code curl -H "x-api-key: $KEY" -H 'Content-Type: application/json' -d '{"code":"deploy.finished",
     * "category":"deployments","title":"{{data.app}} is deployed","message":"By {{actor}}.",
     * "channels":{"in_app":true,"email":false,"webhook":false}}' …/api/types}
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Who.ADMIN)
    public Response create(InputStream body) {
        caller.get().requireWholeOrganization();
        var code = customTypes.create(organization(), bodies.read(body));
        return Response.status(201).entity(json(code)).build();
    }

    @GET
    @Path("/{type}")
    @Allowed(Who.SIGNED_IN)
    public Response one(@PathParam("type") String code, @QueryParam("locale") String locale) {
        var reader = locale(locale);
        return Response.ok(json(known(code), reader).build().toString()).build();
    }

    @PUT
    @Path("/{type}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Who.ADMIN)
    public Response replace(@PathParam("type") String code, InputStream body) {
        caller.get().requireWholeOrganization();
        var input = bodies.read(body);
        customTypes.replace(organization(), known(code).type().code(), input);
        return Response.ok(json(code)).build();
    }

    @DELETE
    @Path("/{type}")
    @Allowed(Who.ADMIN)
    public Response remove(@PathParam("type") String code) {
        caller.get().requireWholeOrganization();
        customTypes.remove(organization(), known(code).type().code());
        return Response.noContent().build();
    }

    /** {@code curl -X PUT … -d '{"in_app":true,"email":false,"webhook":false,"not_allowed":["webhook"]}' …} */
    @PUT
    @Path("/{type}/channels")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Who.ADMIN)
    public Response setChannels(@PathParam("type") String code, InputStream body) {
        caller.get().requireWholeOrganization();
        var input = bodies.read(body);
        customTypes.setChannels(organization(), known(code).type().code(), input);
        return Response.ok(json(code)).build();
    }

    @DELETE
    @Path("/{type}/channels")
    @Allowed(Who.ADMIN)
    public Response resetChannels(@PathParam("type") String code) {
        caller.get().requireWholeOrganization();
        customTypes.resetChannels(organization(), known(code).type().code());
        return Response.ok(json(code)).build();
    }

    /** {@code curl … -d '{"actor":"ada","data":{"app":"shop"},"locale":"de"}' …/api/types/deploy.finished/preview} */
    @POST
    @Path("/{type}/preview")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Who.ADMIN)
    public Response preview(@PathParam("type") String code, InputStream body) {
        caller.get().requireWholeOrganization();
        var input = bodies.read(body);
        return Response.ok(PreviewInput.read(input).of(known(code)).toString()).build();
    }

    private long organization() {
        return caller.get().organizationId();
    }

    private EffectiveType known(String code) {
        if (!TypeInput.isCode(code)) {
            throw Problem.notFound("Type");
        }
        return catalog.known(organization(), code).orElseThrow(() -> Problem.notFound("Type"));
    }

    private String json(String code) {
        return json(known(code), null).build().toString();
    }

    /** Null for the organization's. */
    private static Locale locale(String tag) {
        var wanted = QueryParameters.text("locale", tag);
        if (wanted == null) {
            return null;
        }
        if (!TypeInput.isLocale(wanted)) {
            throw Problem.invalid("locale", "must be a BCP 47 language tag such as de or pt-BR");
        }
        return Locale.forLanguageTag(wanted);
    }

    private JsonObjectBuilder json(EffectiveType effective, Locale reader) {
        var type = effective.type();
        var words = catalog.words(effective, reader == null ? effective.locale() : reader);
        var notAllowed = JsonOutput.array();
        var channels = JsonOutput.object();
        var defaults = JsonOutput.object();
        for (var channel : Channel.values()) {
            var setting = effective.defaults().of(channel);
            channels.add(channel.code(), setting == ChannelSetting.ON);
            defaults.add(channel.code(), type.channels().contains(channel));
            if (setting == ChannelSetting.NOT_ALLOWED) {
                notAllowed.add(channel.code());
            }
        }
        var variables = JsonOutput.array();
        words.variables()
                .forEach((name, description) -> variables.add(
                        JsonOutput.object().add("name", name).add("description", JsonOutput.of(description))));
        return JsonOutput.object()
                .add("code", type.code())
                .add("category", type.category())
                .add("description", JsonOutput.of(words.description()))
                .add("title", words.title())
                .add("message", words.message())
                .add("language", words.language())
                .add("variables", variables)
                .add("priority", type.priority().code())
                .add("channels", channels)
                .add("default_channels", defaults)
                .add("not_allowed", notAllowed)
                .add("overridden", effective.defaults().overridden())
                .add("mandatory", type.mandatory())
                .add(
                        "reserved",
                        type.origin() == EventType.Origin.SHIPPED
                                && catalog.reserved(type.code()).isPresent())
                .add("collapse_window", JsonOutput.of(type.collapseWindow()))
                .add("origin", type.origin() == EventType.Origin.OWN ? "own" : "shipped");
    }
}
