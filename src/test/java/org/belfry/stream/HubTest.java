package org.belfry.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import org.belfry.inbox.Inbox;
import org.belfry.inbox.InboxesChanged;
import org.belfry.platform.Background;
import org.belfry.platform.UnixTime;
import org.junit.jupiter.api.Test;

class HubTest {

    private static void set(Hub hub, String field, Object value) throws ReflectiveOperationException {
        var found = Hub.class.getDeclaredField(field);
        found.setAccessible(true);
        found.set(hub, value);
    }

    /** While "hello" is written, something is committed by another: its frame must not overtake. */
    @Test
    void nothingIsToldBeforeHello() throws Exception {
        var hub = new Hub();
        var truth = new Truth() {
            @Override
            public Inbox state(long inboxId) {
                var now = modseq();
                var inbox = this;
                return new Inbox() {
                    @Override
                    public long modseq() {
                        return now;
                    }

                    @Override
                    public long unreadCount() {
                        hub.onChange(new InboxesChanged(List.of(inbox.commit(inbox.modseq() + 1))));
                        return now;
                    }
                };
            }
        };
        set(hub, "inboxes", truth);
        set(hub, "background", new Background() {
            @Override
            public void execute(Runnable task) {
                task.run();
            }
        });

        set(hub, "limits", new StreamLimits() {
            @Override
            void enter(Watch watch) {
                // There is one.
            }
        });
        set(hub, "time", new UnixTime(Clock.systemUTC()));

        var session = new FakeSession(Runnable::run);
        hub.open(session.outlet(), Frames.WATCH, null);

        assertThat(session.words()).first().isEqualTo("hello at 0");
    }
}
