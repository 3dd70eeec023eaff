package org.belfry.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.belfry.inbox.Notification.State;
import org.junit.jupiter.api.Test;

class InboxTest {

    private static final ToLongFunction<Notification> READ_AT_1700 = notification -> 1700;

    private final OneInbox inbox = new OneInbox();

    @Test
    void aNewOneIsEmpty() {
        assertThat(inbox.state().modseq()).isZero();
        assertThat(inbox.state().unreadCount()).isZero();
        assertThat(inbox.state().undeliveredCount()).isZero();
        assertThat(inbox.state().totalCount()).isZero();
        assertThat(inbox.state().readAllModseq()).isZero();
        assertThat(inbox.state().resetModseq()).isZero();
    }

    @Test
    void nothingChangesWithoutAPermit() {
        var notification = inbox.arrive();

        assertThatNullPointerException().isThrownBy(() -> inbox.state().nextModseq(null));
        assertThatNullPointerException().isThrownBy(() -> inbox.state().arrived(null));
        assertThatNullPointerException().isThrownBy(() -> inbox.state().read(null, true));
        assertThatNullPointerException().isThrownBy(() -> inbox.state().unread(null, State.INBOX));
        assertThatNullPointerException().isThrownBy(() -> inbox.state().moved(null, State.INBOX, State.ARCHIVED));
        assertThatNullPointerException().isThrownBy(() -> inbox.state().delivered(null, 1));
        assertThatNullPointerException().isThrownBy(() -> inbox.state().readAll(null));
        assertThatNullPointerException().isThrownBy(() -> inbox.state().removed(null, 1, 1, 1, 0, 0));
        assertThatNullPointerException()
                .isThrownBy(() -> inbox.state().repair(null, new InboxCounts(0, 0, 0, 0, 0, 7)));
        assertThatNullPointerException().isThrownBy(() -> notification.markRead(null, 2000, 2));
        assertThatNullPointerException().isThrownBy(() -> notification.markUnread(null, 2000, 2));
        assertThatNullPointerException().isThrownBy(() -> notification.settleAsRead(null, 2000));
        assertThatNullPointerException().isThrownBy(() -> notification.archive(null, 2000, 2));
        assertThatNullPointerException().isThrownBy(() -> notification.unarchive(null, 2));
        assertThatNullPointerException().isThrownBy(() -> notification.snooze(null, 3000, 2));
        assertThatNullPointerException().isThrownBy(() -> notification.recordOccurrence(null, 2));
        assertThatNullPointerException().isThrownBy(() -> notification.markDelivered(null, 2000));
        assertThatNullPointerException().isThrownBy(() -> new LockedInbox(null, inbox.state()));
        assertThatNullPointerException().isThrownBy(() -> new NotificationSlot(null, 1, 2, 3));
        assertThat(inbox.state().modseq()).isEqualTo(1);
        assertThat(inbox.state().unreadCount()).isEqualTo(1);
        assertThat(notification.modseq()).isEqualTo(1);
    }

    @Test
    void whatArrivesIsUnreadAndUndelivered() {
        var notification = inbox.arrive();

        assertThat(inbox.isUnread(notification)).isTrue();
        assertThat(notification.isDelivered()).isFalse();
        assertThat(notification.occurrences()).isEqualTo(1);
        assertThat(inbox.state().unreadCount()).isEqualTo(1);
        assertThat(inbox.state().undeliveredCount()).isEqualTo(1);
        assertThat(inbox.state().totalCount()).isEqualTo(1);
    }

    @Test
    void whatWasReadHasBeenDelivered() {
        var notification = inbox.arrive();

        assertThat(inbox.load(notification).markRead(2000)).isTrue();
        assertThat(inbox.load(notification).markRead(2001))
                .as("it is read already")
                .isFalse();
        assertThat(inbox.isUnread(notification)).isFalse();
        assertThat(notification.readAt()).isEqualTo(2000);
        assertThat(notification.deliveredAt()).isEqualTo(2000);
        assertThat(notification.modseq()).isEqualTo(2);
    }

    @Test
    void readingKeepsTheTimeOfDelivery() {
        var notification = inbox.arrive();
        inbox.load(notification).markDelivered(1500);
        inbox.load(notification).markRead(2000);

        assertThat(notification.deliveredAt()).isEqualTo(1500);
    }

    @Test
    void aReceiptIsNoNews() {
        var notification = inbox.arrive();
        inbox.load(notification).markDelivered(1500);

        assertThat(notification.modseq()).isEqualTo(1);
        assertThat(inbox.isUnread(notification)).isTrue();
    }

    @Test
    void allReadReadsWhatIsThereAndNothingThatComesLater() {
        var before = inbox.arrive();
        inbox.locked().readAll();
        var after = inbox.arrive();

        assertThat(inbox.isUnread(before)).isFalse();
        assertThat(inbox.isUnread(after)).isTrue();
        assertThat(inbox.state().unreadCount()).isEqualTo(1);
        assertThat(inbox.state().undeliveredCount()).isEqualTo(1);
    }

    @Test
    void whatIsUnreadAgainAfterAllWasReadStaysDelivered() {
        var notification = inbox.arrive();
        inbox.locked().readAll();
        inbox.load(notification).markUnread(READ_AT_1700);

        assertThat(inbox.isUnread(notification)).isTrue();
        assertThat(notification.deliveredAt()).isEqualTo(1700);
        assertThat(inbox.state().unreadCount()).isEqualTo(1);
        assertThat(inbox.state().undeliveredCount()).isZero();
    }

    @Test
    void anotherOccurrenceBringsBackWhatWasReadButNotWhatIsSnoozed() {
        var read = inbox.arrive();
        var snoozed = inbox.arrive();
        inbox.load(read).markRead(2000);
        inbox.load(snoozed).snooze(9000, 2000, READ_AT_1700);

        inbox.load(read).recordOccurrence(READ_AT_1700);
        inbox.load(snoozed).recordOccurrence(READ_AT_1700);

        assertThat(inbox.isUnread(read)).isTrue();
        assertThat(read.occurrences()).isEqualTo(2);
        assertThat(snoozed.state()).isEqualTo(State.SNOOZED);
        assertThat(snoozed.occurrences()).isEqualTo(2);
        assertThat(inbox.state().unreadCount()).isEqualTo(1);
        assertThat(inbox.state().modseq()).isEqualTo(6);
    }

    /** What the inbox's counters mean: counted again each time, from every single notification. */
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

            void readAndDelivered() {
                read = true;
                delivered = true;
            }

            void putAside(State where) {
                state = where;
                readAndDelivered();
            }
        }

        long count(Predicate<Known> which) {
            return all.stream().filter(which).count();
        }

        void count(boolean changed) {
            modseq += changed ? 1 : 0;
        }

        Known any(Random random) {
            return all.get(random.nextInt(all.size()));
        }
    }

    /** One change as {@link InboxChanges} and the others make it, on the inbox and on the model. */
    private static void change(OneInbox inbox, Model model, Random random) {
        var which = model.all.isEmpty() ? 0 : random.nextInt(11);
        switch (which) {
            case 1 -> {
                var one = model.any(random);
                model.count(inbox.load(one.notification).markRead(2000));
                one.readAndDelivered();
            }
            case 2 -> {
                var one = model.any(random);
                model.count(inbox.load(one.notification).markUnread(READ_AT_1700));
                one.read = false;
                one.state = State.INBOX;
            }
            case 3 -> {
                if (inbox.state().unreadCount() > 0) {
                    inbox.locked().readAll();
                    model.readAll = ++model.modseq;
                }
                model.all.forEach(Model.Known::readAndDelivered);
            }
            case 4 -> {
                var claimed = model.all.stream()
                        .filter(one -> !one.delivered)
                        .limit(1 + random.nextInt(4))
                        .toList();
                if (!claimed.isEmpty()) {
                    claimed.forEach(one -> inbox.load(one.notification).markDelivered(1800));
                    inbox.locked().delivered(claimed.size());
                    model.modseq++;
                }
                claimed.forEach(one -> one.delivered = true);
            }
            case 5 -> {
                var gone =
                        model.all.stream().filter(one -> random.nextInt(4) == 0).toList();
                if (!gone.isEmpty()) {
                    inbox.remove(gone.stream().map(one -> one.notification).toList());
                    model.reset = ++model.modseq;
                }
                model.all.removeAll(gone);
            }
            case 6 -> {
                var one = model.any(random);
                model.count(inbox.load(one.notification).archive(1600, READ_AT_1700));
                one.putAside(State.ARCHIVED);
            }
            case 7 -> {
                var one = model.any(random);
                model.count(inbox.load(one.notification).snooze(9000, 1600, READ_AT_1700));
                one.putAside(State.SNOOZED);
            }
            case 8 -> {
                var one = model.any(random);
                model.count(inbox.load(one.notification).unarchive());
                one.state = one.state == State.ARCHIVED ? State.INBOX : one.state;
            }
            case 9 -> {
                var one = model.any(random);
                model.count(inbox.load(one.notification).wake(9000, READ_AT_1700));
                one.read = one.read && one.state != State.SNOOZED;
                one.state = one.state == State.SNOOZED ? State.INBOX : one.state;
            }
            default -> {
                model.all.add(new Model.Known(inbox.arrive()));
                model.modseq++;
            }
        }
    }

    @Test
    void theNumbersAreThoseOfTheNotificationsWhateverHappens() {
        for (var seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var subject = new OneInbox();
            var model = new Model();
            for (var step = 0; step < 80; step++) {
                var before = subject.state().modseq();
                change(subject, model, random);

                var at = "seed " + seed + ", step " + step;
                assertThat(subject.state().modseq())
                        .as(at)
                        .isEqualTo(model.modseq)
                        .isBetween(before, before + 1);
                assertThat(subject.state().totalCount()).as(at).isEqualTo(model.all.size());
                assertThat(subject.state().unreadCount())
                        .as(at)
                        .isEqualTo(model.count(one -> !one.read))
                        .isNotNegative();
                assertThat(subject.state().undeliveredCount())
                        .as(at)
                        .isEqualTo(model.count(one -> !one.read && !one.delivered))
                        .isNotNegative();
                for (var state : State.values()) {
                    assertThat(subject.state().count(state))
                            .as(at)
                            .isEqualTo(model.count(one -> one.state == state))
                            .isEqualTo(model.count(one -> one.notification.state() == state));
                }
                assertThat(subject.state().readAllModseq()).as(at).isEqualTo(model.readAll);
                assertThat(subject.state().resetModseq()).as(at).isEqualTo(model.reset);
                for (var one : model.all) {
                    assertThat(subject.isUnread(one.notification)).as(at).isEqualTo(!one.read);
                }
            }
        }
    }
}
