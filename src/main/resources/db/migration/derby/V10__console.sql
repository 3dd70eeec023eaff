-- The counterpart of PostgreSQL stands in db/migration/postgresql.

create index delivery_newest on delivery (organization_id, id desc);
create index delivery_newest_of_state on delivery (organization_id, state, id desc);

-- What happened in the last hours.
create index delivery_age on delivery (organization_id, created_at);

-- What an organization has planned next. Derby has no index of some rows only.
create index schedule_upcoming on schedule (organization_id, state, due_at, id);
