package org.belfry.inbox.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.belfry.inbox.model.SharedInbox.Use;
import org.belfry.testing.AtOnce;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.ClockedNodes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Many clients perform random operations on inboxes at the same time, while streams break, snoozed notifications come back, and retention
 * and erasure remove others. Afterwards every counter matches the rows, the answers add up, and each client of a stream holds what the
 * server lists. For the long form, and to repeat a run with its seed, see docs/servers.md.
 */
@Tag("both-databases")
class RandomOperationsIT {

    private static final int OPERATIONS = Integer.getInteger("belfry.it.model.operations", 350);
    private static final long SEED = Long.getLong("belfry.it.seed", System.nanoTime() & 0xffffff);
    private static final int RUNS = Integer.getInteger("belfry.it.model.runs", 1);

    /** Gives each client of a seed its own random numbers. */
    private static final int CLIENTS_A_SEED = 1000;

    private static final ClockedNodes NODES = ClockedNodes.shared();

    static LongStream seeds() {
        return LongStream.range(SEED, SEED + RUNS).peek(seed -> System.out.println("-Dbelfry.it.seed=" + seed));
    }

    private static Random random(long seed, int client) {
        return new Random(seed * CLIENTS_A_SEED + client);
    }

    @ParameterizedTest(name = "-Dbelfry.it.seed={0}")
    @MethodSource("seeds")
    void aClientWithAnInboxOfItsOwnIsAnsweredAsTheModelPredicts(long seed) throws Exception {
        var clients = 6;
        var rounds = 3;
        try (var organization = new TestOrganization(NODES)) {
            organization.keepRead(null);
            var owners = IntStream.range(0, clients)
                    .mapToObj(number -> new Owner(organization, number, random(seed, number)))
                    .toList();
            for (var round = 0; round < rounds; round++) {
                AtOnce.run(clients, number -> {
                    owners.get(number).work(OPERATIONS / clients / rounds);
                    return number;
                });
                owners.forEach(Owner::check);
                owners.forEach(Owner::awaitStreams);
                passTime(organization, owners, round % 2 == 0 ? 10 : 2 * TestOrganization.DAY);
                owners.forEach(Owner::check);
                organization.recount();
            }
            owners.forEach(Owner::checkStreams);
            assertThat(organization.refusals()).isEmpty();
        }
    }

    /** Lets everything happen that needs no client, one after the other, so that the models can follow. The last is sent on every stream. */
    private static void passTime(TestOrganization organization, List<Owner> owners, long seconds) {
        var now = organization.move(seconds);
        organization.awaitWakeUps();
        owners.forEach(owner -> owner.woke(now));

        organization.keepRead(1);
        organization.runRetention();
        organization.keepRead(null);
        owners.forEach(owner -> owner.retained(now - TestOrganization.DAY, now));

        new Operation.Broadcast().perform(organization.node(0), null);
        organization.awaitBroadcasts();
        owners.forEach(owner -> owner.heard(now));
    }

    @ParameterizedTest(name = "-Dbelfry.it.seed={0}")
    @MethodSource("seeds")
    void sharedInboxesCountWhatIsInThemAndTheAnswersAddUp(long seed) throws Exception {
        var clients = 12;
        try (var organization = new TestOrganization(NODES)) {
            var admin = organization.node(0);
            var inboxes = Arrays.stream(Use.values()).map(SharedInbox::new).toList();
            inboxes.forEach(inbox -> organization.create(inbox.recipient()));
            addOld(inboxes, organization);
            var watched = inboxes.stream()
                    .filter(inbox -> inbox.use() != Use.ERASED)
                    .collect(Collectors.toMap(Function.identity(), inbox -> organization.watch(inbox.recipient())));

            var done = new AtomicInteger();
            AtOnce.run(clients, client -> {
                var random = random(seed, client);
                var operations = inboxes.stream()
                        .collect(Collectors.toMap(
                                Function.identity(),
                                inbox -> new Operations(random, inbox.use().weights())));
                for (var i = 0; i < OPERATIONS / clients; i++) {
                    var inbox = inboxes.get(random.nextInt(inboxes.size()));
                    inbox.performNext(operations.get(inbox), organization.node(random.nextInt(2)), organization.now());
                    meanwhile(organization, done.incrementAndGet());
                }
                return client;
            });
            settle(organization, inboxes);

            organization.recount();
            var broadcasts = inboxes.stream().mapToLong(SharedInbox::broadcasts).sum();
            inboxes.forEach(inbox -> inbox.check(inbox.list(admin), broadcasts, organization.removedByRetention()));
            watched.forEach((inbox, clientsOfIt) -> clientsOfIt.checkHolds(inbox.list(admin)));
            assertThat(organization.refusals()).isEmpty();
        }
    }

    /** Fills the one inbox in which retention removes notifications, as soon as they are read. */
    private static void addOld(List<SharedInbox> inboxes, TestOrganization organization) {
        var everything = inboxes.get(Use.EVERYTHING.ordinal());
        for (var i = 0; i < 8; i++) {
            everything.perform(new Operation.Post(5), organization.node(i));
        }
        organization.move(2 * TestOrganization.DAY);
        organization.keepRead(1);
    }

    /** Runs after each operation of any client. */
    private static void meanwhile(TestOrganization organization, int done) {
        if (done % 10 == 0) {
            organization.cutAny();
        }
        if (done % 15 == 0) {
            organization.move(3);
        }
        if (done % 25 == 0) {
            organization.startRetention();
        }
    }

    /** Returns when nothing happens any more. The last change of each inbox is one that is sent on its streams. */
    private static void settle(TestOrganization organization, List<SharedInbox> inboxes) {
        BelfryClient admin = organization.node(0);
        organization.awaitBroadcasts();
        organization.awaitRetention();
        organization.awaitWakeUps();
        inboxes.forEach(inbox -> inbox.claimAll(admin));
        inboxes.forEach(inbox -> inbox.perform(new Operation.Post(1), admin));
    }
}
