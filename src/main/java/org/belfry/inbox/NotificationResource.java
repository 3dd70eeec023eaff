package org.belfry.inbox;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.function.ToIntFunction;
import org.belfry.access.AccessSampler;
import org.belfry.access.Allowed;
import org.belfry.access.Allowed.Who;
import org.belfry.access.Caller;
import org.belfry.access.CurrentCaller;
import org.belfry.access.FreshSignIn;
import org.belfry.access.Role;
import org.belfry.audience.Recipient;
import org.belfry.audience.Recipients;
import org.belfry.platform.EntityTags;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.PageCursor;
import org.belfry.platform.Problem;
import org.belfry.platform.QueryParameters;
import org.belfry.platform.UnixTime;

/** Reading inboxes, and marking what is in them. */
@Path("/notifications")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class NotificationResource {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;
    private static final int MAX_IDS = 1000;
    private static final int MAX_NAME = 200;
    /** The end of the year 9999. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private static final Inboxes.NotificationPage NOTHING = new Inboxes.NotificationPage(List.of(), 0, 0, null, 0);
    private static final String ID = "/{id: [0-9]{1,18}}";

    @Inject
    private Inboxes inboxes;

    @Inject
    private InboxChanges changes;

    @Inject
    private ReadMarks readMarks;

    @Inject
    private DeliveryReceipts receipts;

    @Inject
    private InboxRemoval removal;

    @Inject
    private Recipients recipients;

    @Inject
    private CurrentCaller current;

    @Inject
    private AccessSampler sampler;

    @Inject
    private JsonBodies bodies;

    @Inject
    private UnixTime time;

    @Inject
    private jakarta.enterprise.event.Event<HeartbeatReceived> heartbeats;

    /** {@code curl -H "x-api-key: $KEY" "…/api/notifications?recipient=ada&unread_only=true"} */
    @GET
    @Allowed(Who.SIGNED_IN)
    public Response list(
            @QueryParam("recipient") String recipient,
            @QueryParam("unread_only") String unreadOnly,
            @QueryParam("type") String type,
            @QueryParam("category") String category,
            @QueryParam("state") String state,
            @QueryParam("limit") String limit,
            @QueryParam("offset") String offset,
            @QueryParam("cursor") String cursor,
            @HeaderParam("If-None-Match") String known) {
        var caller = current.get();
        var query = new Inboxes.NotificationQuery(
                QueryParameters.bool("unread_only", unreadOnly),
                QueryParameters.text("type", type),
                QueryParameters.text("category", category),
                state(state),
                (int) Math.min(MAX_LIMIT, QueryParameters.integer("limit", limit, DEFAULT_LIMIT, 1)),
                Math.min(Integer.MAX_VALUE, QueryParameters.integer("offset", offset, 0, 0)),
                PageCursor.decode(QueryParameters.text("cursor", cursor)));
        var name = readable(caller, recipient);
        var snapshot = inboxes.snapshot(caller.organizationId(), name);
        snapshot.ifPresent(read -> sampler.inboxRead(caller, name));
        var tag = EntityTags.of(
                snapshot.map(seen -> seen.inbox().id()).orElse(0L),
                snapshot.map(seen -> seen.inbox().modseq()).orElse(0L),
                snapshot.map(Inboxes.InboxSnapshot::sourcesRevision).orElse(0L),
                query);
        return EntityTags.answer(known, tag, () -> {
            var page = snapshot.map(seen -> inboxes.list(seen.inbox(), name, query))
                    .orElse(NOTHING);
            return json(page, query);
        });
    }

    /** Where it lies: the contract's names, and {@code all}. */
    private static Notification.State state(String state) {
        if (state == null || state.isEmpty()) {
            return Notification.State.INBOX;
        }
        return switch (state) {
            case "inbox" -> Notification.State.INBOX;
            case "archived" -> Notification.State.ARCHIVED;
            case "snoozed" -> Notification.State.SNOOZED;
            case "all" -> null;
            default -> throw Problem.invalid("state", "must be one of %s", "inbox, archived, snoozed, all");
        };
    }

    @GET
    @Path("/unread-count")
    @Allowed(Who.SIGNED_IN)
    public Response unreadCount(@QueryParam("recipient") String recipient, @HeaderParam("If-None-Match") String known) {
        var caller = current.get();
        var name = readable(caller, recipient);
        var inbox = inboxes.of(caller.organizationId(), name);
        inbox.ifPresent(read -> sampler.inboxRead(caller, name));
        var modseq = inbox.map(Inbox::modseq).orElse(0L);
        var tag = EntityTags.of(inbox.map(Inbox::id).orElse(0L), modseq);
        return EntityTags.answer(
                known,
                tag,
                () -> "{\"unreadCount\":" + inbox.map(Inbox::unreadCount).orElse(0L) + ",\"modseq\":" + modseq + "}");
    }

    @GET
    @Path(ID)
    @Allowed(Who.SIGNED_IN)
    public Response one(@PathParam("id") long id) {
        var found = find(id);
        sampler.inboxRead(current.get(), found.recipient());
        return Response.ok(found.toJson()).build();
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Who.SIGNED_IN)
    public Response markRead(InputStream body) {
        var caller = requireChanging();
        var input = bodies.read(body);
        var ids = input.ids("ids", MAX_IDS);
        var recipient = input.text("recipient", MAX_NAME);
        var all = Boolean.TRUE.equals(input.bool("markAllRead"));
        input.check();
        if (input.has("ids")) {
            return markedAsRead(changes.markRead(inboxes.select(caller, ids, caller::mayChange)));
        }
        if (!all) {
            throw Problem.badRequest("Either ids, or recipient and markAllRead, are required");
        }
        return markedAsRead(markAllRead(caller, caller.changeable(recipient)));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Who.SIGNED_IN)
    public Response markDelivered(InputStream body) {
        var caller = requireChanging();
        var input = bodies.read(body);
        var action = input.requiredText("action", MAX_NAME);
        if (action != null && !action.equals("mark-delivered")) {
            input.reject("action", "must be mark-delivered");
        }
        var agent = input.requiredText("agent", MAX_NAME);
        var limit = input.integer("limit", 1, MAX_LIMIT);
        input.check();
        if (!caller.mayChange(agent)) {
            throw Problem.notFound("Agent");
        }
        var claimed = claim(caller, agent, limit == null ? MAX_LIMIT : limit.intValue());
        sampler.inboxRead(caller, agent);
        var json = new StringBuilder("{\"success\":true,\"delivered\":")
                .append(claimed.notifications().size())
                .append(",\"remaining\":")
                .append(claimed.remaining())
                .append(",\"notifications\":");
        return Response.ok(append(json, claimed.notifications()).append('}').toString())
                .build();
    }

    @DELETE
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Who.ADMIN)
    @FreshSignIn
    public Response delete(InputStream body) {
        var caller = current.get();
        var input = bodies.read(body);
        var ids = input.ids("ids", MAX_IDS);
        var recipient = input.text("recipient", MAX_NAME);
        var olderThan = input.integer("olderThan", 0, Long.MAX_VALUE);
        input.check();
        if (input.has("ids")) {
            return deleted(removal.remove(inboxes.select(caller, ids, caller::mayChange)));
        }
        if (olderThan == null) {
            throw Problem.badRequest("Either ids, or recipient and olderThan, are required");
        }
        return deleted(removeOlder(caller, caller.changeable(recipient), olderThan));
    }

    @POST
    @Path(ID + "/read")
    @Allowed(Who.SIGNED_IN)
    public Response read(@PathParam("id") long id) {
        return change(id, changes::markRead);
    }

    @POST
    @Path(ID + "/unread")
    @Allowed(Who.SIGNED_IN)
    public Response unread(@PathParam("id") long id) {
        return change(id, changes::markUnread);
    }

    @POST
    @Path(ID + "/archive")
    @Allowed(Who.SIGNED_IN)
    public Response archive(@PathParam("id") long id) {
        return change(id, changes::archive);
    }

    @POST
    @Path(ID + "/unarchive")
    @Allowed(Who.SIGNED_IN)
    public Response unarchive(@PathParam("id") long id) {
        return change(id, changes::unarchive);
    }

    /** {@code curl -X POST -H "x-api-key: $KEY" -H 'Content-Type: application/json' -d '{"until":1900000000}' …/snooze} */
    @POST
    @Path(ID + "/snooze")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Who.SIGNED_IN)
    public Response snooze(@PathParam("id") long id, InputStream body) {
        var input = bodies.read(body);
        var until = input.integer("until", 0, LAST_SECOND);
        if (!input.has("until")) {
            input.reject("until", "is required");
        } else if (until != null && until <= time.now()) {
            input.reject("until", "must be in the future");
        }
        input.check();
        return change(id, selection -> changes.snooze(selection, until));
    }

    @POST
    @Path(ID + "/unsnooze")
    @Allowed(Who.SIGNED_IN)
    public Response unsnooze(@PathParam("id") long id) {
        return change(id, changes::unsnooze);
    }

    @POST
    @Path("/read-all")
    @Allowed(Who.SIGNED_IN)
    public Response readAll(@QueryParam("recipient") String recipient) {
        var caller = requireChanging();
        return markedAsRead(markAllRead(caller, caller.changeable(QueryParameters.text("recipient", recipient))));
    }

    private Response change(long id, ToIntFunction<Collection<NotificationSelection>> change) {
        var caller = current.get();
        var target = inboxes.select(caller, List.of(id), caller::mayRead).stream()
                .findFirst()
                .orElseThrow(() -> Problem.notFound("Notification"));
        if (!caller.mayChange(target.recipient())) {
            throw Problem.forbidden("This operation requires the role %s", Role.OPERATOR.code());
        }
        change.applyAsInt(List.of(target));
        // Its answer is the notification.
        sampler.inboxRead(caller, target.recipient());
        return Response.ok(inboxes.show(target)
                        .orElseThrow(() -> Problem.notFound("Notification"))
                        .toJson())
                .build();
    }

    private Caller requireChanging() {
        var caller = current.get();
        caller.requireChanging();
        return caller;
    }

    private NotificationView find(long id) {
        return inboxes.find(current.get(), id).orElseThrow(() -> Problem.notFound("Notification"));
    }

    private long markAllRead(Caller caller, String recipient) {
        return recipients
                .find(caller.organizationId(), recipient)
                .map(NotificationResource::owner)
                .map(readMarks::markAllRead)
                .orElse(0L);
    }

    /** Most heartbeats find nothing: those take no lock. */
    private DeliveryReceipts.ClaimedNotifications claim(Caller caller, String agent, int limit) {
        var inbox = inboxes.of(caller.organizationId(), agent);
        var claimed = inbox.filter(found -> found.undeliveredCount() > 0)
                .map(found -> receipts.claimUndelivered(
                        new NotificationSelection(caller.organizationId(), found.id(), agent, List.of()), limit))
                .orElseGet(DeliveryReceipts.ClaimedNotifications::nothing);
        inbox.ifPresent(found -> heartbeats.fire(new HeartbeatReceived(found.id())));
        return claimed;
    }

    /** In steps, so that no transaction grows with the inbox. */
    private long removeOlder(Caller caller, String recipient, long olderThan) {
        var owner = recipients.find(caller.organizationId(), recipient).map(NotificationResource::owner);
        if (owner.isEmpty()) {
            return 0;
        }
        var total = 0L;
        int step;
        do {
            step = removal.removeOlder(owner.get(), olderThan);
            total += step;
        } while (step == InboxRemoval.STEP);
        return total;
    }

    private static NotificationSelection owner(Recipient recipient) {
        return new NotificationSelection(recipient.organizationId(), recipient.id(), recipient.name(), List.of());
    }

    private static String readable(Caller caller, String recipient) {
        return caller.readable(QueryParameters.text("recipient", recipient));
    }

    private static Response markedAsRead(long count) {
        return Response.ok("{\"success\":true,\"markedAsRead\":" + count + "}").build();
    }

    private static Response deleted(long count) {
        return Response.ok("{\"success\":true,\"deleted\":" + count + "}").build();
    }

    private static String json(Inboxes.NotificationPage page, Inboxes.NotificationQuery query) {
        var json = append(new StringBuilder("{\"notifications\":"), page.notifications());
        return json.append(",\"total\":")
                .append(page.total())
                .append(",\"page\":")
                .append(query.offset() / query.limit() + 1)
                .append(",\"limit\":")
                .append(query.limit())
                .append(",\"unreadCount\":")
                .append(page.unreadCount())
                .append(",\"next\":")
                .append(page.next() == null ? "null" : "\"" + page.next().encode() + "\"")
                .append(",\"modseq\":")
                .append(page.modseq())
                .append('}')
                .toString();
    }

    private static StringBuilder append(StringBuilder json, List<NotificationView> notifications) {
        json.append('[');
        var separator = "";
        for (var notification : notifications) {
            notification.appendTo(json.append(separator));
            separator = ",";
        }
        return json.append(']');
    }
}
