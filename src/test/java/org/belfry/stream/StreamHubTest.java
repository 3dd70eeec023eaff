package org.belfry.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.belfry.access.Caller;
import org.belfry.access.ErasedNames;
import org.belfry.audience.RecipientsCreated;
import org.belfry.inbox.Inbox;
import org.belfry.inbox.Inboxes;
import org.belfry.inbox.InboxesChanged;
import org.belfry.platform.BackgroundExecutor;
import org.belfry.platform.UnixTime;
import org.junit.jupiter.api.Test;

class StreamHubTest {

    private static void set(StreamHub hub, String field, Object value) throws ReflectiveOperationException {
        var found = StreamHub.class.getDeclaredField(field);
        found.setAccessible(true);
        found.set(hub, value);
    }

    /** While "hello" is written, something is committed by another: its frame must not overtake. */
    @Test
    void nothingIsToldBeforeHello() throws Exception {
        var hub = new StreamHub();
        var truth = new Truth() {
            @Override
            public Optional<Inbox> of(long organizationId, String recipient) {
                var now = modseq();
                var inbox = this;
                return Optional.of(new Inbox() {
                    @Override
                    public long id() {
                        return Frames.INBOX;
                    }

                    @Override
                    public long modseq() {
                        return now;
                    }

                    @Override
                    public long unreadCount() {
                        hub.onChange(new InboxesChanged(List.of(inbox.commit(inbox.modseq() + 1))));
                        return now;
                    }
                });
            }
        };
        set(hub, "inboxes", truth);
        set(hub, "background", new BackgroundExecutor() {
            @Override
            public void execute(Runnable task) {
                task.run();
            }
        });

        set(hub, "limits", new StreamLimits() {
            @Override
            void enter(StreamSubscription subscription) {
                // There is one.
            }
        });
        set(hub, "time", new UnixTime(Clock.systemUTC()));

        var session = new FakeSession(Runnable::run);
        hub.open(session.connection(), Frames.WATCH, null);

        assertThat(session.words()).first().isEqualTo("hello at 0");
    }

    /** An inbox that comes into being while the sessions are open. */
    private static class Birth extends Truth {

        private boolean isBorn;

        @Override
        public Optional<Inbox> of(long organizationId, String recipient) {
            return Optional.ofNullable(
                    byName(organizationId, List.of(recipient)).get(recipient));
        }

        @Override
        public Map<String, Inbox> byName(long organizationId, Collection<String> recipients) {
            return !isBorn || !recipients.contains(Frames.RECIPIENT)
                    ? Map.of()
                    : Map.of(Frames.RECIPIENT, new Inbox() {
                        @Override
                        public long id() {
                            return Frames.INBOX;
                        }
                    });
        }
    }

    private static StreamHub hub(Inboxes inboxes, Set<Caller> outlived) throws ReflectiveOperationException {
        var hub = new StreamHub();
        set(hub, "inboxes", inboxes);
        set(hub, "time", new UnixTime(Clock.systemUTC()));
        set(hub, "limits", new StreamLimits() {
            @Override
            void enter(StreamSubscription subscription) {
                // There is one.
            }

            @Override
            void leave(StreamSubscription subscription) {
                // It was counted nowhere.
            }
        });
        set(hub, "erasedNames", new ErasedNames() {
            @Override
            public Set<Caller> outlived(Collection<Caller> callers) {
                return outlived;
            }
        });
        set(hub, "background", new BackgroundExecutor() {
            @Override
            public void execute(Runnable task) {
                task.run();
            }
        });
        return hub;
    }

    @Test
    void whoWatchesSomebodyUnknownIsToldFromTheFirstChangeOn() throws Exception {
        var inboxes = new Birth();
        var hub = hub(inboxes, Set.of());
        var early = new FakeSession(Runnable::run);
        var left = new FakeSession(Runnable::run);
        hub.open(early.connection(), Frames.WATCH, null);
        hub.close(hub.open(left.connection(), Frames.WATCH, null));
        hub.onCreation(new RecipientsCreated(1));
        assertThat(early.words()).containsExactly("hello at 0");

        inboxes.isBorn = true;
        inboxes.commit(1);
        var late = new FakeSession(Runnable::run);
        hub.open(late.connection(), Frames.WATCH, 0L);
        hub.onCreation(new RecipientsCreated(2));
        assertThat(early.words()).containsExactly("hello at 0");
        hub.onCreation(new RecipientsCreated(1));
        hub.onChange(new InboxesChanged(List.of(inboxes.commit(2))));

        assertThat(early.words()).containsExactly("hello at 0", "notification 1 at 1", "notification 2 at 2");
        assertThat(late.words()).contains("notification 1 at 1", "notification 2 at 2");
        assertThat(left.words()).containsExactly("hello at 0");
        assertThat(hub.connected(1)).isEqualTo(2);
    }

    @Test
    void whoWaitedThroughTheLifeOfAnotherIsToldNothingOfTheNext() throws Exception {
        var inboxes = new Birth();
        var hub = hub(inboxes, Set.of(Frames.WATCH.caller()));
        var session = new FakeSession(Runnable::run);
        hub.open(session.connection(), Frames.WATCH, null);

        inboxes.isBorn = true;
        inboxes.commit(1);
        hub.onCreation(new RecipientsCreated(1));

        assertThat(session.words()).containsExactly("hello at 0");
    }

    @Test
    void whatCouldNotBeOpenedIsNotCounted() throws Exception {
        var counted = new AtomicInteger();
        var hub = hub(
                new Birth() {
                    @Override
                    public Map<String, Inbox> byName(long organizationId, Collection<String> recipients) {
                        throw new IllegalStateException("The database does not answer");
                    }
                },
                Set.of());
        set(hub, "limits", new StreamLimits() {
            @Override
            void enter(StreamSubscription subscription) {
                counted.incrementAndGet();
            }

            @Override
            void leave(StreamSubscription subscription) {
                counted.decrementAndGet();
            }
        });

        var session = new FakeSession(Runnable::run);
        assertThatThrownBy(() -> hub.open(session.connection(), Frames.WATCH, null))
                .isInstanceOf(IllegalStateException.class);

        assertThat(counted).hasValue(0);
        assertThat(hub.connected(1)).isZero();
    }
}
