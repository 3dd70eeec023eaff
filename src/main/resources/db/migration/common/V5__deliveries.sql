-- Deliveries that are sent together, waited with, and given up; and where webhooks go.

-- Where webhooks go: of an organization, or of one recipient in it. While there is a previous secret, both sign.
create table webhook_endpoint (
  id               bigint         not null primary key,
  organization_id  bigint         not null references organization (id),
  recipient_id     bigint         references recipient (id) on delete cascade,
  url              varchar(2000)  not null,
  description      varchar(500),
  secret           varchar(200)   not null,
  previous_secret  varchar(200),
  previous_until   bigint,
  enabled          boolean        not null,
  disabled_reason  varchar(500),
  created_at       bigint         not null,
  changed_at       bigint         not null
);
create index webhook_endpoint_organization on webhook_endpoint (organization_id, recipient_id);

-- endpoint_id: of a webhook; no foreign key, as Derby has none here that would leave the delivery. batch_id: the delivery with which it is sent, in one message; that one has its own id there. probes: attempts that only tried
-- whether the target works again, and do not count. uncertain_since: of the first attempt that nobody knows the end of, at a
-- target that knows a copy when it sees one. expires_at: until when it is worth sending.
alter table delivery add column endpoint_id bigint;
alter table delivery add column digest boolean default false not null;
alter table delivery add column batch_id bigint;
alter table delivery add column probes integer default 0 not null;
alter table delivery add column uncertain_since bigint;
alter table delivery add column expires_at bigint;
update delivery set expires_at = created_at + 259200;

-- What keeps failing: a mail provider, or the endpoint of a webhook. There is a row only while something is wrong. settings is a
-- digest of the configuration that it failed with; with another one everything is tried anew. next_probe_at is null where only a
-- person can mend it. organization_id: whose admins were told.
create table circuit (
  target           varchar(100)  not null primary key,
  organization_id  bigint,
  settings         varchar(64)   not null,
  state            varchar(10)   not null,
  failures         integer       not null,
  opened_at        bigint,
  paused_until     bigint,
  next_probe_at    bigint,
  probe_wait       bigint        not null,
  reason           varchar(500)
);

-- Texts that only this installation knows, such as what it signs links with.
create table installation_secret (
  name    varchar(50)   not null primary key,
  secret  varchar(200)  not null
);

-- A digest: none, hourly, or daily at a minute after midnight in the recipient's time zone.
alter table recipient add column digest varchar(10) default 'none' not null;
alter table recipient add column digest_at integer;
