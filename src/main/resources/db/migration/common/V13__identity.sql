-- A credential outlives no recipient: which recipient of a name it was issued for, and who created a key.

-- The names that were erased in an organization. Each erasure raises generation: a credential of an earlier generation is refused. A
-- credential that knows no generation is refused if it was issued at or before erased_at. Kept forever, as some credentials have no end.
-- name_hash is that of the tombstone.
create table erased_name (
  organization_id  bigint       not null references organization (id),
  name_hash        varchar(64)  not null,
  generation       bigint       not null,
  erased_at        bigint       not null,
  primary key (organization_id, name_hash)
);
insert into erased_name (organization_id, name_hash, generation, erased_at)
  select organization_id, name_hash, count(*), max(erased_at) from tombstone group by organization_id, name_hash;

-- Null for a key of an earlier release, which goes by the time of its creation.
alter table api_key add column generation bigint;

-- Who created a key: a kind of credential and its name. created_by_account is the account with which the key ends. All are null if
-- nobody knows, or Belfry did.
alter table api_key add column created_by_kind varchar(20);
alter table api_key add column created_by varchar(200);
alter table api_key add column created_by_account bigint;
create index api_key_account on api_key (created_by_account);

-- A ticket is for the inbox of a name, as the recipient need not exist yet. No ticket of an earlier release outlasts an upgrade.
-- generation is that of the name when the ticket was issued; the columns that begin with token_ say what its token said.
drop table stream_ticket;
create table stream_ticket (
  ticket_hash       varchar(64)   not null primary key,
  recipient         varchar(200)  not null,
  generation        bigint        not null,
  api_key_id        bigint        references api_key (id) on delete cascade,
  sign_in_id        bigint        references sign_in (id) on delete cascade,
  kind              varchar(20)   not null,
  organization      varchar(100),
  subject           varchar(200),
  role              varchar(10),
  token_generation  bigint,
  token_issued_at   bigint,
  token_expires_at  bigint,
  origin            varchar(300),
  expires_at        bigint        not null
);
