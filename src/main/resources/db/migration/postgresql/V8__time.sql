-- Derby's counterpart stands in db/migration/derby.

create index audit_entry_newest on audit_entry (organization_id, happened_at desc, id desc);
create unique index audit_entry_chain on audit_entry (organization_id, seq) where seq is not null;
create index audit_entry_unsealed on audit_entry (organization_id, happened_at, id) where seq is null;
create index service_life_seen on service_life (seen_at);
create index schedule_due on schedule (due_at) where state = 'scheduled';
create index schedule_organization on schedule (organization_id, created_at desc, id desc);
create index schedule_run_due on schedule_run (next_attempt_at) where state = 'firing';
create index retention_run_newest on retention_run (organization_id, started_at desc, id desc);
create index agent_presence_seen on agent_presence (seen_at) where state = 'online';
create index threshold_hit_new on threshold_hit (id) where looked_at = false;

-- What is old is looked for by its age, an organization at a time, in pages. Events come in the order of time, so that a post adds to
-- the end of it.
create index event_age on event (organization_id, created_at, id);
