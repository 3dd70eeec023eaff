-- What the console asks for: how fresh a sign-in is, whether a password is still the one that the first start made up, and whether
-- somebody has been led through the setup.

alter table sign_in add column authenticated_at bigint default 0 not null;
update sign_in set authenticated_at = created_at;

alter table account add column password_generated boolean default false not null;

-- Organizations of an earlier release are in use.
alter table organization add column setup_at bigint;
update organization set setup_at = created_at;

-- A list of an organization's deliveries reads no other's.
alter table delivery add column organization_id bigint default 0 not null;
update delivery set organization_id = (select e.organization_id from event e where e.id = delivery.event_id);
