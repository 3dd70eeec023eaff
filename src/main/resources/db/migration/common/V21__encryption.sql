-- Which master key the secrets in this database are encrypted with. The key itself is never in the database: check_value can be
-- decrypted with it alone. There is one row.
create table encryption_key (
  name         varchar(20)   not null primary key,
  key_id       varchar(16)   not null,
  check_value  varchar(400)  not null,
  changed_at   bigint        not null
);
