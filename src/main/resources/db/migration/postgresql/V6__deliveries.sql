-- Derby's counterpart stands in db/migration/derby.

alter table delivery alter column address type varchar(2000);
alter table delivery alter column expires_at set not null;

-- A notification may go to several endpoints; the index of its constraint served the foreign key too.
alter table delivery drop constraint delivery_channel;
create index delivery_notification on delivery (notification_id) where notification_id is not null;
create index delivery_batch on delivery (batch_id) where batch_id is not null;
create index delivery_dead on delivery (id) include (created_at) where state = 'dead';
create index delivery_uncertain on delivery (id) where state = 'uncertain';

drop index delivery_due;
create index delivery_due on delivery (channel, next_attempt_at) where state = 'pending';

-- A foreign key; Derby indexes those by itself.
create index webhook_endpoint_recipient on webhook_endpoint (recipient_id) where recipient_id is not null;
