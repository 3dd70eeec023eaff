-- PostgreSQL's counterpart stands in db/migration/postgresql.

create index audit_entry_newest on audit_entry (organization_id, happened_at desc, id desc);
create index audit_entry_chain on audit_entry (organization_id, seq, id);
create index service_life_seen on service_life (seen_at);
create index schedule_due on schedule (state, due_at);
create index schedule_organization on schedule (organization_id, created_at desc, id desc);
create index schedule_run_due on schedule_run (state, next_attempt_at);
create index retention_run_newest on retention_run (organization_id, started_at desc, id desc);
create index agent_presence_seen on agent_presence (state, seen_at);
create index threshold_hit_new on threshold_hit (looked_at, id);

-- What is old is looked for by its age.
create index event_age on event (organization_id, created_at, id);
