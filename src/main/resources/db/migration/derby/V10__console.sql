-- The counterpart of PostgreSQL stands in db/migration/postgresql.

create index delivery_newest on delivery (organization_id, id desc);
create index delivery_newest_of_state on delivery (organization_id, state, id desc);
