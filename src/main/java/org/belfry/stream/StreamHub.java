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
public class StreamHub {

    private static final Logger LOG = Logger.getLogger(StreamHub.class.getName());

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
    private final Map<StreamSubscription.Name, Set<StreamSession>> waiting = new ConcurrentHashMap<>();

    private final Thread atEnd = new Thread(this::closeAll, "belfry-going-down");

    /**
     * Begins to tell a session of an inbox: {@code hello}, then every change after the position. Creates nobody: a recipient who does not
     * exist has an empty inbox.
     *
     * @param after modseq of the last change that the client has seen; null to begin with the present
     * @throws Problem 429 if there are too many streams
     */
    StreamSession open(StreamConnection connection, StreamSubscription subscription, Long after) {
        var found = inboxes.of(subscription.name().organizationId(), subscription.recipient());
        var modseq = found.map(Inbox::modseq).orElse(0L);
        var unread = found.map(Inbox::unreadCount).orElse(0L);
        var ahead = after != null && after > modseq;
        var position = after == null || ahead ? modseq : after;
        var streamSession = new StreamSession(connection, subscription, position, inboxes, background, time.now());
        limits.enter(subscription);
        try {
            // Before it joins: whatever is committed from then on is told after the greeting.
            streamSession.greet(StreamFrame.hello(position, modseq, unread));
            if (ahead) {
                // A position that this inbox never reached, as after a restored backup: what the client holds is not
                // ours.
                streamSession.greet(StreamFrame.reset(modseq, unread));
            }
            if (found.isPresent()) {
                join(streamSession, found.get().id(), modseq);
            } else {
                await(streamSession);
            }
        } catch (RuntimeException e) {
            // As where the database does not answer: nobody else knows of it, and it would be counted for ever.
            close(streamSession);
            throw e;
        }
        return streamSession;
    }

    private void await(StreamSession streamSession) {
        var watched = streamSession.watch().name();
        waiting.compute(watched, (name, others) -> {
            var all = others != null ? others : new CopyOnWriteArraySet<StreamSession>();
            all.add(streamSession);
            return all;
        });
        streamSession.wake();
        // A recipient that was created between looking for the inbox and waiting told nobody here.
        admit(watched.organizationId(), List.of(watched.recipient()));
    }

    private void join(StreamSession streamSession, long inboxId, long modseq) {
        var channel = channels.compute(inboxId, (id, known) -> {
            var joined = known != null
                    ? known
                    : new InboxChannel(id, streamSession.watch().recipient(), modseq, inboxes, background);
            streamSession.follow(joined);
            joined.sessions().add(streamSession);
            return joined;
        });
        if (streamSession.hasLeft()) {
            leave(streamSession);
            return;
        }
        streamSession.wake();
        // A change that was committed between reading the inbox and joining told nobody here.
        channel.catchUp();
    }

    void close(StreamSession streamSession) {
        if (streamSession.leave()) {
            limits.leave(streamSession.watch());
        }
        leave(streamSession);
    }

    private void leave(StreamSession streamSession) {
        waiting.computeIfPresent(streamSession.watch().name(), (name, all) -> {
            all.remove(streamSession);
            return all.isEmpty() ? null : all;
        });
        streamSession
                .inboxId()
                .ifPresent(inboxId -> channels.computeIfPresent(inboxId, (id, channel) -> {
                    channel.sessions().remove(streamSession);
                    return channel.sessions().isEmpty() ? null : channel;
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
                .map(StreamSubscription.Name::recipient)
                .collect(Collectors.toSet());
    }

    /** Lets sessions that wait for these names join the inbox, if there is one: all of it is new to them. */
    private void admit(long organizationId, Collection<String> names) {
        inboxes.byName(organizationId, names).forEach((recipient, inbox) -> {
            var admitted = waiting.remove(new StreamSubscription.Name(organizationId, recipient));
            if (admitted == null) {
                return;
            }
            // They may have waited while another recipient had that name.
            var outlived = erasedNames.outlived(callers(admitted.stream()));
            for (var streamSession : admitted) {
                if (outlived.contains(streamSession.watch().caller())) {
                    streamSession.close(StreamCloseReason.notValid(CREDENTIALS_ENDED));
                } else {
                    join(streamSession, inbox.id(), 0);
                }
            }
        });
    }

    private static Set<Caller> callers(Stream<StreamSession> sessions) {
        return sessions.map(streamSession -> streamSession.watch().caller()).collect(Collectors.toSet());
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
                .map(StreamSubscription.Name::organizationId)
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
            end(channel.sessions().stream(), "this inbox was removed");
        }
    }

    /** Also what was erased on another node. Ends the streams of the recipient's credentials, whatever they watch. */
    void onErasure(@Observes(during = TransactionPhase.AFTER_SUCCESS) NameErased erased) {
        var concerned = callers(sessions()
                .filter(streamSession -> erased.concerns(streamSession.watch().caller())));
        if (!concerned.isEmpty()) {
            background.execute(() -> end(erasedNames.outlived(concerned)::contains));
        }
    }

    private void end(Predicate<Caller> isOver) {
        end(sessions().filter(streamSession -> isOver.test(streamSession.watch().caller())), CREDENTIALS_ENDED);
    }

    private void end(Stream<StreamSession> over, String reason) {
        over.forEach(
                streamSession -> background.execute(() -> streamSession.close(StreamCloseReason.notValid(reason))));
    }

    /** How many sessions of an organization this node has, whoever watches. */
    public long connected(long organizationId) {
        return sessions()
                .filter(streamSession -> streamSession.watch().caller().organizationId() == organizationId)
                .count();
    }

    /** Looks after each session: whether its other side is still there, and reads. */
    void checkLives() {
        var now = time.now();
        sessions().forEach(streamSession -> streamSession.checkLife(now));
    }

    private void endInvalid() {
        var now = time.now();
        end(caller -> caller.expired(now));
        var ofRecipients = callers(sessions()
                .filter(streamSession -> streamSession.watch().caller().issuance() != null));
        var outlived = erasedNames.outlived(ofRecipients);
        end(outlived::contains);
        for (var kind : List.of(Caller.Kind.API_KEY, Caller.Kind.SESSION)) {
            var used = sessions()
                    .map(streamSession -> streamSession.watch().caller())
                    .filter(caller -> caller.kind().standsOn() == kind)
                    .map(Caller::credentialId)
                    .collect(Collectors.toSet());
            var valid = used.isEmpty() ? used : verifier.stillValid(kind, used);
            used.removeAll(valid);
            used.forEach(gone -> onEnd(new CredentialEnded(kind, gone)));
        }
    }

    private Stream<StreamSession> sessions() {
        return Stream.concat(
                channels.values().stream().map(InboxChannel::sessions).flatMap(Set::stream),
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
            LOG.log(Level.FINE, "The server is already shutting down", e);
        }
    }

    private void closeAll() {
        sessions().forEach(streamSession -> streamSession.close(StreamCloseReason.goingDown()));
    }
}
