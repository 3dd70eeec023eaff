package org.belfry.stream;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.belfry.access.Caller;
import org.belfry.access.CredentialEnded;
import org.belfry.access.Credentials;
import org.belfry.inbox.Inbox;
import org.belfry.inbox.InboxRemoved;
import org.belfry.inbox.Inboxes;
import org.belfry.inbox.InboxesChanged;
import org.belfry.platform.Background;
import org.belfry.platform.Problem;
import org.belfry.platform.UnixTime;

/** The sessions of this node, by the inbox that they watch. */
@ApplicationScoped
public class Hub {

    private static final Logger LOG = Logger.getLogger(Hub.class.getName());

    @Inject
    private Inboxes inboxes;

    @Inject
    private Credentials credentials;

    @Inject
    private Background background;

    @Inject
    private UnixTime time;

    @Inject
    private StreamLimits limits;

    private final Map<Long, InboxChannel> channels = new ConcurrentHashMap<>();
    private final Thread atEnd = new Thread(this::closeAll, "belfry-going-down");

    /**
     * Begins to tell a session of an inbox: {@code hello}, then every change after the position.
     *
     * @param after modseq of the last change that the client has seen; null to begin with the present
     * @throws Problem 404 where the inbox was removed meanwhile, 429 where there are too many streams
     */
    Subscriber open(Outlet outlet, Watch watch, Long after) {
        Inbox inbox = inboxes.state(watch.inboxId());
        if (inbox == null) {
            throw Problem.notFound("Recipient");
        }
        var ahead = after != null && after > inbox.modseq();
        var position = after == null || ahead ? inbox.modseq() : after;
        var subscriber = new Subscriber(outlet, watch, position, inboxes, background, time.now());
        limits.enter(watch);
        // Before it joins: whatever is committed from then on is told after the greeting.
        subscriber.greet(Frame.hello(position, inbox.modseq(), inbox.unreadCount()));
        if (ahead) {
            // A position that this inbox never reached, as after a restored backup: what the client holds is not ours.
            subscriber.greet(Frame.reset(inbox.modseq(), inbox.unreadCount()));
        }
        var channel = channels.compute(watch.inboxId(), (id, known) -> {
            var joined = known != null
                    ? known
                    : new InboxChannel(id, watch.recipient(), inbox.modseq(), inboxes, background);
            subscriber.follow(joined);
            joined.subscribers().add(subscriber);
            return joined;
        });
        subscriber.wake();
        // A change that was committed between reading the inbox and joining told nobody here.
        channel.catchUp();
        return subscriber;
    }

    void close(Subscriber subscriber) {
        channels.computeIfPresent(subscriber.watch().inboxId(), (id, channel) -> {
            if (channel.subscribers().remove(subscriber)) {
                limits.leave(subscriber.watch());
            }
            return channel.subscribers().isEmpty() ? null : channel;
        });
    }

    void onChange(@Observes(during = TransactionPhase.AFTER_SUCCESS) InboxesChanged changed) {
        if (channels.isEmpty()) {
            return;
        }
        for (var change : changed.changes()) {
            var channel = channels.get(change.inboxId());
            if (channel != null) {
                channel.offer(change);
            }
        }
    }

    /** Another node has changed an inbox: what is new is read, where somebody here watches it. */
    void onChangeElsewhere(long inboxId, long modseq) {
        var channel = channels.get(inboxId);
        if (channel != null && channel.head() < modseq) {
            channel.catchUp();
        }
    }

    /** Finds what no hint told of: changes of other nodes, and whatever went wrong. One statement for many sessions. */
    public void sweep() {
        if (channels.isEmpty()) {
            return;
        }
        var watched = Set.copyOf(channels.keySet());
        var modseqs = inboxes.modseqs(watched);
        watched.stream().filter(inboxId -> !modseqs.containsKey(inboxId)).forEach(this::endOf);
        modseqs.forEach(this::onChangeElsewhere);
        endInvalid();
    }

    /** Also what ended on another node; the sweep finds what expired, and what nobody told of. */
    void onEnd(@Observes(during = TransactionPhase.AFTER_SUCCESS) CredentialEnded ended) {
        end(ended::ends);
    }

    /** Also what was removed on another node. */
    void onRemoval(@Observes(during = TransactionPhase.AFTER_SUCCESS) InboxRemoved removed) {
        endOf(removed.inboxId());
    }

    /** As for a credential that ended, so that no client comes back by itself, as somebody new of the same name. */
    private void endOf(long inboxId) {
        end(subscribers().filter(subscriber -> subscriber.watch().inboxId() == inboxId), "this inbox was removed");
    }

    private void end(Predicate<Caller> isOver) {
        end(
                subscribers()
                        .filter(subscriber -> isOver.test(subscriber.watch().caller())),
                "credentials no longer valid");
    }

    private void end(Stream<Subscriber> over, String reason) {
        over.forEach(subscriber -> background.execute(() -> subscriber.close(Ending.notValid(reason))));
    }

    /** How many sessions of an organization this node has, whoever watches. */
    public long connected(long organizationId) {
        return subscribers()
                .filter(subscriber -> subscriber.watch().caller().organizationId() == organizationId)
                .count();
    }

    /** Looks after each session: whether its other side is still there, and reads. */
    void checkLives() {
        var now = time.now();
        subscribers().forEach(subscriber -> subscriber.checkLife(now));
    }

    private void endInvalid() {
        var now = time.now();
        end(caller -> caller.expired(now));
        for (var kind : List.of(Caller.Kind.API_KEY, Caller.Kind.SESSION)) {
            var used = subscribers()
                    .map(subscriber -> subscriber.watch().caller())
                    .filter(caller -> caller.kind().standsOn() == kind)
                    .map(Caller::credentialId)
                    .collect(Collectors.toSet());
            var valid = used.isEmpty() ? used : credentials.stillValid(kind, used);
            used.removeAll(valid);
            used.forEach(gone -> onEnd(new CredentialEnded(kind, gone)));
        }
    }

    private Stream<Subscriber> subscribers() {
        return channels.values().stream().flatMap(channel -> channel.subscribers().stream());
    }

    /** At the very first sign of the end: Open Liberty cuts connections before it stops applications. */
    @PostConstruct
    void awaitEnd() {
        Runtime.getRuntime().addShutdownHook(atEnd);
    }

    @PreDestroy
    void end() {
        closeAll();
        try {
            Runtime.getRuntime().removeShutdownHook(atEnd);
        } catch (IllegalStateException e) {
            LOG.log(Level.FINE, "The whole server goes down, and it is at work already", e);
        }
    }

    private void closeAll() {
        subscribers().forEach(subscriber -> subscriber.close(Ending.goingDown()));
    }
}
