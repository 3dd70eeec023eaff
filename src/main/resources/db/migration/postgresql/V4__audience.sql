-- Derby's counterpart stands in db/migration/derby.

alter table delivery alter column notification_id drop not null;
alter table delivery alter column event_id set not null;
alter table delivery alter column recipient_id set not null;
create index fan_out_running on fan_out (lease_until) where state = 'running';

-- What became of an event is read in pages, in the order of the notifications.
drop index notification_event;
create index notification_event on notification (event_id, id);

-- Foreign keys; Derby indexes those by itself.
create index subscription_recipient on subscription (recipient_id);
create index notification_text on notification (text_id) where text_id is not null;
create index event_outcome_recipient on event_outcome (recipient_id);
create index delivery_event on delivery (event_id);
create index delivery_recipient on delivery (recipient_id);
create index collapse_end on collapse (ends_at);

-- A broadcast goes through an organization's recipients in the order of their ids.
create index recipient_organization on recipient (organization_id, id);
