package org.belfry.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.belfry.inbox.InboxesChanged.InboxChange;
import org.belfry.inbox.InboxesChanged.Kind;
import org.belfry.platform.BackgroundExecutor;
import org.belfry.stream.InboxChannel.Next;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InboxChannelTest {

    private static final int RING = 128;

    /** Held, as the log manager would forget it and its level. */
    private static final Logger LOG = Logger.getLogger(InboxChannel.class.getName());

    /** The failures here are wanted. */
    @BeforeAll
    static void quieten() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void speakAgain() {
        LOG.setLevel(null);
    }

    /** Runs in the background what it is told to, when asked to. */
    private static final class Later extends BackgroundExecutor {
        private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        void runAll() {
            while (!tasks.isEmpty()) {
                tasks.remove().run();
            }
        }
    }

    private final Truth truth = new Truth();
    private final Later background = new Later();

    private InboxChannel channel(long modseq) {
        return new InboxChannel(Frames.INBOX, Frames.RECIPIENT, modseq, truth, background);
    }

    private static Next tell(InboxChange change) {
        return new Next.Deliver(StreamFrame.of(change));
    }

    private List<InboxChange> commit(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> truth.commit(truth.modseq() + 1000))
                .toList();
    }

    @Test
    void aChangeThatFollowsIsToldWithoutReadingTheDatabase() {
        var channel = channel(5);
        var change = Frames.notification(1, 6);

        channel.offer(change);

        assertThat(channel.head()).isEqualTo(6);
        assertThat(channel.after(5)).isEqualTo(tell(change));
        assertThat(channel.after(6)).isEqualTo(new Next.Wait());
    }

    @Test
    void whatLiesBeforeTheRingIsReadFromTheDatabase() {
        assertThat(channel(5).after(4)).isEqualTo(new Next.Read());
        assertThat(channel(5).after(5)).isEqualTo(new Next.Wait());
    }

    @Test
    void aChangeAfterAGapIsNotToldBeforeTheGapIsClosed() {
        var changes = commit(3);
        var channel = channel(0);

        channel.offer(changes.get(2));

        assertThat(channel.after(0)).isEqualTo(new Next.Wait());
        background.runAll();
        assertThat(channel.head()).isEqualTo(3);
        assertThat(channel.after(0)).isEqualTo(tell(changes.get(0)));
        assertThat(channel.after(1)).isEqualTo(tell(changes.get(1)));
        assertThat(channel.after(2)).isEqualTo(tell(changes.get(2)));
        assertThat(channel.after(3)).isEqualTo(new Next.Wait());
    }

    @Test
    void aChangeThatIsOfferedTwiceOrLateIsToldOnce() {
        var changes = commit(2);
        var channel = channel(0);

        channel.offer(changes.get(1));
        background.runAll();
        changes.forEach(channel::offer);
        changes.forEach(channel::offer);
        background.runAll();

        assertThat(channel.head()).isEqualTo(2);
        assertThat(channel.after(1)).isEqualTo(tell(changes.get(1)));
        assertThat(channel.after(2)).isEqualTo(new Next.Wait());
    }

    @Test
    void aSilentChangeIsPassedOverAndCounts() {
        var channel = channel(0);
        channel.offer(Frames.other(Kind.SILENT, 1));

        assertThat(channel.head()).isEqualTo(1);
        assertThat(channel.after(0)).isEqualTo(new Next.Wait());

        var next = Frames.other(Kind.READ_ALL, 2);
        channel.offer(next);
        assertThat(channel.after(0)).isEqualTo(tell(next));
    }

    @Test
    void theRingForgetsTheOldestAndSaysSo() {
        var changes = commit(RING + 3);
        var channel = channel(0);
        changes.forEach(channel::offer);

        assertThat(channel.after(0)).isEqualTo(new Next.Read());
        assertThat(channel.after(2)).isEqualTo(new Next.Read());
        assertThat(channel.after(3)).isEqualTo(tell(changes.get(3)));
        assertThat(channel.after(RING + 2)).isEqualTo(tell(changes.get(RING + 2)));
    }

    @Test
    void moreThanTheRingHoldsIsLeftToTheSessions() {
        commit(5 * RING + 7);
        var channel = channel(0);

        channel.catchUp();
        background.runAll();

        assertThat(channel.head()).isEqualTo(5 * RING + 7);
        assertThat(channel.after(0)).isEqualTo(new Next.Read());
        assertThat(channel.after(truth.modseq())).isEqualTo(new Next.Wait());
    }

    @Test
    void catchingUpThatOverlapsBecomesOneRun() {
        commit(1);
        var channel = channel(0);

        for (var i = 0; i < 50; i++) {
            channel.catchUp();
        }

        assertThat(background.tasks).hasSize(1);
        background.runAll();
        channel.catchUp();
        assertThat(background.tasks).hasSize(1);
    }

    @Test
    void whatIsCommittedWhileTheDatabaseIsReadIsReadToo() {
        var tasks = new Later();
        var channel = new AtomicReference<InboxChannel>();
        var late = new AtomicBoolean(true);
        var slow = new Truth() {
            @Override
            public Changes changesAfter(long inboxId, String recipient, long modseq, int limit) {
                var changes = super.changesAfter(inboxId, recipient, modseq, limit);
                if (late.getAndSet(false)) {
                    commit(2);
                    channel.get().catchUp();
                }
                return changes;
            }
        };
        slow.commit(1);
        channel.set(new InboxChannel(Frames.INBOX, Frames.RECIPIENT, 0, slow, tasks));

        channel.get().catchUp();
        tasks.runAll();

        assertThat(channel.get().head()).isEqualTo(2);
    }

    @Test
    void aFailureToReadIsForgottenByTheNextTry() {
        var broken = new AtomicBoolean(true);
        var away = new Truth() {
            @Override
            public Changes changesAfter(long inboxId, String recipient, long modseq, int limit) {
                if (broken.get()) {
                    throw new IllegalStateException("the database is away");
                }
                return super.changesAfter(inboxId, recipient, modseq, limit);
            }
        };
        away.commit(1);
        var channel = new InboxChannel(Frames.INBOX, Frames.RECIPIENT, 0, away, background);
        channel.catchUp();
        background.runAll();
        assertThat(channel.head()).isZero();

        broken.set(false);
        channel.catchUp();
        background.runAll();
        assertThat(channel.head()).isEqualTo(1);
    }

    /**
     * One thread plays all of them: what runs in the background, the sends that end later, the hints that come in any
     * order, twice or never. While the database is read, a frame sent or a task handed over, anything else may happen
     * in between. The seed decides.
     */
    private static final class Play {
        private final Random random;
        private final boolean overwriting;
        private final double lost;
        private final List<InboxChange> hints = new ArrayList<>();
        private final List<Runnable> tasks = new ArrayList<>();
        private final List<Viewer> viewers = new ArrayList<>();
        private final long alreadyThere;
        private final InboxChannel channel;
        private int depth;
        private boolean over;

        private record Viewer(StreamSession streamSession, FakeSession session, long position) {}

        private final Truth truth = new Truth() {
            @Override
            public Changes changesAfter(long inboxId, String recipient, long modseq, int limit) {
                assertNothingIsHeld();
                meanwhile();
                if (limit == RING && !over && random.nextInt(20) == 0) {
                    throw new IllegalStateException("the database is away");
                }
                var changes = super.changesAfter(inboxId, recipient, modseq, limit);
                meanwhile();
                return changes;
            }
        };

        private final BackgroundExecutor background = new BackgroundExecutor() {
            @Override
            public void execute(Runnable task) {
                assertNothingIsHeld();
                if (random.nextInt(4) == 0 && depth < 3) {
                    task.run();
                } else {
                    tasks.add(task);
                }
                meanwhile();
            }
        };

        Play(long seed) {
            random = new Random(seed);
            overwriting = random.nextBoolean();
            lost = random.nextInt(3) * 0.15;
            var before = random.nextInt(3) * random.nextInt(300);
            for (var i = 0; i < before; i++) {
                commit();
            }
            hints.clear();
            alreadyThere = truth.modseq();
            channel = new InboxChannel(Frames.INBOX, Frames.RECIPIENT, alreadyThere, truth, background);
        }

        private void assertNothingIsHeld() {
            assertThat(Thread.holdsLock(channel))
                    .as("the channel's lock is held during I/O")
                    .isFalse();
            for (var viewer : viewers) {
                assertThat(Thread.holdsLock(viewer.streamSession()))
                        .as("a subscriber's lock is held during I/O")
                        .isFalse();
            }
        }

        /** Others do something while one waits for the world outside. */
        private void meanwhile() {
            if (depth >= 3 || over) {
                return;
            }
            depth++;
            for (var i = random.nextInt(4); i > 1; i--) {
                step();
            }
            depth--;
        }

        private void commit() {
            var kind = random.nextInt(12);
            var change = kind == 0
                    ? truth.commit(Kind.SILENT)
                    : kind == 1 && overwriting
                            ? truth.commit(Kind.READ_ALL)
                            : kind == 2 && overwriting
                                    ? truth.commit(Kind.RESET)
                                    : truth.commit(overwriting ? 1 + random.nextInt(40) : truth.modseq() + 1);
            if (random.nextDouble() >= lost) {
                hints.add(change);
            }
            if (random.nextInt(10) == 0) {
                hints.add(change);
            }
        }

        private void step() {
            switch (random.nextInt(16)) {
                case 0, 1, 2 -> commit();
                case 3, 4, 5, 6 -> hint();
                case 7, 8, 9, 10, 11, 12 -> runOne();
                case 13 -> sweep();
                case 14 -> {
                    if (viewers.size() < 5) {
                        join();
                    }
                }
                default -> {
                    if (random.nextInt(25) == 0) {
                        for (var i = random.nextInt(400); i > 0; i--) {
                            commit();
                        }
                    }
                }
            }
        }

        private void hint() {
            if (!hints.isEmpty()) {
                // Mostly in the order of the commits, as it is in life.
                var which = random.nextInt(3) == 0 ? random.nextInt(hints.size()) : 0;
                channel.offer(hints.remove(which));
            }
        }

        private void runOne() {
            if (!tasks.isEmpty()) {
                tasks.remove(random.nextInt(tasks.size())).run();
            }
        }

        private void sweep() {
            if (channel.head() < truth.modseq()) {
                channel.catchUp();
            }
        }

        private void join() {
            var session = new FakeSession(ended -> {
                assertNothingIsHeld();
                if (random.nextInt(3) == 0) {
                    ended.run();
                    meanwhile();
                } else {
                    tasks.add(ended);
                    meanwhile();
                }
            });
            var position = random.nextBoolean()
                    ? truth.modseq()
                    : (long) (random.nextDouble() * random.nextDouble() * truth.modseq());
            var streamSession = new StreamSession(session.connection(), Frames.WATCH, position, truth, background, 0);
            viewers.add(new Viewer(streamSession, session, position));
            streamSession.follow(channel);
            channel.sessions().add(streamSession);
            streamSession.wake();
            channel.catchUp();
        }

        /** Until nothing is left to do, as if nobody wrote any more. */
        private void settle() {
            over = true;
            while (!hints.isEmpty() || !tasks.isEmpty() || channel.head() < truth.modseq()) {
                hint();
                runOne();
                if (tasks.isEmpty()) {
                    sweep();
                }
            }
        }

        void run(int steps) {
            join();
            for (var i = 0; i < steps; i++) {
                step();
            }
            settle();
        }

        void check() {
            for (var viewer : viewers) {
                var seen = viewer.session().words();
                assertThat(viewer.session().faults()).isEmpty();
                assertThat(viewer.session().closed()).isNull();
                if (overwriting) {
                    assertThat(truth.wordsAfter(viewer.position())).containsSubsequence(seen);
                    assertThat(seen).containsSubsequence(truth.standingAfter(viewer.position()));
                } else {
                    assertThat(seen).isEqualTo(truth.wordsAfter(viewer.position()));
                }
            }
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everySubscriberSeesEveryChangeOnceAndInOrderWhateverTheInterleaving(long block) {
        for (var seed = block * 50; seed < (block + 1) * 50; seed++) {
            var play = new Play(seed);
            play.run(50 + (int) (seed % 7) * 60);
            try {
                play.check();
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    /** The same with real threads, for what only they can bring about. */
    @ParameterizedTest
    @MethodSource("rounds")
    void everySubscriberSeesEveryChangeOnceAndInOrderOnManyThreads(int round) throws Exception {
        var threads = Executors.newFixedThreadPool(6);
        try {
            var inbox = new Truth();
            IntStream.range(0, round % 3 * 250).forEach(i -> inbox.commit(i + 1L));
            var start = inbox.modseq();
            var executor = new BackgroundExecutor() {
                @Override
                public void execute(Runnable task) {
                    threads.execute(task);
                }
            };
            var channel = new InboxChannel(Frames.INBOX, Frames.RECIPIENT, start, inbox, executor);
            var sessions = Collections.synchronizedList(new ArrayList<FakeSession>());
            var positions = Collections.synchronizedList(new ArrayList<Long>());

            var work = new ArrayList<Future<?>>();
            for (var writer = 0; writer < 3; writer++) {
                var random = new Random(round * 10L + writer);
                work.add(threads.submit(() -> write(inbox, channel, random)));
            }
            var random = new Random(round);
            for (var viewer = 0; viewer < 6; viewer++) {
                var session = new FakeSession(ended -> end(ended, threads));
                var position = random.nextBoolean() ? inbox.modseq() : random.nextLong(start + 1);
                var streamSession = new StreamSession(session.connection(), Frames.WATCH, position, inbox, executor, 0);
                streamSession.follow(channel);
                channel.sessions().add(streamSession);
                sessions.add(session);
                positions.add(position);
                streamSession.wake();
                channel.catchUp();
            }
            for (var one : work) {
                one.get(30, TimeUnit.SECONDS);
            }
            channel.catchUp();

            for (var i = 0; i < sessions.size(); i++) {
                var session = sessions.get(i);
                var expected = inbox.wordsAfter(positions.get(i));
                await().atMost(Duration.ofSeconds(30))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> session.sent().size() >= expected.size());
                assertThat(session.words()).isEqualTo(expected);
                assertThat(session.faults()).isEmpty();
                assertThat(session.closed()).isNull();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    static IntStream rounds() {
        return IntStream.range(0, 30);
    }

    private static void write(Truth inbox, InboxChannel channel, Random random) {
        for (var i = 0; i < 300; i++) {
            // The number of a notification is its first modseq: each is changed only once.
            var change = commitNew(inbox);
            if (random.nextInt(20) > 0) {
                channel.offer(change);
            }
        }
    }

    private static InboxChange commitNew(Truth inbox) {
        synchronized (inbox) {
            return inbox.commit(inbox.modseq() + 1);
        }
    }

    private static void end(Runnable ended, ExecutorService threads) {
        if (ThreadLocalRandom.current().nextBoolean()) {
            ended.run();
        } else {
            threads.execute(ended);
        }
    }
}
