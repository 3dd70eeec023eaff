-- Derby's counterpart stands in db/migration/derby.

create index delivery_newest on delivery (organization_id, id desc);
create index delivery_newest_of_state on delivery (organization_id, state, id desc);

-- What happened in the last hours.
create index delivery_age on delivery (organization_id, created_at);

-- What an organization has planned next.
create index schedule_upcoming on schedule (organization_id, due_at, id) where state = 'scheduled';
