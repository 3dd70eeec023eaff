-- Derby's counterpart stands in db/migration/derby.

create index delivery_newest on delivery (organization_id, id desc);
create index delivery_newest_of_state on delivery (organization_id, state, id desc);
