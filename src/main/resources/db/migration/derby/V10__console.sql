-- The counterpart of PostgreSQL stands in db/migration/postgresql.

create index delivery_newest on delivery (organization_id, id desc);
create index delivery_newest_of_state on delivery (organization_id, state, id desc);

-- What happened in the last hours.
create index delivery_age on delivery (organization_id, created_at);

-- People are listed and looked for by the beginning of their name, in whichever case.
alter table recipient add column sort_name varchar(400) generated always as (lower(name));
create index recipient_name on recipient (organization_id, sort_name, id);
create index recipient_name_of_kind on recipient (organization_id, kind, sort_name, id);
create index recipient_name_enabled on recipient (organization_id, enabled, sort_name, id);

-- Schedules: what comes next, what ended lately, somebody's, a resource's.
create index schedule_next on schedule (organization_id, state, due_at, id);
create index schedule_ended on schedule (organization_id, state, state_since desc, id desc);
create index schedule_owner on schedule (organization_id, owner, state);
create index schedule_resource on schedule (organization_id, resource_id, resource_type);

create index api_key_newest on api_key (organization_id, id desc);
create index account_name on account (organization_id, name);

-- What was not told to somebody, newest first.
create index event_outcome_newest on event_outcome (recipient_id, event_id desc);
