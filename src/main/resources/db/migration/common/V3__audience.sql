-- Who is told, where, and why: an organization's defaults, people's choices, topics, and what is told to many in the background.

-- An organization's default for a type, on each channel: on, off or not_allowed.
create table channel_default (
  organization_id  bigint        not null references organization (id),
  type             varchar(200)  not null,
  in_app           varchar(11)   not null,
  email            varchar(11)   not null,
  webhook          varchar(11)   not null,
  primary key (organization_id, type)
);

-- What a recipient chose for a type; null on a channel where nothing was chosen.
create table preference (
  recipient_id  bigint        not null references recipient (id) on delete cascade,
  type          varchar(200)  not null,
  in_app        boolean,
  email         boolean,
  webhook       boolean,
  primary key (recipient_id, type)
);

-- Quiet hours: minutes after midnight in the recipient's time zone, from the first (included) to the second (excluded);
-- over midnight where the second is the smaller. Null where there are none.
alter table recipient add column quiet_from integer;
alter table recipient add column quiet_until integer;

create table topic (
  id               bigint        not null primary key,
  organization_id  bigint        not null references organization (id),
  name             varchar(200)  not null,
  unique (organization_id, name)
);

create table subscription (
  topic_id      bigint  not null references topic (id) on delete cascade,
  recipient_id  bigint  not null references recipient (id) on delete cascade,
  created_at    bigint  not null,
  primary key (topic_id, recipient_id)
);

-- That somebody was erased: nothing of the person but a digest of the name.
create table tombstone (
  id               bigint        not null primary key,
  organization_id  bigint        not null,
  name_hash        varchar(64)   not null,
  erased_by        varchar(300)  not null,
  notifications    bigint        not null,
  erased_at        bigint        not null
);

-- An event's text in another language or time zone than the organization's, written when the event came in. One row for all
-- who read it so.
create sequence event_text_seq start with 50 increment by 50;
create table event_text (
  id         bigint          not null primary key,
  event_id   bigint          not null references event (id) on delete cascade,
  language   varchar(35)     not null,
  time_zone  varchar(60)     not null,
  title      varchar(1000)   not null,
  message    varchar(20000),
  constraint event_text_variant unique (event_id, language, time_zone)
);

-- The text that the notification shows; null for the event's own.
alter table notification add column text_id bigint references event_text (id);

-- What became of an event for one who has no notification of it: refused altogether, told on other channels only, or counted
-- in an earlier notification. No foreign key to that one, which may be removed.
create table event_outcome (
  event_id         bigint        not null references event (id) on delete cascade,
  recipient_id     bigint        not null references recipient (id) on delete cascade,
  outcome          varchar(20)   not null,
  notification_id  bigint,
  decisions        varchar(400)  not null,
  primary key (event_id, recipient_id)
);
alter table event drop column refused;

-- Until when events of one type and dedup_key are counted in a notification, which may be gone before; null where the first
-- was told on other channels only. key_hash is the SHA-256 of both.
create table collapse (
  inbox_id         bigint       not null references inbox (id) on delete cascade,
  key_hash         varchar(64)  not null,
  notification_id  bigint,
  ends_at          bigint       not null,
  primary key (inbox_id, key_hash)
);

-- A delivery is an event's to a recipient; a notification belongs to it where there is one in the inbox.
alter table delivery add column event_id bigint;
alter table delivery add column recipient_id bigint;
alter table delivery add column text_id bigint;
update delivery set
  event_id = (select n.event_id from notification n where n.id = delivery.notification_id),
  recipient_id = (select n.inbox_id from notification n where n.id = delivery.notification_id);
alter table delivery add constraint delivery_event foreign key (event_id) references event (id) on delete cascade;
alter table delivery add constraint delivery_recipient
  foreign key (recipient_id) references recipient (id) on delete cascade;

-- An event that is told to more than one request can wait for. Recipients are told in the order of their ids; position is the
-- last one's. recipients has the ids of those who are named, topics those of the topics, both in JSON. own_title and own_message:
-- whether these are the event's own, and not its type's.
create table fan_out (
  event_id      bigint        not null primary key references event (id) on delete cascade,
  recipients    ${text}       not null,
  topics        ${text}       not null,
  broadcast     boolean       not null,
  own_title     boolean       not null,
  own_message   boolean       not null,
  state         varchar(10)   not null,
  position      bigint        not null,
  total         bigint,
  notified      bigint        not null,
  collapsed     bigint        not null,
  withheld      bigint        not null,
  refused       bigint        not null,
  lease_owner   varchar(100),
  lease_until   bigint,
  started_at    bigint        not null,
  finished_at   bigint
);

-- What happened in Belfry itself and is still to be told, written in the transaction in which it happened.
create table own_happening (
  id               bigint        not null primary key,
  organization_id  bigint        not null,
  event            ${text}       not null,
  created_at       bigint        not null
);

-- The devices from which somebody signed in.
create table device (
  account_id  bigint       not null references account (id) on delete cascade,
  hash        varchar(64)  not null,
  seen_at     bigint       not null,
  primary key (account_id, hash)
);
