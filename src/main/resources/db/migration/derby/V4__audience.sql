-- PostgreSQL's counterpart stands in db/migration/postgresql.

alter table delivery alter column notification_id null;
alter table delivery alter column event_id not null;
alter table delivery alter column recipient_id not null;
create index fan_out_running on fan_out (state, lease_until);
