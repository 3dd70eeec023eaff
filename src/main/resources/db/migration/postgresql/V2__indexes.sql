-- Partial indexes keep the small, busy parts of big tables small. Derby's counterpart stands in db/migration/derby.

alter table inbox set (fillfactor = 50);

create index notification_unread on notification (inbox_id, created_at desc, id desc) where read_at is null;
create index notification_undelivered on notification (inbox_id, created_at, id)
  where delivered_at is null and read_at is null;
create index notification_inbox on notification (inbox_id, created_at desc, id desc)
  where archived_at is null and snoozed_until is null;
create index notification_archived on notification (inbox_id, created_at desc, id desc) where archived_at is not null;
create index notification_snoozed on notification (inbox_id, created_at desc, id desc) where snoozed_until is not null;

-- A list of one type or category counts its total, which these answer without a look at the rows.
create index notification_type_newest on notification (inbox_id, type, created_at desc, id desc)
  include (archived_at, snoozed_until);
create index notification_category_newest on notification (inbox_id, category, created_at desc, id desc)
  include (archived_at, snoozed_until);

create index notification_wake on notification (snoozed_until) where snoozed_until is not null;
create index delivery_due on delivery (next_attempt_at) where state = 'pending';
create index delivery_leased on delivery (lease_until) where state = 'sending';

-- Foreign keys; Derby indexes those by itself.
create index notification_event on notification (event_id);
create index event_source on event (source_ref);
create index delivery_attempt_delivery on delivery_attempt (delivery_id);
create index sign_in_account on sign_in (account_id);
create index stream_ticket_inbox on stream_ticket (inbox_id);
