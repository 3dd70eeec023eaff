package org.belfry.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.belfry.inbox.Notification.State;
import org.junit.jupiter.api.Test;

class InboxTest {

    private static final Event EVENT = new Event(
            1,
            null,
            new Event.Content("app", null, "mention", "people", "medium", "Hello", null, null, null, null, null),
            null,
            1000);

    private final Inbox inbox = new Inbox();

    private static Notification arrive(Inbox inbox) {
        inbox.arrived();
        return new Notification(EVENT, null, inbox.id(), inbox.modseq(), "", 1000);
    }

    @Test
    void aNewOneIsEmpty() {
        assertThat(inbox.modseq()).isZero();
        assertThat(inbox.unreadCount()).isZero();
        assertThat(inbox.undeliveredCount()).isZero();
        assertThat(inbox.totalCount()).isZero();
        assertThat(inbox.readAllModseq()).isZero();
        assertThat(inbox.resetModseq()).isZero();
    }

    @Test
    void whatArrivesIsUnreadAndUndelivered() {
        var notification = arrive(inbox);

        assertThat(notification.isUnread(inbox)).isTrue();
        assertThat(notification.isDelivered()).isFalse();
        assertThat(notification.occurrences()).isEqualTo(1);
        assertThat(inbox.unreadCount()).isEqualTo(1);
        assertThat(inbox.undeliveredCount()).isEqualTo(1);
        assertThat(inbox.totalCount()).isEqualTo(1);
    }

    @Test
    void whatWasReadHasBeenDelivered() {
        var notification = arrive(inbox);
        notification.markRead(2000, 2);

        assertThat(notification.isUnread(inbox)).isFalse();
        assertThat(notification.readAt()).isEqualTo(2000);
        assertThat(notification.deliveredAt()).isEqualTo(2000);
        assertThat(notification.modseq()).isEqualTo(2);
    }

    @Test
    void readingKeepsTheTimeOfDelivery() {
        var notification = arrive(inbox);
        notification.markDelivered(1500);
        notification.markRead(2000, 2);

        assertThat(notification.deliveredAt()).isEqualTo(1500);
    }

    @Test
    void aReceiptIsNoNews() {
        var notification = arrive(inbox);
        notification.markDelivered(1500);

        assertThat(notification.modseq()).isEqualTo(1);
        assertThat(notification.isUnread(inbox)).isTrue();
    }

    @Test
    void allReadReadsWhatIsThereAndNothingThatComesLater() {
        var before = arrive(inbox);
        inbox.readAll();
        var after = arrive(inbox);

        assertThat(before.isUnread(inbox)).isFalse();
        assertThat(after.isUnread(inbox)).isTrue();
        assertThat(inbox.unreadCount()).isEqualTo(1);
        assertThat(inbox.undeliveredCount()).isEqualTo(1);
    }

    @Test
    void whatIsUnreadAgainAfterAllWasReadStaysDelivered() {
        var notification = arrive(inbox);
        inbox.readAll();
        notification.markUnread(1700, inbox.unread(State.INBOX));

        assertThat(notification.isUnread(inbox)).isTrue();
        assertThat(notification.deliveredAt()).isEqualTo(1700);
        assertThat(inbox.unreadCount()).isEqualTo(1);
        assertThat(inbox.undeliveredCount()).isZero();
    }

    /** What the inbox's numbers mean: counted anew each time, by somebody who knows every single notification. */
    private static final class Model {
        private final List<Known> all = new ArrayList<>();
        private long modseq;
        private long readAll;
        private long reset;

        private static final class Known {
            private final Notification notification;
            private boolean read;
            private boolean delivered;
            private State state = State.INBOX;

            Known(Notification notification) {
                this.notification = notification;
            }
        }

        long count(Predicate<Known> which) {
            return all.stream().filter(which).count();
        }

        Known any(Random random) {
            return all.get(random.nextInt(all.size()));
        }
    }

    /** One change as {@link InboxWriter} makes it, on the inbox and on the model. */
    private static void change(Inbox inbox, Model model, Random random) {
        var which = model.all.isEmpty() ? 0 : random.nextInt(10);
        switch (which) {
            case 0 -> {
                model.all.add(new Model.Known(arrive(inbox)));
                model.modseq++;
            }
            case 1 -> {
                var one = model.any(random);
                if (one.notification.isUnread(inbox)) {
                    inbox.read(one.notification.isDelivered());
                    one.notification.markRead(2000, inbox.nextModseq());
                    model.modseq++;
                }
                one.read = true;
                one.delivered = true;
            }
            case 2 -> {
                var one = model.any(random);
                if (!one.notification.isUnread(inbox)) {
                    one.notification.markUnread(1900, inbox.unread(one.notification.state()));
                    model.modseq++;
                }
                one.read = false;
                one.state = State.INBOX;
            }
            case 3 -> {
                if (inbox.unreadCount() > 0) {
                    inbox.readAll();
                    model.readAll = ++model.modseq;
                }
                model.all.forEach(one -> one.read = one.delivered = true);
            }
            case 4 -> {
                var claimed = model.all.stream()
                        .filter(one -> !one.delivered)
                        .limit(1 + random.nextInt(4))
                        .toList();
                if (!claimed.isEmpty()) {
                    claimed.forEach(one -> one.notification.markDelivered(1800));
                    inbox.delivered(claimed.size());
                    model.modseq++;
                }
                claimed.forEach(one -> one.delivered = true);
            }
            case 5 -> {
                var gone =
                        model.all.stream().filter(one -> random.nextInt(4) == 0).toList();
                if (!gone.isEmpty()) {
                    inbox.removed(gone.stream().map(one -> one.notification).toList());
                    model.reset = ++model.modseq;
                }
                model.all.removeAll(gone);
            }
            case 6, 7 -> {
                var one = model.any(random);
                var to = which == 6 ? State.ARCHIVED : State.SNOOZED;
                if (one.state != to) {
                    putAside(inbox, one.notification, to);
                    one.state = to;
                    one.read = true;
                    one.delivered = true;
                    model.modseq++;
                }
            }
            case 8 -> {
                var one = model.any(random);
                if (one.state == State.ARCHIVED) {
                    one.notification.takeBack(inbox.moved(State.ARCHIVED, State.INBOX));
                    one.state = State.INBOX;
                    model.modseq++;
                }
            }
            default -> {
                model.all.add(new Model.Known(arrive(inbox)));
                model.modseq++;
            }
        }
    }

    private static void putAside(Inbox inbox, Notification notification, State to) {
        if (notification.isUnread(inbox)) {
            inbox.read(notification.isDelivered());
        }
        notification.settleRead(1600);
        var modseq = inbox.moved(notification.state(), to);
        if (to == State.ARCHIVED) {
            notification.archive(1600, modseq);
        } else {
            notification.snooze(9000, modseq);
        }
    }

    @Test
    void theNumbersAreThoseOfTheNotificationsWhateverHappens() {
        for (var seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var subject = new Inbox();
            var model = new Model();
            for (var step = 0; step < 80; step++) {
                var before = subject.modseq();
                change(subject, model, random);

                var at = "seed " + seed + ", step " + step;
                assertThat(subject.modseq()).as(at).isEqualTo(model.modseq).isBetween(before, before + 1);
                assertThat(subject.totalCount()).as(at).isEqualTo(model.all.size());
                assertThat(subject.unreadCount())
                        .as(at)
                        .isEqualTo(model.count(one -> !one.read))
                        .isNotNegative();
                assertThat(subject.undeliveredCount())
                        .as(at)
                        .isEqualTo(model.count(one -> !one.read && !one.delivered))
                        .isNotNegative();
                for (var state : State.values()) {
                    assertThat(subject.count(state))
                            .as(at)
                            .isEqualTo(model.count(one -> one.state == state))
                            .isEqualTo(model.count(one -> one.notification.state() == state));
                }
                assertThat(subject.readAllModseq()).as(at).isEqualTo(model.readAll);
                assertThat(subject.resetModseq()).as(at).isEqualTo(model.reset);
                for (var one : model.all) {
                    assertThat(one.notification.isUnread(subject)).as(at).isEqualTo(!one.read);
                }
            }
        }
    }
}
