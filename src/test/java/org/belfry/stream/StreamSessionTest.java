package org.belfry.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.belfry.inbox.Inboxes;
import org.belfry.inbox.InboxesChanged.Kind;
import org.belfry.platform.BackgroundExecutor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StreamSessionTest {

    private static final int TOO_SLOW = 4429;

    private static final Logger LOG = Logger.getLogger(StreamSession.class.getName());

    /** The failures here are wanted. */
    @BeforeAll
    static void quieten() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void speakAgain() {
        LOG.setLevel(null);
    }

    private final Truth truth = new Truth();
    private final ArrayDeque<Runnable> unended = new ArrayDeque<>();
    private final FakeSession atOnce = new FakeSession(Runnable::run);
    private final FakeSession slow = new FakeSession(unended::add);

    private final BackgroundExecutor inline = new BackgroundExecutor() {
        @Override
        public void execute(Runnable task) {
            task.run();
        }
    };

    private final InboxChannel channel = new InboxChannel(Frames.INBOX, Frames.RECIPIENT, 0, truth, inline);

    private StreamSession subscriber(FakeSession session, long position, Inboxes inboxes) {
        var streamSession = new StreamSession(session.connection(), Frames.WATCH, position, inboxes, inline, 0);
        streamSession.follow(channel);
        channel.sessions().add(streamSession);
        return streamSession;
    }

    @Test
    void theNextFrameWaitsUntilTheLastOneIsSent() {
        subscriber(slow, 0, truth);
        for (var i = 1; i <= 3; i++) {
            channel.offer(truth.commit(i));
        }

        assertThat(slow.words()).containsExactly("notification 1 at 1");
        unended.remove().run();
        assertThat(slow.words()).containsExactly("notification 1 at 1", "notification 2 at 2");
        unended.remove().run();
        unended.remove().run();
        assertThat(slow.words()).hasSize(3);
        assertThat(unended).isEmpty();
        assertThat(slow.faults()).isEmpty();
    }

    @Test
    void aSlowReaderHoldsNobodyElseUp() {
        subscriber(slow, 0, truth);
        subscriber(atOnce, 0, truth);
        for (var i = 1; i <= 1000; i++) {
            channel.offer(truth.commit(i));
        }

        assertThat(atOnce.words()).isEqualTo(truth.wordsAfter(0));
        assertThat(slow.sent()).hasSize(1);
    }

    @Test
    void aSlowReaderWhoFellOutOfTheRingReadsAllOfItLater() {
        subscriber(slow, 0, truth);
        for (var i = 1; i <= 1000; i++) {
            channel.offer(truth.commit(i));
        }
        while (!unended.isEmpty()) {
            unended.remove().run();
        }

        assertThat(slow.words()).isEqualTo(truth.wordsAfter(0));
        assertThat(slow.faults()).isEmpty();
    }

    @Test
    void aSlowReaderIsToldOnlyHowThingsStandNow() {
        subscriber(slow, 0, truth);
        for (var i = 1; i <= 1000; i++) {
            channel.offer(truth.commit(1));
        }
        while (!unended.isEmpty()) {
            unended.remove().run();
        }

        assertThat(slow.words()).startsWith("notification 1 at 1").endsWith("notification 1 at 1000");
        assertThat(slow.sent()).hasSizeLessThan(200);
    }

    @Test
    void aReplyGoesAheadOfTheNews() {
        var streamSession = subscriber(slow, 0, truth);
        channel.offer(truth.commit(1));
        channel.offer(truth.commit(2));
        streamSession.reply(StreamFrame.reset(0, 0));
        unended.remove().run();
        unended.remove().run();

        assertThat(slow.words()).containsExactly("notification 1 at 1", "reset at 0", "notification 2 at 2");
    }

    @Test
    void repliesKeepTheirOrder() {
        var streamSession = subscriber(slow, 0, truth);
        var replies =
                IntStream.range(0, 60).mapToObj(i -> StreamFrame.reset(i, 0)).toList();
        replies.forEach(streamSession::reply);
        while (!unended.isEmpty()) {
            unended.remove().run();
        }

        assertThat(slow.sent())
                .isEqualTo(replies.stream().map(StreamFrame::text).toList());
        assertThat(slow.closed()).isNull();
    }

    @Test
    void whoAsksMuchAndReadsNothingIsCutOff() {
        var streamSession = subscriber(slow, 0, truth);
        for (var i = 0; i < 66; i++) {
            streamSession.reply(StreamFrame.pong());
        }

        assertThat(slow.closed().code()).isEqualTo(TOO_SLOW);
        assertThat(slow.sent()).hasSize(1);
    }

    @Test
    void aSendThatFailsClosesTheSessionAndEndsTheFrames() {
        subscriber(atOnce, 0, truth);
        atOnce.failWith(new IOException("Broken pipe"));
        channel.offer(truth.commit(1));
        channel.offer(truth.commit(2));

        assertThat(atOnce.closed().code()).isEqualTo(TOO_SLOW);
        assertThat(atOnce.sent()).hasSize(1);
    }

    @Test
    void aSessionThatIsGoneHarmsNobodyElse() {
        var gone = new FakeSession(Runnable::run);
        subscriber(gone, 0, truth);
        gone.breakWith(new IllegalStateException("The WebSocket session has been closed"));
        subscriber(atOnce, 0, truth);

        channel.offer(truth.commit(1));
        channel.offer(truth.commit(2));

        assertThat(gone.sent()).isEmpty();
        assertThat(atOnce.words()).isEqualTo(truth.wordsAfter(0));
    }

    @Test
    void aSessionWhoseInboxCannotBeReadIsClosedToComeAgain() {
        truth.commit(1);
        channel.catchUp();
        var later = new InboxChannel(Frames.INBOX, Frames.RECIPIENT, 1, truth, inline);
        var away = new Inboxes() {
            @Override
            public Changes changesAfter(long inboxId, String recipient, long modseq, int limit) {
                throw new IllegalStateException("the database is away");
            }
        };
        var streamSession = new StreamSession(atOnce.connection(), Frames.WATCH, 0, away, inline, 0);
        streamSession.follow(later);

        streamSession.wake();

        assertThat(atOnce.closed()).isEqualTo(StreamCloseReason.retryLater());
        assertThat(atOnce.sent()).isEmpty();
    }

    @Test
    void resumingReadsPageByPageInOrder() {
        for (var i = 1; i <= 450; i++) {
            truth.commit(i);
        }
        var limits = new ArrayList<Integer>();
        var counting = new Truth() {
            @Override
            public Changes changesAfter(long inboxId, String recipient, long modseq, int limit) {
                limits.add(limit);
                return truth.changesAfter(inboxId, recipient, modseq, limit);
            }
        };
        var later = new InboxChannel(Frames.INBOX, Frames.RECIPIENT, 450, truth, inline);
        var streamSession = new StreamSession(atOnce.connection(), Frames.WATCH, 7, counting, inline, 0);
        streamSession.follow(later);

        streamSession.wake();

        assertThat(atOnce.words()).isEqualTo(truth.wordsAfter(7));
        assertThat(limits).containsExactly(200, 200, 200);
    }

    @Test
    void changesThatNobodyIsToldOfAreNotReadAgainAndAgain() {
        truth.commit(1);
        for (var i = 0; i < 9; i++) {
            truth.commit(Kind.SILENT);
        }
        var reads = new AtomicInteger();
        var counting = new Truth() {
            @Override
            public Changes changesAfter(long inboxId, String recipient, long modseq, int limit) {
                assertThat(reads.incrementAndGet()).as("reads").isEqualTo(1);
                return truth.changesAfter(inboxId, recipient, modseq, limit);
            }
        };
        var later = new InboxChannel(Frames.INBOX, Frames.RECIPIENT, 10, truth, inline);
        var streamSession = new StreamSession(atOnce.connection(), Frames.WATCH, 0, counting, inline, 0);
        streamSession.follow(later);

        streamSession.wake();

        assertThat(atOnce.words()).containsExactly("notification 1 at 1");
        assertThat(reads).hasValue(1);
    }

    @Test
    void whoIsNotHeardIsAskedAndThenGone() {
        var streamSession = subscriber(atOnce, 0, truth);
        streamSession.checkLife(34);
        assertThat(atOnce.pings()).isZero();
        streamSession.checkLife(35);
        streamSession.checkLife(54);
        assertThat(atOnce.pings()).isEqualTo(1);
        assertThat(atOnce.closed()).isNull();
        streamSession.checkLife(55);
        assertThat(atOnce.closed()).isEqualTo(StreamCloseReason.silent());
    }

    @Test
    void whoIsHeardIsAskedOnlyAfterAPause() {
        var streamSession = subscriber(atOnce, 0, truth);
        for (var now = 0; now <= 600; now += 30) {
            streamSession.checkLife(now);
            streamSession.onActivity(now);
        }
        assertThat(atOnce.pings()).isZero();
        streamSession.checkLife(635);
        assertThat(atOnce.pings()).isEqualTo(1);
        streamSession.onActivity(636);
        streamSession.checkLife(670);
        assertThat(atOnce.pings()).isEqualTo(1);
        streamSession.checkLife(671);
        assertThat(atOnce.pings()).isEqualTo(2);
        assertThat(atOnce.closed()).isNull();
    }

    @Test
    void aPingWaitsForItsTurnToo() {
        var streamSession = subscriber(slow, 0, truth);
        channel.offer(truth.commit(1));
        streamSession.checkLife(40);
        assertThat(slow.pings()).isZero();
        unended.remove().run();
        streamSession.checkLife(40);
        assertThat(slow.pings()).isEqualTo(1);
        assertThat(slow.faults()).isEmpty();
    }

    @Test
    void aFrameThatTakesLongIsTheLastOne() {
        var streamSession = subscriber(slow, 0, truth);
        channel.offer(truth.commit(1));
        channel.offer(truth.commit(2));
        streamSession.checkLife(100);
        streamSession.checkLife(130);
        streamSession.checkLife(131);
        assertThat(slow.closed()).isNull();
        unended.remove().run();
        assertThat(slow.closed().code()).isEqualTo(TOO_SLOW);
        assertThat(slow.words()).containsExactly("notification 1 at 1");
    }

    @Test
    void aFrameThatNeverEndsIsNotAwaited() {
        var streamSession = subscriber(slow, 0, truth);
        channel.offer(truth.commit(1));
        streamSession.checkLife(100);
        streamSession.checkLife(190);
        assertThat(slow.closed()).isNull();
        streamSession.checkLife(191);
        assertThat(slow.closed().code()).isEqualTo(TOO_SLOW);
    }

    @Test
    void aReaderWhoIsBehindButReadsIsLeftInPeace() {
        var streamSession = subscriber(slow, 0, truth);
        for (var now = 1; now <= 200; now++) {
            channel.offer(truth.commit(now));
        }
        for (var now = 100; now <= 300; now += 5) {
            streamSession.checkLife(now);
            unended.remove().run();
        }
        assertThat(slow.closed()).isNull();
        assertThat(slow.pings()).isZero();
    }

    @Test
    void anEndWaitsUntilTheFrameBeforeItIsSentAndNothingFollows() {
        var streamSession = subscriber(slow, 0, truth);
        channel.offer(truth.commit(1));
        channel.offer(truth.commit(2));
        streamSession.close(StreamCloseReason.notValid("over"));
        assertThat(slow.closed()).isNull();
        unended.remove().run();
        assertThat(slow.closed().code()).isEqualTo(StreamCloseReason.NOT_VALID);
        channel.offer(truth.commit(3));
        assertThat(slow.words()).containsExactly("notification 1 at 1");
        assertThat(slow.faults()).isEmpty();
    }

    /** The locks are held so that the one wakes it after the other has looked in vain, and before it rests. */
    @Test
    void aCallToWakeBetweenTheLastLookAndTheRestIsNotLost() throws Exception {
        var streamSession = subscriber(atOnce, 0, truth);
        var looking = new Thread(streamSession::wake);
        var holding = new CountDownLatch(1);
        var waking = new Thread(() -> {
            synchronized (streamSession) {
                holding.countDown();
                awaitBlocked(looking, streamSession);
                channel.offer(truth.commit(1));
            }
        });

        synchronized (channel) {
            looking.start();
            awaitBlocked(looking, channel);
            waking.start();
            assertThat(holding.await(20, TimeUnit.SECONDS)).isTrue();
        }
        looking.join(20_000);
        waking.join(20_000);

        assertThat(atOnce.words()).containsExactly("notification 1 at 1");
    }

    private static void awaitBlocked(Thread thread, Object lock) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> {
                    var awaited = ManagementFactory.getThreadMXBean()
                            .getThreadInfo(thread.getId())
                            .getLockInfo();
                    return awaited != null && awaited.getIdentityHashCode() == System.identityHashCode(lock);
                });
    }
}
