-- PostgreSQL's counterpart stands in db/migration/postgresql.

alter table delivery alter column notification_id null;
alter table delivery alter column event_id not null;
alter table delivery alter column recipient_id not null;
create index fan_out_running on fan_out (state, lease_until);
create index collapse_end on collapse (ends_at);

-- A broadcast goes through an organization's recipients in the order of their ids.
create index recipient_organization on recipient (organization_id, id);
