package org.belfry.audience;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Locale;
import org.belfry.access.Allowed;
import org.belfry.access.Allowed.Who;
import org.belfry.access.CurrentCaller;
import org.belfry.audience.Preferences.TypePreference;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.QueryParameters;

/** What somebody is told, where and when, as far as it is theirs to choose. */
@Path("/preferences")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PreferenceResource {

    @Inject
    private Preferences preferences;

    @Inject
    private CurrentCaller caller;

    @Inject
    private JsonBodies bodies;

    /** {@code curl -H "x-api-key: $KEY" "…/api/preferences?recipient=ada"} */
    @GET
    @Allowed(Who.SIGNED_IN)
    public Response all(@QueryParam("recipient") String recipient) {
        return answer(caller.get().readable(QueryParameters.text("recipient", recipient)));
    }

    /**
     * {@code curl -X PUT -H "x-api-key: $KEY" -H 'Content-Type: application/json'
     * -d '{"types":{"mention":{"email":true}}}' "…/api/preferences?recipient=ada"}
     */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Who.SIGNED_IN)
    public Response change(@QueryParam("recipient") String recipient, InputStream body) {
        caller.get().requireChanging();
        var name = NameParameters.checked(
                "recipient", caller.get().changeable(QueryParameters.text("recipient", recipient)));
        var organizationId = caller.get().organizationId();
        preferences.change(organizationId, name, bodies.read(body));
        return answer(name);
    }

    private Response answer(String name) {
        var found = preferences.of(caller.get().organizationId(), name);
        var types = JsonOutput.array();
        found.types().forEach(type -> types.add(json(type)));
        return Response.ok(JsonOutput.object()
                        .add("recipient", name)
                        .add("locale", JsonOutput.of(found.locale()))
                        .add("time_zone", JsonOutput.of(found.timeZone()))
                        .add("quiet_hours", json(found.quietHours()))
                        .add("digest", json(found.digest()))
                        .add("types", types)
                        .build()
                        .toString())
                .build();
    }

    private static JsonValue json(QuietHours hours) {
        return hours == null
                ? JsonValue.NULL
                : JsonOutput.object()
                        .add("start", time(hours.from()))
                        .add("end", time(hours.until()))
                        .build();
    }

    private static JsonValue json(Digest digest) {
        return digest == null
                ? JsonValue.NULL
                : JsonOutput.object()
                        .add("every", digest.every().code())
                        .add("at", JsonOutput.of(digest.at() == null ? null : time(digest.at())))
                        .build();
    }

    private static String time(int minutes) {
        return String.format(Locale.ROOT, "%02d:%02d", minutes / 60, minutes % 60);
    }

    private static JsonObjectBuilder json(TypePreference type) {
        var channels = JsonOutput.object();
        type.channels().forEach((channel, choice) -> channels.add(channel.code(), json(choice)));
        return JsonOutput.object()
                .add("type", type.type().code())
                .add("category", type.type().category())
                .add("description", JsonOutput.of(type.type().description()))
                .add("mandatory", type.type().mandatory())
                .add("channels", channels);
    }

    private static JsonObjectBuilder json(ChannelChoice choice) {
        var chosen = choice.chosen() == null ? JsonValue.NULL : choice.chosen() ? JsonValue.TRUE : JsonValue.FALSE;
        return JsonOutput.object()
                .add("enabled", choice.enabled())
                .add("default", choice.byDefault())
                .add("chosen", chosen)
                .add("changeable", choice.reason() == null)
                .add(
                        "reason",
                        JsonOutput.of(
                                choice.reason() == null ? null : choice.reason().english()));
    }
}
