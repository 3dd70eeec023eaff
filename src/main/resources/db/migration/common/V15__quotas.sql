-- What one organization may have instead of what the deployment's configuration says.
create table organization_quota (
  organization_id  bigint       not null references organization (id) on delete cascade,
  quota            varchar(50)  not null,
  most             bigint       not null,
  primary key (organization_id, quota)
);

-- Whose an Idempotency-Key is: rows of before are nobody's, and are gone after a day.
alter table idempotent_call add column organization_id bigint default 0 not null;
alter table idempotent_call add column caller varchar(64) default '' not null;
create index idempotent_call_caller on idempotent_call (organization_id, caller);
