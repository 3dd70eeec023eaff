-- The core schema, the same for Derby and PostgreSQL. ${text} is the database's unbounded character type.
-- Times are Unix seconds (bigint), null meaning "not yet". Ids come from sequences in blocks, so gaps are normal.

create sequence id_seq start with 50 increment by 50;
create sequence event_seq start with 100 increment by 100;
create sequence notification_seq start with 100 increment by 100;
create sequence delivery_seq start with 100 increment by 100;

create table organization (
  id            bigint        not null primary key,
  code          varchar(100)  not null unique,
  name          varchar(200)  not null,
  sender        varchar(320),
  locale        varchar(35),
  ad_hoc_types  boolean       not null,
  created_at    bigint        not null
);

create table recipient (
  id               bigint        not null primary key,
  organization_id  bigint        not null references organization (id),
  name             varchar(200)  not null,
  kind             varchar(10)   not null,
  email            varchar(320),
  display_name     varchar(200),
  locale           varchar(35),
  time_zone        varchar(60),
  enabled          boolean       not null,
  created_at       bigint        not null,
  unique (organization_id, name)
);

-- One row a recipient, with the recipient's id. Its lock orders every change of that inbox.
create table inbox (
  id                 bigint  not null primary key references recipient (id) on delete cascade,
  modseq             bigint  default 0 not null,
  unread_count       bigint  default 0 not null,
  undelivered_count  bigint  default 0 not null,
  total_count        bigint  default 0 not null,
  archived_count     bigint  default 0 not null,
  snoozed_count      bigint  default 0 not null,
  read_all_modseq    bigint  default 0 not null,
  reset_modseq       bigint  default 0 not null
);

create table account (
  id                   bigint        not null primary key,
  organization_id      bigint        not null references organization (id),
  name                 varchar(200)  not null unique,
  recipient            varchar(200)  not null,
  password_hash        varchar(300)  not null,
  role                 varchar(10),
  enabled              boolean       not null,
  created_at           bigint        not null
);

-- Somebody signed in with a password; the cookie's token is kept as its SHA-256.
create table sign_in (
  id          bigint       not null primary key,
  account_id  bigint       not null references account (id) on delete cascade,
  token_hash  varchar(64)  not null unique,
  created_at  bigint       not null,
  expires_at  bigint       not null
);

-- Who tries to sign in to an account, from one address; the address '*' stands for all of them together, and its
-- failed_at for the beginning of the present quarter of an hour. The account need not exist.
create table sign_in_guard (
  id            bigint       not null primary key,
  name_hash     varchar(64)  not null,
  address       varchar(50)  not null,
  failures      integer      not null,
  locked_until  bigint,
  failed_at     bigint,
  succeeded_at  bigint,
  unique (name_hash, address)
);

create table api_key (
  id               bigint        not null primary key,
  organization_id  bigint        not null references organization (id),
  recipient        varchar(200),
  name             varchar(200)  not null,
  key_hash         varchar(64)   not null unique,
  role             varchar(10)   not null,
  created_at       bigint        not null,
  expires_at       bigint,
  last_used_at     bigint
);

-- An organization's own types; the shipped catalogue is a resource of the application.
create table notification_type (
  id                bigint         not null primary key,
  organization_id   bigint         not null references organization (id),
  code              varchar(200)   not null,
  category          varchar(100)   not null,
  description       varchar(1000),
  title_template    varchar(1000)  not null,
  message_template  varchar(20000) not null,
  in_app            boolean        not null,
  email             boolean        not null,
  webhook           boolean        not null,
  priority          varchar(10)    not null,
  mandatory         boolean        not null,
  collapse_window   bigint,
  unique (organization_id, code)
);

-- What notifications are about, as last reported.
create table source (
  id               bigint         not null primary key,
  organization_id  bigint         not null references organization (id),
  type             varchar(100)   not null,
  source_id        varchar(200)   not null,
  numeric_id       boolean        not null,
  title            varchar(1000),
  status           varchar(200),
  unique (organization_id, type, source_id)
);

-- How often the sources of an organization changed, in a few rows, so that changes do not wait for one another. A list's
-- ETag holds the sum: it goes up with every committed change.
create table source_revision (
  organization_id  bigint   not null,
  shard            integer  not null,
  revision         bigint   not null,
  primary key (organization_id, shard)
);

-- What happened, stored once. No foreign key to the organization: its check would lock that one row in every post.
-- happening is the SHA-256 of producer and producer's id, or of the operation that a POST with an Idempotency-Key is an
-- attempt at; null where there is neither.
create table event (
  id                 bigint          not null primary key,
  organization_id    bigint          not null,
  happening          varchar(64),
  producer           varchar(500)    not null,
  producer_event_id  varchar(300),
  type               varchar(200)    not null,
  category           varchar(100)    not null,
  priority           varchar(10)     not null,
  title              varchar(1000)   not null,
  message            varchar(20000),
  link               varchar(2000),
  actor              varchar(200),
  source_ref         bigint          references source (id),
  dedup_key          varchar(300),
  data               ${text},
  refused            ${text},
  created_at         bigint          not null,
  constraint event_happening unique (organization_id, happening)
);

-- decisions holds, for each channel, what was decided and why, in short codes. type and category are the event's: an
-- inbox is looked through by them.
create table notification (
  id             bigint        not null primary key,
  event_id       bigint        not null references event (id),
  inbox_id       bigint        not null references inbox (id),
  type           varchar(200)  not null,
  category       varchar(100)  not null,
  modseq         bigint        not null,
  occurrences    integer       not null,
  decisions      varchar(400)  not null,
  created_at     bigint        not null,
  delivered_at   bigint,
  read_at        bigint,
  archived_at    bigint,
  snoozed_until  bigint,
  constraint notification_modseq unique (inbox_id, modseq)
);
create index notification_newest on notification (inbox_id, created_at desc, id desc);

-- "Everything up to this modseq was read at this time": marking all read costs one row. A timer writes it into the
-- notifications in small steps, and then removes it.
create table read_mark (
  id        bigint  not null primary key,
  inbox_id  bigint  not null references inbox (id) on delete cascade,
  modseq    bigint  not null,
  read_at   bigint  not null,
  unique (inbox_id, modseq)
);

-- The outbox: one notification on one channel.
create table delivery (
  id               bigint        not null primary key,
  notification_id  bigint        not null references notification (id) on delete cascade,
  channel          varchar(20)   not null,
  state            varchar(20)   not null,
  address          varchar(320)  not null,
  attempts         integer       not null,
  next_attempt_at  bigint        not null,
  lease_owner      varchar(100),
  lease_until      bigint,
  handed_over_at   bigint,
  reason           varchar(500),
  created_at       bigint        not null,
  settled_at       bigint,
  constraint delivery_channel unique (notification_id, channel)
);

create table delivery_attempt (
  id           bigint         not null primary key,
  delivery_id  bigint         not null references delivery (id) on delete cascade,
  attempt      integer        not null,
  started_at   bigint         not null,
  finished_at  bigint         not null,
  outcome      varchar(20)    not null,
  answer       varchar(1000),
  node         varchar(100)   not null
);

-- The keys that sign our own tokens (Ed25519, Base64 of X.509 and PKCS #8): one for each period of thirty days.
create table signing_key (
  kid          varchar(43)   not null primary key,
  generation   bigint        not null unique,
  public_key   varchar(200)  not null,
  private_key  varchar(200)  not null
);

-- A one-use key to the live stream, kept as its SHA-256. It stands for the credential it was made with; of a token, which
-- is kept nowhere, it has what the token says, and the key or session that made it.
create table stream_ticket (
  ticket_hash       varchar(64)   not null primary key,
  inbox_id          bigint        not null references inbox (id) on delete cascade,
  api_key_id        bigint        references api_key (id) on delete cascade,
  sign_in_id        bigint        references sign_in (id) on delete cascade,
  kind              varchar(20)   not null,
  organization      varchar(100),
  subject           varchar(200),
  role              varchar(10),
  token_expires_at  bigint,
  origin            varchar(300),
  expires_at        bigint        not null
);

-- A POST with an Idempotency-Key. id is the SHA-256 of caller and key, request that of what was asked; operation is the same
-- in each attempt, owner is one of them. Without a status it is not answered yet. answer is encrypted; the table does not
-- hold its key.
create table idempotent_call (
  id           varchar(64)  not null primary key,
  request      varchar(64)  not null,
  operation    varchar(43)  not null,
  owner        varchar(43)  not null,
  lease_until  bigint       not null,
  status       integer,
  answer       ${text},
  created_at   bigint       not null,
  expires_at   bigint       not null
);
create index idempotent_call_expiry on idempotent_call (expires_at);
