-- Account names are unique within their organization. Derby's counterpart is in db/migration/derby.

drop index account_name;
alter table account drop constraint account_name_key;
alter table account add constraint account_name unique (organization_id, name);

-- Somebody signs in without naming their organization.
create index account_name_alone on account (name);

-- A browser in which somebody signed in before is let in where its address is not.
create index device_hash on device (hash);
