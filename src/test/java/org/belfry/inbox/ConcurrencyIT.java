package org.belfry.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.StreamClient;
import org.junit.jupiter.api.Test;

class ConcurrencyIT extends BelfryIT {

    private static final int THREADS = 32;
    private static final int POSTS_A_THREAD = 10;

    @Test
    void thirtyTwoThreadsThatWriteToTheSameFiveLeaveNoGapAndNoDeadlock() throws Exception {
        var recipients = IntStream.range(0, 5).mapToObj(i -> unique("r" + i)).toArray(String[]::new);
        var streams = new ArrayList<StreamClient>();
        for (var recipient : recipients) {
            streams.add(StreamClient.open(admin(), recipient, 0L));
        }
        Callable<Integer> posts = () -> {
            for (var i = 0; i < POSTS_A_THREAD; i++) {
                // Each in an order of its own.
                var shuffled = new ArrayList<>(List.of(recipients));
                Collections.shuffle(shuffled);
                admin().event(event("mention", "n", shuffled.toArray(String[]::new)));
            }
            return POSTS_A_THREAD;
        };
        assertThat(inParallel(THREADS, posts)).hasSize(THREADS).containsOnly(POSTS_A_THREAD);

        var all = THREADS * POSTS_A_THREAD;
        var everyModseq = LongStream.rangeClosed(1, all).boxed().toList();
        for (var i = 0; i < recipients.length; i++) {
            var page = admin().inbox(recipients[i], "&limit=500");
            assertThat(page.getInt("total")).isEqualTo(all);
            assertThat(page.getInt("unreadCount")).isEqualTo(all);
            assertThat(page.getInt("modseq")).isEqualTo(all);
            assertThat(page.getJsonArray("notifications").getValuesAs(JsonObject.class))
                    .extracting(
                            notification -> notification.getJsonNumber("modseq").longValue())
                    .containsExactlyInAnyOrderElementsOf(everyModseq);
            streams.get(i).awaitModseq(all);
            assertThat(streams.get(i).modseqs()).isEqualTo(everyModseq);
            streams.get(i).close();
        }
    }

    @Test
    void eightHeartbeatsAtOnceShareNothingAndLoseNothing() throws Exception {
        var agent = unique("agent");
        var sent = new ArrayList<Long>();
        for (var i = 0; i < 60; i++) {
            sent.add(admin().event(event("mention", "n", agent))
                    .getJsonArray("outcomes")
                    .getJsonObject(0)
                    .getJsonNumber("notification_id")
                    .longValue());
        }
        Callable<List<Long>> beat = () -> {
            var claimed = new ArrayList<Long>();
            for (var beats = 0; beats < 5; beats++) {
                admin().post(
                                "api/notifications",
                                "{\"action\":\"mark-delivered\",\"agent\":\"" + agent + "\",\"limit\":7}")
                        .expect(200)
                        .getJsonArray("notifications")
                        .getValuesAs(JsonObject.class)
                        .forEach(notification ->
                                claimed.add(notification.getJsonNumber("id").longValue()));
            }
            return claimed;
        };
        var claimed = inParallel(8, beat).stream().flatMap(List::stream).toList();
        assertThat(claimed).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void readersAndWritersAtOnceKeepTheCountersRight() throws Exception {
        var ada = unique("ada");
        for (var i = 0; i < 40; i++) {
            admin().event(event("mention", "n", ada));
        }
        var ids = admin().inbox(ada).getJsonArray("notifications").getValuesAs(JsonObject.class).stream()
                .map(notification -> notification.getJsonNumber("id").longValue())
                .toList();
        Callable<Integer> change = () -> {
            var changed = 0;
            for (var i = 0; i < 10; i++) {
                changed += admin().put("api/notifications", "{\"ids\":" + ids.subList(i * 2, i * 2 + 4) + "}")
                        .expect(200)
                        .getInt("markedAsRead");
                admin().inbox(ada, "&unread_only=true");
                admin().event(event("mention", "more", ada));
            }
            return changed;
        };
        var read = inParallel(8, change).stream().mapToInt(Integer::intValue).sum();
        var page = admin().inbox(ada, "&limit=500");
        assertThat(read).isEqualTo(22);
        assertThat(page.getInt("total")).isEqualTo(120);
        assertThat(page.getInt("unreadCount")).isEqualTo(120 - 22);
        assertThat(page.getInt("modseq")).isEqualTo(120 + 22);
        assertThat(page.getJsonArray("notifications").getValuesAs(JsonObject.class).stream()
                        .filter(notification -> notification.isNull("read_at")))
                .hasSize(120 - 22);
    }

    private static <T> List<T> inParallel(int threads, Callable<T> task) throws Exception {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var results = new ArrayList<T>();
            for (Future<T> future : pool.invokeAll(Collections.nCopies(threads, task))) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
