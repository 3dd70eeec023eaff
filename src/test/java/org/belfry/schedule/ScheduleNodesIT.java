package org.belfry.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.ClockedNodes;
import org.belfry.testing.SlowTarget;
import org.belfry.testing.TestEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** At most once, and to the second: servers of their own that are killed, with a clock that stands still. */
@Tag("one-server")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScheduleNodesIT {

    private static final Duration SOON = Duration.ofSeconds(120);
    private static final long GRACE = 3600;

    /** Calls of one host by one node at a time. */
    private static final int OF_HOST = 4;

    /** Seconds after which a lease has run out. */
    private static final long LEASE = 70;

    private static final long UNTIL_DUE = 10;

    /** Seconds that the clock is moved by in the first test. */
    private static final long MOVED = UNTIL_DUE + LEASE;

    private static final int AT_ONCE = 10_000;
    private static final int AT_ONCE_BY_CALLS = 300;

    private static ClockedNodes clocked;

    @BeforeAll
    static void start() {
        clocked = ClockedNodes.start("schedules", Map.of());
    }

    @AfterAll
    static void close() {
        clocked.close();
    }

    /** Any that is up. */
    private static BelfryClient client() {
        return clocked.nodes().client(clocked.nodes().isUp(0) ? 0 : 1);
    }

    private static JsonObjectBuilder schedule(String owner, long at) {
        return Json.createObjectBuilder()
                .add("resource_type", "experiment")
                .add("resource_id", 7)
                .add("resource_name", "Checkout")
                .add("action", "launch")
                .add("at", at)
                .add("owner", owner);
    }

    private static JsonObject create(JsonObjectBuilder schedule) {
        return client().post("api/schedules", schedule.build().toString()).expect(201);
    }

    private static JsonObject await(JsonObject schedule, String state) {
        return Awaitility.await(state)
                .atMost(SOON)
                .until(
                        () -> client().get("api/schedules/" + schedule.getInt("id"))
                                .expect(200),
                        found -> found.getString("state").equals(state));
    }

    private static List<String> told(String owner, int count) {
        return Awaitility.await("told " + owner)
                .atMost(SOON)
                .until(
                        () -> client().inbox(owner).getJsonArray("notifications").getValuesAs(JsonObject.class).stream()
                                .map(one -> one.getString("type"))
                                .toList(),
                        found -> found.size() >= count);
    }

    /** Each node calls a host four times at most, so that twice as many hang on both of two nodes. */
    @Test
    @Order(1)
    void aNodeThatIsKilledWhileItCallsLeavesThatToAnotherByTheSameKey() {
        var nodes = clocked.nodes();
        try (var slow = new SlowTarget()) {
            var hanging = IntStream.range(0, OF_HOST * nodes.count())
                    .mapToObj(number -> create(schedule("killed-" + number, clocked.now() + UNTIL_DUE)
                            .add(
                                    "target",
                                    Json.createObjectBuilder()
                                            .add("url", slow.url("/").toString()))))
                    .toList();
            clocked.move(UNTIL_DUE);
            Awaitility.await("calls").atMost(SOON).until(() -> slow.waiting().size() == hanging.size());
            nodes.kill(0);
            if (nodes.count() == 1) {
                nodes.startAgain(0);
            }
            // Its leases run out; what another node is doing goes on.
            slow.release();
            clocked.move(LEASE);
            for (var number = 0; number < hanging.size(); number++) {
                var fired = await(hanging.get(number), "fired");
                assertThat(fired.getJsonArray("runs")).hasSize(1);
                assertThat(told("killed-" + number, 1)).containsExactly("EXPERIMENT_SCHEDULED_LAUNCH_FIRED");
            }
            var calls = new HashMap<String, Integer>();
            slow.keys().forEach(key -> calls.merge(key, 1, Integer::sum));
            assertThat(calls.keySet())
                    .containsExactlyInAnyOrderElementsOf(hanging.stream()
                            .map(one -> "schedule-" + one.getInt("id"))
                            .toList());
            assertThat(calls.values()).filteredOn(times -> times > 1).hasSizeGreaterThanOrEqualTo(OF_HOST);
        }
    }

    @Test
    @Order(2)
    void afterADowntimeExactlyAnHourStillFiresAndASecondMoreIsMissed() {
        var nodes = clocked.nodes();
        var down = clocked.now();
        var up = down + 10_000;
        var early = create(schedule("early", up - GRACE + 1));
        var exact = create(schedule("exact", up - GRACE));
        var late = create(schedule("late", up - GRACE - 1));
        var hourly = client().post(
                        "api/schedules",
                        "{\"resource_type\":\"report\",\"resource_id\":1,\"action\":\"send\",\"cron\":\"0 * * * *\","
                                + "\"time_zone\":\"UTC\",\"owner\":\"hourly\"}")
                .expect(201);
        for (var number = 0; number < nodes.count(); number++) {
            if (nodes.isUp(number)) {
                nodes.kill(number);
            }
        }
        clocked.move(up - down);
        for (var number = 0; number < nodes.count(); number++) {
            nodes.startAgain(number);
        }
        assertThat(await(early, "fired").getString("reason")).isEqualTo("there is no URL to call");
        await(exact, "fired");
        var missed = await(late, "missed").getString("reason");
        var reason =
                Pattern.compile(Pattern.quote("it was due at " + time(up - GRACE - 1) + " but was not processed until "
                                + time(up) + ", 3601 s later, although only 3600 s are allowed: Belfry was down from ")
                        + "(\\S+)" + Pattern.quote(" to " + time(up)));
        assertThat(missed).matches(reason);
        // What a node noted last before it was killed may be of before the clock was moved in the test before this one.
        assertThat(reason.matcher(missed).replaceAll("$1")).isBetween(time(down - MOVED), time(down));
        assertThat(told("early", 1)).containsExactly("EXPERIMENT_SCHEDULED_LAUNCH_FIRED");
        assertThat(told("exact", 1)).containsExactly("EXPERIMENT_SCHEDULED_LAUNCH_FIRED");
        assertThat(told("late", 1)).containsExactly("EXPERIMENT_SCHEDULE_MISSED");
        theLatestOfARecurringOneFires(hourly, down, up);
    }

    private static void theLatestOfARecurringOneFires(JsonObject hourly, long down, long up) {
        var passed = (int) (up / 3600 - down / 3600);
        assertThat(told("hourly", 2)).containsExactlyInAnyOrder("schedule.missed", "schedule.fired");
        var found = client().get("api/schedules/" + hourly.getInt("id")).expect(200);
        assertThat(found.getString("state")).isEqualTo("scheduled");
        assertThat(found.getInt("at")).isEqualTo((up / 3600 + 1) * 3600);
        var runs = found.getJsonArray("runs").getValuesAs(JsonObject.class);
        assertThat(runs).extracting(run -> run.getString("state")).containsExactly("fired", "missed");
        assertThat(runs).extracting(run -> run.getInt("skipped")).containsExactly(0, passed - 1);
        assertThat(runs.get(0).getInt("at")).isEqualTo(up / 3600 * 3600);
    }

    private static String time(long second) {
        return Instant.ofEpochSecond(second).toString();
    }

    @Test
    @Order(3)
    void manyThatAreDueInTheSameSecondFireOnceEach() throws SQLException {
        var at = clocked.now() + 100;
        if (TestEnvironment.database() == TestEnvironment.Database.POSTGRESQL) {
            var first = create(schedule("many", at)).getInt("id");
            try (var connection = clocked.nodes().database();
                    var statement = connection.createStatement()) {
                statement.execute("create temporary table copy as select * from schedule where id = " + first);
                statement.execute("insert into schedule select (c).* from (select jsonb_populate_record(c,"
                        + " jsonb_build_object('id', 1000000000 + n)) as c from copy c, generate_series(2, " + AT_ONCE
                        + ") n) many");
                clocked.move(100);
                Awaitility.await("fired").atMost(SOON).until(() -> {
                    try (var rows = statement.executeQuery(
                            "select count(*) from schedule where owner = 'many' and state <> 'fired'")) {
                        return rows.next() && rows.getInt(1) == 0;
                    }
                });
                try (var rows = statement.executeQuery("select count(*), count(distinct r.schedule_id),"
                        + " (select count(*) from audit_entry where action = 'schedule.fired' and subject in"
                        + " (select cast(id as varchar) from schedule where owner = 'many'))"
                        + " from schedule_run r join schedule s on s.id = r.schedule_id"
                        + " where s.owner = 'many' and r.state = 'fired' and r.due_at = " + at)) {
                    assertThat(rows.next()).isTrue();
                    assertThat(List.of(rows.getInt(1), rows.getInt(2), rows.getInt(3)))
                            .isEqualTo(Collections.nCopies(3, AT_ONCE));
                }
            }
        } else {
            var ids = new TreeSet<Integer>();
            for (var number = 0; number < AT_ONCE_BY_CALLS; number++) {
                ids.add(create(schedule("many", at)).getInt("id"));
            }
            clocked.move(100);
            Awaitility.await("fired").atMost(SOON).until(() -> client().get("api/schedules?owner=many&state=scheduled")
                    .expect(200)
                    .getJsonArray("schedules")
                    .isEmpty());
            var fired = client().get("api/schedules?owner=many&state=fired&limit=500")
                    .expect(200);
            assertThat(fired.getJsonArray("schedules").getValuesAs(JsonObject.class))
                    .hasSize(AT_ONCE_BY_CALLS)
                    .allSatisfy(one -> {
                        assertThat(ids).contains(one.getInt("id"));
                        assertThat(one.getJsonObject("last_run").getInt("number"))
                                .isEqualTo(1);
                    });
            assertThat(told("many", 50)).hasSize(50);
            Awaitility.await("told")
                    .atMost(SOON)
                    .until(() -> client().inbox("many").getInt("total") == AT_ONCE_BY_CALLS);
        }
    }
}
