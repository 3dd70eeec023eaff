-- Derby has no partial indexes: the same questions are served by whole ones. PostgreSQL's counterpart stands in
-- db/migration/postgresql.

create index notification_type_newest on notification (inbox_id, type, created_at desc, id desc);
create index notification_category_newest on notification (inbox_id, category, created_at desc, id desc);
create index notification_undelivered on notification (inbox_id, delivered_at, created_at, id);
create index notification_archived on notification (inbox_id, archived_at);
create index notification_snoozed on notification (snoozed_until);
create index delivery_due on delivery (state, next_attempt_at);
create index delivery_leased on delivery (state, lease_until);

-- Readers and writers lock each other here. A deadlock is found after a second instead of twenty, and its victim runs again; who
-- only waits is given up before clients and servers give up the connection.
call syscs_util.syscs_set_database_property('derby.locks.deadlockTimeout', '1');
call syscs_util.syscs_set_database_property('derby.locks.waitTimeout', '15');
