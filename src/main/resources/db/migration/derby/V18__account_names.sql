-- Account names are unique within their organization. PostgreSQL's counterpart is in db/migration/postgresql.

-- The constraint of the first schema has no name of its own, so it goes with its column.
alter table account add column organization_name varchar(200) default '' not null;
update account set organization_name = name;
alter table account drop column name cascade;
rename column account.organization_name to name;
alter table account alter column name drop default;
alter table account add constraint account_name unique (organization_id, name);

-- Somebody signs in without naming their organization.
create index account_name_alone on account (name);

-- A browser in which somebody signed in before is let in where its address is not.
create index device_hash on device (hash);
