package org.belfry.audience;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
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
import java.util.List;
import java.util.TreeSet;
import org.belfry.access.Allowed;
import org.belfry.access.Allowed.Who;
import org.belfry.access.CurrentCaller;
import org.belfry.audience.Subscriptions.FollowedTopic;
import org.belfry.audience.Subscriptions.TopicSubscriber;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.Paging;
import org.belfry.platform.Problem;
import org.belfry.platform.QueryParameters;

/**
 * Who follows what. To follow a topic is to be told of what is said about it, so an operator decides who does: whoever could
 * subscribe themselves would only have to guess a name. To stop is everybody's own right.
 */
@Path("/topics")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TopicResource {

    private static final int MAX_RECIPIENTS = 1000;
    private static final String SUBSCRIBERS = "/{topic}/subscribers";

    @Inject
    private Subscriptions subscriptions;

    @Inject
    private Topics topics;

    @Inject
    private CurrentCaller caller;

    @Inject
    private JsonBodies bodies;

    /** {@code curl -H "x-api-key: $KEY" "…/api/topics?recipient=ada"} */
    @GET
    @Allowed(Who.SIGNED_IN)
    public Response followed(
            @QueryParam("recipient") String recipient,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        var most = Paging.limit(limit);
        var after = Paging.position(cursor);
        var name = caller.get().readable(QueryParameters.text("recipient", recipient));
        var found = subscriptions.followed(caller.get().organizationId(), name, after, most + 1);
        var list = JsonOutput.array();
        Paging.shown(found, most)
                .forEach(topic -> list.add(
                        JsonOutput.object().add("name", topic.topic()).add("subscribed_at", topic.subscribedAt())));
        return Response.ok(JsonOutput.object()
                        .add("topics", list)
                        .add("next", Paging.next(found, most, FollowedTopic::topic))
                        .build()
                        .toString())
                .build();
    }

    /** {@code curl -H "x-api-key: $KEY" …/api/topics/workflow:42/subscribers} */
    @GET
    @Path(SUBSCRIBERS)
    @Allowed(Who.VIEWER)
    public Response subscribers(
            @PathParam("topic") String topic, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        caller.get().requireWholeOrganization();
        NameParameters.checked("topic", topic);
        var most = Paging.limit(limit);
        var after = recipientId(Paging.position(cursor));
        var id = topics.id(caller.get().organizationId(), topic);
        var found = id.map(known -> subscriptions.subscribers(known, after, most + 1))
                .orElseGet(List::of);
        var total = id.map(known -> topics.countSubscribers(List.of(known), Long.MAX_VALUE))
                .orElse(0L);
        var list = JsonOutput.array();
        append(list, Paging.shown(found, most));
        return Response.ok(JsonOutput.object()
                        .add("subscribers", list)
                        .add("total", total)
                        .add("next", Paging.next(found, most, subscriber -> String.valueOf(subscriber.id())))
                        .build()
                        .toString())
                .build();
    }

    private static void append(JsonArrayBuilder list, List<TopicSubscriber> subscribers) {
        subscribers.forEach(subscriber -> list.add(
                JsonOutput.object().add("name", subscriber.name()).add("subscribed_at", subscriber.subscribedAt())));
    }

    private static long recipientId(String position) {
        try {
            return position.isEmpty() ? 0 : Long.parseLong(position);
        } catch (NumberFormatException e) {
            throw Problem.invalid("cursor", "is not a cursor from an earlier response");
        }
    }

    /**
     * {@code curl -H "x-api-key: $KEY" -H 'Content-Type: application/json' -d '{"recipients":["ada","bob"]}'
     * …/api/topics/workflow:42/subscribers}
     */
    @POST
    @Path(SUBSCRIBERS)
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Who.OPERATOR)
    public Response subscribeAll(@PathParam("topic") String topic, InputStream body) {
        caller.get().requireWholeOrganization();
        NameParameters.checked("topic", topic);
        var input = bodies.read(body);
        var names = input.texts("recipients", MAX_RECIPIENTS, NameParameters.MAX);
        if (names.isEmpty() && input.isFine()) {
            input.reject("recipients", "is required: at least one name");
        }
        input.check();
        var subscribed = subscriptions.subscribe(caller.get().organizationId(), topic, new TreeSet<>(names));
        return Response.ok("{\"subscribed\":" + subscribed + "}").build();
    }

    /** {@code curl -X PUT -H "x-api-key: $KEY" …/api/topics/workflow:42/subscribers/ada} */
    @PUT
    @Path(SUBSCRIBERS + "/{name}")
    @Allowed(Who.OPERATOR)
    public Response subscribe(@PathParam("topic") String topic, @PathParam("name") String name) {
        caller.get().requireWholeOrganization();
        NameParameters.checked("topic", topic);
        NameParameters.checked("name", name);
        subscriptions.subscribe(caller.get().organizationId(), topic, new TreeSet<>(List.of(name)));
        return Response.noContent().build();
    }

    /** {@code curl -X DELETE -H "x-api-key: $KEY" …/api/topics/workflow:42/subscribers/ada} */
    @DELETE
    @Path(SUBSCRIBERS + "/{name}")
    @Allowed(Who.SIGNED_IN)
    public Response unsubscribe(@PathParam("topic") String topic, @PathParam("name") String name) {
        caller.get().requireChanging();
        NameParameters.checked("topic", topic);
        NameParameters.checked("name", name);
        subscriptions.unsubscribe(
                caller.get().organizationId(), topic, caller.get().changeable(name));
        return Response.noContent().build();
    }
}
