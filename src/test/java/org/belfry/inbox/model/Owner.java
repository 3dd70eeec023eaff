package org.belfry.inbox.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import org.belfry.inbox.model.Operations.Kind;

/** A client with an inbox that nobody else uses. So a model can follow, and predicts every answer. */
final class Owner {

    private static final Map<Kind, Integer> WEIGHTS = Map.of(
            Kind.POST, 6,
            Kind.POST_AGAIN, 3,
            Kind.READ, 3,
            Kind.READ_ALL, 1,
            Kind.CHANGE, 9,
            Kind.DELETE, 2,
            Kind.DELETE_OLDER, 1,
            Kind.HEARTBEAT, 2,
            Kind.COMMAND, 1);

    /** One in so many operations breaks a stream. */
    private static final int CUTS = 8;

    private final TestOrganization organization;
    private final int number;
    private final String recipient;
    private final ModelInbox model = new ModelInbox();
    private final Random random;
    private final Operations operations;
    private final Watched watched;

    Owner(TestOrganization organization, int number, Random random) {
        this.organization = organization;
        this.number = number;
        this.recipient = "owner-" + number;
        this.random = random;
        this.operations = new Operations(random, WEIGHTS);
        organization.create(recipient);
        this.watched = organization.watch(recipient);
    }

    /** Performs operations, each at a random node. */
    void work(int count) {
        for (var i = 0; i < count; i++) {
            if (random.nextInt(CUTS) == 0) {
                organization.cutAny();
            }
            var operation = operations.next(model.ids(), organization.now());
            var answer = operation.perform(organization.node(random.nextInt(2)), recipient);
            assertThat(operation)
                    .as("No. %d of %s", i, recipient)
                    .satisfies(it -> it.expect(answer, model, organization.now()));
        }
    }

    /** Snoozed notifications that were due have come back. */
    void woke(long now) {
        model.wake(now, list().byId());
    }

    /** Retention has removed everything that was read and created before a second. */
    void retained(long before, long now) {
        model.retain(before, now);
    }

    /** A broadcast was delivered. */
    void heard(long now) {
        var news = new HashSet<>(list().byId().keySet());
        model.notifications().forEach(it -> news.remove(it.id()));
        assertThat(news).as("news for " + recipient).hasSize(1);
        news.forEach(id -> model.arrive(id, now));
    }

    /** Returns when all streams are open. */
    void awaitStreams() {
        watched.awaitConnected();
    }

    /** The list shows what the model has. */
    void check() {
        var listed = list();
        assertThat(listed.notifications()).as(recipient).containsExactlyInAnyOrderElementsOf(model.notifications());
        assertThat(listed.modseq()).as(recipient).isEqualTo(model.modseq());
        assertThat(listed.total())
                .as(recipient)
                .isEqualTo(listed.notifications().size());
        assertThat(listed.unreadCount())
                .as(recipient)
                .isEqualTo(listed.notifications().stream()
                        .filter(it -> !it.isRead())
                        .count());
    }

    /** The clients of the stream were sent every change. The last change must be one that is sent. */
    void checkStreams() {
        watched.checkHolds(list());
        watched.checkSent(model);
    }

    private ListedInbox list() {
        return ListedInbox.of(organization.node(number), recipient);
    }
}
