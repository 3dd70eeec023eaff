package org.belfry.stream;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.belfry.access.Caller;
import org.belfry.access.CredentialEnded;
import org.belfry.access.NameErased;
import org.belfry.audience.RecipientsCreated;
import org.belfry.inbox.InboxRemoved;
import org.belfry.inbox.InboxesChanged;
import org.belfry.inbox.InboxesChanged.Kind;
import org.belfry.platform.BackgroundExecutor;
import org.belfry.platform.Characters;
import org.belfry.platform.ClusterBus;
import org.belfry.platform.CoalescingWorker;

/**
 * Lets the hubs of all nodes hear what happens on one. What is committed while the last words are on their way goes together,
 * and of an inbox only how far it is. Words are {@code inbox:7:42} (inbox 7 is at modseq 42), {@code removed:7},
 * {@code ended:API_KEY:3}, {@code created:1} (organization 1 has new recipients) and {@code erased:1:HASH} (of a name in organization 1).
 */
@ApplicationScoped
public class StreamRelay {

    private static final String INBOX = "inbox";
    private static final String REMOVED = "removed";
    private static final String ENDED = "ended";
    private static final String CREATED = "created";
    private static final String ERASED = "erased";

    @Inject
    private ClusterBus cluster;

    @Inject
    private BackgroundExecutor background;

    @Inject
    private StreamHub hub;

    /** Inboxes of which the others are to hear, and their latest modseq. */
    private final Map<Long, Long> changed = new ConcurrentHashMap<>();

    /** What else they are to hear. */
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    private CoalescingWorker telling;

    @PostConstruct
    void prepare() {
        telling = new CoalescingWorker(background, "Telling the other nodes", this::publish);
    }

    void onChange(@Observes(during = TransactionPhase.AFTER_SUCCESS) InboxesChanged news) {
        if (!cluster.hasOtherNodes()) {
            return;
        }
        for (var change : news.changes()) {
            if (change.kind() != Kind.SILENT) {
                changed.merge(change.inboxId(), change.modseq(), Math::max);
            }
        }
        telling.wake();
    }

    void onRemoval(@Observes(during = TransactionPhase.AFTER_SUCCESS) InboxRemoved removed) {
        enqueue(REMOVED + ":" + removed.inboxId());
    }

    void onEnd(@Observes(during = TransactionPhase.AFTER_SUCCESS) CredentialEnded ended) {
        enqueue(ENDED + ":" + ended.kind() + ":" + ended.credentialId());
    }

    void onCreation(@Observes(during = TransactionPhase.AFTER_SUCCESS) RecipientsCreated created) {
        enqueue(CREATED + ":" + created.organizationId());
    }

    void onErasure(@Observes(during = TransactionPhase.AFTER_SUCCESS) NameErased erased) {
        enqueue(ERASED + ":" + erased.organizationId() + ":" + erased.nameHash());
    }

    private void enqueue(String word) {
        if (cluster.hasOtherNodes()) {
            said.add(word);
            telling.wake();
        }
    }

    private void publish() {
        var words = new LinkedHashSet<String>();
        for (var inboxId : new ArrayList<>(changed.keySet())) {
            words.add(INBOX + ":" + inboxId + ":" + changed.remove(inboxId));
        }
        words.addAll(said);
        said.removeAll(words);
        cluster.publish(words);
    }

    void onHeard(@Observes ClusterBus.MessagesReceived received) {
        received.messages().forEach(this::follow);
    }

    private void follow(String word) {
        var parts = Characters.split(word, ':');
        switch (parts.get(0)) {
            case INBOX -> hub.onChangeElsewhere(Long.parseLong(parts.get(1)), Long.parseLong(parts.get(2)));
            case REMOVED -> hub.onRemoval(new InboxRemoved(Long.parseLong(parts.get(1))));
            case ENDED ->
                hub.onEnd(new CredentialEnded(Caller.Kind.valueOf(parts.get(1)), Long.parseLong(parts.get(2))));
            case CREATED -> hub.onCreation(new RecipientsCreated(Long.parseLong(parts.get(1))));
            case ERASED -> hub.onErasure(new NameErased(Long.parseLong(parts.get(1)), parts.get(2)));
            default -> {
                // A node of a later release says more than this one knows of.
            }
        }
    }

    /** Whatever was said while nobody listened is found in the database. */
    void onListening(@Observes ClusterBus.ListeningStarted again) {
        background.execute(hub::sweep);
    }
}
