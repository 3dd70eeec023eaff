-- What happens by itself: schedules, retention, presence and thresholds; and the audit log.

-- Who did what. A row is only ever added, in the transaction of what it tells of. seq and hash are null until the row is sealed, a
-- moment later: the hash is the SHA-256 of the row and of the hash of the one with the number before.
-- What belongs to no organization is told in the rows of the organization "default".
create sequence audit_seq start with 100 increment by 100;
create table audit_entry (
  id               bigint        not null primary key,
  organization_id  bigint        not null,
  happened_at      bigint        not null,
  actor_kind       varchar(20)   not null,
  actor            varchar(200),
  credential_id    bigint,
  address          varchar(50),
  action           varchar(60)   not null,
  subject          varchar(500),
  state_before     ${text},
  state_after      ${text},
  seq              bigint,
  hash             varchar(64)
);

-- The end of each organization's chain, there from the organization's beginning. made_anew_after is set where the row was removed
-- by somebody, and made again with the next entry.
create table audit_chain (
  organization_id  bigint       not null primary key,
  seq              bigint       not null,
  hash             varchar(64)  not null,
  sealed_at        bigint       not null,
  verified_at      bigint,
  broken           varchar(500),
  made_anew_after  bigint
);
insert into audit_chain (organization_id, seq, hash, sealed_at, verified_at)
  select id, 0, '0000000000000000000000000000000000000000000000000000000000000000', created_at, created_at from organization;

-- When which run of a server was up, as it noted every few seconds: what is covered by no row, the service was down for.
-- clock_skew is how many milliseconds the node's clock was ahead of the database's, last.
create table service_life (
  node        varchar(100)  not null primary key,
  up_since    bigint        not null,
  seen_at     bigint        not null,
  clock_skew  bigint        not null,
  stopped     boolean       not null
);

-- Something that is to happen at a moment, once or again and again. due_at is the next moment, null where there is none any more.
-- reason is a sentence, as a JSON array of its pattern and its values.
-- scheduled_by is who may be asked for the right to it: kind, id and name of a credential.
create table schedule (
  id                 bigint         not null primary key,
  organization_id    bigint         not null references organization (id),
  resource_type      varchar(100)   not null,
  resource_id        varchar(200)   not null,
  numeric_id         boolean        not null,
  resource_name      varchar(500),
  project            varchar(500),
  action             varchar(100)   not null,
  due_at             bigint,
  cron               varchar(200),
  time_zone          varchar(60),
  link               varchar(2000),
  target_url         varchar(2000),
  target_secret      varchar(200),
  strict             boolean        not null,
  owner              varchar(200)   not null,
  credential_kind    varchar(20)    not null,
  credential_id      bigint         not null,
  credential_name    varchar(200)   not null,
  state              varchar(10)    not null,
  state_since        bigint         not null,
  reason             varchar(4000),
  runs               integer        not null,
  created_at         bigint         not null,
  changed_at         bigint         not null
);

-- Each time that a schedule came due, or was run by hand. host is where it calls; skipped is how many moments a missed one stands for.
create table schedule_run (
  id               bigint         not null primary key,
  schedule_id      bigint         not null references schedule (id) on delete cascade,
  number           integer        not null,
  due_at           bigint         not null,
  by_hand          boolean        not null,
  host             varchar(300),
  state            varchar(10)    not null,
  reason           varchar(4000),
  skipped          integer        not null,
  attempts         integer        not null,
  next_attempt_at  bigint,
  lease_owner      varchar(100),
  lease_until      bigint,
  started_at       bigint         not null,
  finished_at      bigint,
  unique (schedule_id, number)
);

-- For how many days notifications are kept. type is '*' for all that have no row of their own; null days: for ever.
create table retention_rule (
  organization_id  bigint        not null references organization (id),
  type             varchar(200)  not null,
  read_days        integer,
  unread_days      integer,
  primary key (organization_id, type)
);

-- Each time that an organization was cleaned up. due_at is the second in which it was to begin, null where it was started by hand.
-- running_for is the organization while it runs, and null later, so that one runs at a time. Of all inboxes up to position what is old
-- is removed. removed has the counts, in JSON.
create table retention_run (
  id               bigint         not null primary key,
  organization_id  bigint         not null,
  due_at           bigint,
  running_for      bigint         unique,
  state            varchar(10)    not null,
  removed          ${text}        not null,
  position         bigint         not null,
  reason           varchar(1000),
  lease_owner      varchar(100),
  lease_until      bigint,
  started_at       bigint         not null,
  finished_at      bigint,
  unique (organization_id, due_at)
);

-- When an agent last sent a heartbeat.
create table agent_presence (
  recipient_id  bigint       not null primary key references recipient (id) on delete cascade,
  state         varchar(10)  not null,
  state_since   bigint       not null,
  seen_at       bigint       not null
);

-- "When so many events of one type, with the same key, come within so many seconds, raise another type". summed is the member of
-- the event's data that is added up; null to count events. Raised, it rests until the count is at clear_at or below.
create table threshold (
  id               bigint         not null primary key,
  organization_id  bigint         not null references organization (id),
  name             varchar(200)   not null,
  type             varchar(200)   not null,
  event_key        varchar(300),
  summed           varchar(100),
  amount           bigint         not null,
  period           bigint         not null,
  clear_at         bigint         not null,
  raises           varchar(200)   not null,
  recipients       ${text}        not null,
  topics           ${text}        not null,
  enabled          boolean        not null,
  created_at       bigint         not null,
  unique (organization_id, name)
);

-- What counts for a threshold, written with the event. No foreign keys: a post must not wait for who looks at the threshold, and
-- the event may be removed before.
create table threshold_hit (
  id            bigint        not null primary key,
  threshold_id  bigint        not null,
  key_hash      varchar(64)   not null,
  event_id      bigint        not null,
  weight        bigint        not null,
  hit_at        bigint        not null,
  looked_at     boolean       not null
);
create index threshold_hit_window on threshold_hit (threshold_id, key_hash, hit_at);

-- The thresholds that are raised, by key.
create table threshold_raised (
  threshold_id  bigint        not null references threshold (id) on delete cascade,
  key_hash      varchar(64)   not null,
  event_key     varchar(300),
  raised_at     bigint        not null,
  primary key (threshold_id, key_hash)
);
