package org.belfry.stream;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.belfry.access.Caller;
import org.belfry.access.CredentialEnded;
import org.belfry.access.CredentialVerifier;
import org.belfry.access.ErasedNames;
import org.belfry.access.NameErased;
import org.belfry.audience.RecipientsCreated;
import org.belfry.inbox.Inbox;
import org.belfry.inbox.InboxRemoved;
import org.belfry.inbox.Inboxes;
import org.belfry.inbox.InboxesChanged;
import org.belfry.platform.BackgroundExecutor;
import org.belfry.platform.UnixTime;

/**
 * The sessions of this node, by the inbox that they watch. A session may watch a name that no recipient has: it waits, and joins the
 * inbox with its first change once the recipient exists.
 */
@ApplicationScoped
public class Hub {

    private static final Logger LOG = Logger.getLogger(Hub.class.getName());

    private static final String CREDENTIALS_ENDED = "credentials no longer valid";

    @Inject
    private Inboxes inboxes;

    @Inject
    private CredentialVerifier verifier;

    @Inject
    private ErasedNames erasedNames;

    @Inject
    private BackgroundExecutor background;

    @Inject
    private UnixTime time;

    @Inject
    private StreamLimits limits;

    private final Map<Long, InboxChannel> channels = new ConcurrentHashMap<>();

    /** The sessions of recipients who do not exist yet. */
    private final Map<Watch.Name, Set<Subscriber>> waiting = new ConcurrentHashMap<>();

    private final Thread atEnd = new Thread(this::closeAll, "belfry-going-down");

    /**
     * Begins to tell a session of an inbox: {@code hello}, then every change after the position. Creates nobody: a recipient who does not
     * exist has an empty inbox.
     *
     * @param after modseq of the last change that the client has seen; null to begin with the present
     * @throws Problem 429 if there are too many streams
     */
    Subscriber open(Outlet outlet, Watch watch, Long after) {
        var found = inboxes.of(watch.name().organizationId(), watch.recipient());
        var modseq = found.map(Inbox::modseq).orElse(0L);
        var unread = found.map(Inbox::unreadCount).orElse(0L);
        var ahead = after != null && after > modseq;
        var position = after == null || ahead ? modseq : after;
        var subscriber = new Subscriber(outlet, watch, position, inboxes, background, time.now());
        limits.enter(watch);
        try {
            // Before it joins: whatever is committed from then on is told after the greeting.
            subscriber.greet(Frame.hello(position, modseq, unread));
            if (ahead) {
                // A position that this inbox never reached, as after a restored backup: what the client holds is not
                // ours.
                subscriber.greet(Frame.reset(modseq, unread));
            }
            if (found.isPresent()) {
                join(subscriber, found.get().id(), modseq);
            } else {
                await(subscriber);
            }
        } catch (RuntimeException e) {
            // As where the database does not answer: nobody else knows of it, and it would be counted for ever.
            close(subscriber);
            throw e;
        }
        return subscriber;
    }

    private void await(Subscriber subscriber) {
        var watched = subscriber.watch().name();
        waiting.compute(watched, (name, others) -> {
            var all = others != null ? others : new CopyOnWriteArraySet<Subscriber>();
            all.add(subscriber);
            return all;
        });
        subscriber.wake();
        // A recipient that was created between looking for the inbox and waiting told nobody here.
        admit(watched.organizationId(), List.of(watched.recipient()));
    }

    private void join(Subscriber subscriber, long inboxId, long modseq) {
        var channel = channels.compute(inboxId, (id, known) -> {
            var joined = known != null
                    ? known
                    : new InboxChannel(id, subscriber.watch().recipient(), modseq, inboxes, background);
            subscriber.follow(joined);
            joined.subscribers().add(subscriber);
            return joined;
        });
        if (subscriber.hasLeft()) {
            leave(subscriber);
            return;
        }
        subscriber.wake();
        // A change that was committed between reading the inbox and joining told nobody here.
        channel.catchUp();
    }

    void close(Subscriber subscriber) {
        if (subscriber.leave()) {
            limits.leave(subscriber.watch());
        }
        leave(subscriber);
    }

    private void leave(Subscriber subscriber) {
        waiting.computeIfPresent(subscriber.watch().name(), (name, all) -> {
            all.remove(subscriber);
            return all.isEmpty() ? null : all;
        });
        subscriber
                .inboxId()
                .ifPresent(inboxId -> channels.computeIfPresent(inboxId, (id, channel) -> {
                    channel.subscribers().remove(subscriber);
                    return channel.subscribers().isEmpty() ? null : channel;
                }));
    }

    /** Also what was created on another node. */
    void onCreation(@Observes(during = TransactionPhase.AFTER_SUCCESS) RecipientsCreated created) {
        if (awaited(created.organizationId()).isEmpty()) {
            return;
        }
        background.execute(() -> admit(created.organizationId(), awaited(created.organizationId())));
    }

    private Set<String> awaited(long organizationId) {
        return waiting.keySet().stream()
                .filter(name -> name.organizationId() == organizationId)
                .map(Watch.Name::recipient)
                .collect(Collectors.toSet());
    }

    /** Lets sessions that wait for these names join the inbox, if there is one: all of it is new to them. */
    private void admit(long organizationId, Collection<String> names) {
        inboxes.byName(organizationId, names).forEach((recipient, inbox) -> {
            var admitted = waiting.remove(new Watch.Name(organizationId, recipient));
            if (admitted == null) {
                return;
            }
            // They may have waited while another recipient had that name.
            var outlived = erasedNames.outlived(callers(admitted.stream()));
            for (var subscriber : admitted) {
                if (outlived.contains(subscriber.watch().caller())) {
                    subscriber.close(Ending.notValid(CREDENTIALS_ENDED));
                } else {
                    join(subscriber, inbox.id(), 0);
                }
            }
        });
    }

    private static Set<Caller> callers(Stream<Subscriber> subscribers) {
        return subscribers.map(subscriber -> subscriber.watch().caller()).collect(Collectors.toSet());
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
        if (channels.isEmpty() && waiting.isEmpty()) {
            return;
        }
        waiting.keySet().stream()
                .map(Watch.Name::organizationId)
                .distinct()
                .forEach(organizationId -> admit(organizationId, awaited(organizationId)));
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
        var channel = channels.get(inboxId);
        if (channel != null) {
            end(channel.subscribers().stream(), "this inbox was removed");
        }
    }

    /** Also what was erased on another node. Ends the streams of the recipient's credentials, whatever they watch. */
    void onErasure(@Observes(during = TransactionPhase.AFTER_SUCCESS) NameErased erased) {
        var concerned = callers(subscribers()
                .filter(subscriber -> erased.concerns(subscriber.watch().caller())));
        if (!concerned.isEmpty()) {
            background.execute(() -> end(erasedNames.outlived(concerned)::contains));
        }
    }

    private void end(Predicate<Caller> isOver) {
        end(subscribers().filter(subscriber -> isOver.test(subscriber.watch().caller())), CREDENTIALS_ENDED);
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
        var ofRecipients = callers(
                subscribers().filter(subscriber -> subscriber.watch().caller().issuance() != null));
        var outlived = erasedNames.outlived(ofRecipients);
        end(outlived::contains);
        for (var kind : List.of(Caller.Kind.API_KEY, Caller.Kind.SESSION)) {
            var used = subscribers()
                    .map(subscriber -> subscriber.watch().caller())
                    .filter(caller -> caller.kind().standsOn() == kind)
                    .map(Caller::credentialId)
                    .collect(Collectors.toSet());
            var valid = used.isEmpty() ? used : verifier.stillValid(kind, used);
            used.removeAll(valid);
            used.forEach(gone -> onEnd(new CredentialEnded(kind, gone)));
        }
    }

    private Stream<Subscriber> subscribers() {
        return Stream.concat(
                channels.values().stream().map(InboxChannel::subscribers).flatMap(Set::stream),
                waiting.values().stream().flatMap(Set::stream));
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
