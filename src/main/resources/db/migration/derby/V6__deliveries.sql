-- PostgreSQL's counterpart stands in db/migration/postgresql.

alter table delivery alter column address set data type varchar(2000);
alter table delivery alter column expires_at not null;

-- A notification may go to several endpoints.
alter table delivery drop constraint delivery_channel;
create index delivery_batch on delivery (batch_id);
create index delivery_created on delivery (state, created_at);
