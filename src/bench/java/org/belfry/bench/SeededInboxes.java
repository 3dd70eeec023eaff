package org.belfry.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A small and a large inbox in one database, and many others beside them, written by SQL as posts, heartbeats and people
 * would have left them within thirty days. Of each ten notifications two wait to be delivered, two more are unread, one is
 * archived, and the others are read; one of a hundred is snoozed. A quarter is of another type and category, a third has
 * one of a hundred sources.
 */
final class SeededInboxes implements AutoCloseable {

    static final String SMALL = "small";
    static final String LARGE = "large";
    static final int SMALL_ROWS = 1000;
    static final int LARGE_ROWS = Integer.getInteger("belfry.bench.rows", 100_000);

    private static final int OTHERS = 1000;
    private static final int ROWS_OF_OTHERS = 50;

    private static final List<String> SEED = List.of(
            "insert into recipient (id, organization_id, name, kind, enabled, created_at)"
                    + " select nextval('id_seq'), o.id, names.name, 'user', true, 0 from organization o,"
                    + " (select 'small' union all select 'large' union all"
                    + "  select 'other-' || i from generate_series(1, " + OTHERS + ") i) names (name)"
                    + " where o.code = 'default'",
            "insert into inbox (id) select id from recipient r where not exists (select from inbox i where i.id = r.id)",
            "insert into source (id, organization_id, type, source_id, numeric_id, title, status)"
                    + " select nextval('id_seq'), id, 'workflow', i, true, 'Workflow ' || i, 'running'"
                    + " from organization, generate_series(0, 99) i where code = 'default'",
            // id: in the order of the time, over all inboxes; n: within its inbox.
            "create table bench_seed as select row_number() over (order by created_at, inbox_id, n) as id, rows.* from ("
                    + "select r.id as inbox_id, r.organization_id, n,"
                    + " extract(epoch from now())::bigint - 2592000 + 2592000::bigint * n / size as created_at"
                    + " from (select name, case name when 'small' then " + SMALL_ROWS + " when 'large' then "
                    + LARGE_ROWS
                    + " else " + ROWS_OF_OTHERS + " end as size, id, organization_id from recipient"
                    + " where name in ('small', 'large') or name like 'other-%') r,"
                    + " lateral generate_series(1, size) n) rows",
            "insert into event (id, organization_id, producer, type, category, priority, title, message, link, actor,"
                    + " source_ref, created_at)"
                    + " select b.id, b.organization_id, 'bench',"
                    + " case when n % 4 = 0 then 'execution.completed' else 'mention' end,"
                    + " case when n % 4 = 0 then 'executions' else 'tasks' end, 'medium', 'Notification ' || n,"
                    + " repeat('What happened, in some words. ', 4), 'https://app.example.org/things/' || n, 'ada', s.id,"
                    + " b.created_at"
                    + " from bench_seed b left join source s on b.id % 3 = 0 and s.source_id = (b.id % 100)::text"
                    + " order by b.id",
            "insert into notification (id, event_id, inbox_id, type, category, modseq, occurrences, decisions, created_at,"
                    + " delivered_at, read_at, archived_at, snoozed_until)"
                    + " select b.id, b.id, inbox_id, type, category, n, 1,"
                    + " 'in_app+TYPE_DEFAULT email-NOT_DEFAULT webhook-NOT_DEFAULT', b.created_at,"
                    + " case when n % 10 >= 2 then b.created_at + 5 end, case when n % 10 >= 4 then b.created_at + 60 end,"
                    + " case when n % 10 = 4 then b.created_at + 90 end,"
                    + " case when n % 100 = 55 then b.created_at + 31536000 end"
                    + " from bench_seed b join event e on e.id = b.id order by b.id",
            "select setval('event_seq', max(id) / 100 * 100 + 100), setval('notification_seq', max(id) / 100 * 100 + 100)"
                    + " from bench_seed",
            "update inbox i set modseq = total, total_count = total, unread_count = unread,"
                    + " undelivered_count = undelivered, archived_count = archived, snoozed_count = snoozed"
                    + " from (select inbox_id, count(*) as total, count(*) filter (where read_at is null) as unread,"
                    + " count(*) filter (where delivered_at is null) as undelivered, count(archived_at) as archived,"
                    + " count(snoozed_until) as snoozed from notification group by inbox_id) counted"
                    + " where i.id = inbox_id",
            "create table bench_inbox as select i.* from inbox i join recipient r on r.id = i.id"
                    + " where r.name in ('small', 'large')",
            "drop table bench_seed",
            "create table bench_notification as select id, modseq, delivered_at, read_at from notification"
                    + " where inbox_id in (select id from bench_inbox)",
            "alter table bench_notification add primary key (id)");

    private static final List<String> RESTORE = List.of(
            "select from inbox where id in (select id from bench_inbox) order by id for update",
            "delete from read_mark",
            "delete from notification n where inbox_id in (select id from bench_inbox)"
                    + " and id > (select max(id) from bench_notification)",
            "update notification n set modseq = b.modseq, delivered_at = b.delivered_at, read_at = b.read_at"
                    + " from bench_notification b where b.id = n.id and (b.modseq <> n.modseq"
                    + " or b.delivered_at is distinct from n.delivered_at or b.read_at is distinct from n.read_at)",
            "update inbox i set modseq = b.modseq, total_count = b.total_count, unread_count = b.unread_count,"
                    + " undelivered_count = b.undelivered_count, archived_count = b.archived_count,"
                    + " snoozed_count = b.snoozed_count, read_all_modseq = 0, reset_modseq = 0"
                    + " from bench_inbox b where b.id = i.id");

    private final Connection connection;

    private SeededInboxes(Connection connection) {
        this.connection = connection;
    }

    /** Into a database that has no notifications yet. */
    static SeededInboxes seed(Belfry belfry) throws SQLException {
        var inboxes = new SeededInboxes(belfry.owner());
        inboxes.execute(SEED);
        inboxes.vacuum();
        return inboxes;
    }

    /** What was posted, claimed and read since the seeding is undone. Nobody may be at it meanwhile. */
    void restore() throws SQLException {
        connection.setAutoCommit(false);
        execute(RESTORE);
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** All is as if heartbeats had claimed it. */
    void deliverAll() throws SQLException {
        execute(List.of(
                "update notification set delivered_at = created_at"
                        + " where delivered_at is null and inbox_id in (select id from bench_inbox)",
                "update inbox set undelivered_count = 0 where id in (select id from bench_inbox)"));
    }

    /** Leaves no dead rows, and tells the planner how things are. */
    void vacuum() throws SQLException {
        execute(List.of("vacuum (analyze) recipient, inbox, source, event, notification, read_mark"));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private void execute(List<String> statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
