-- Encrypted, a secret is longer. What is here is plain until the start encrypts it, after the migrations.
alter table signing_key alter column private_key type varchar(400);
alter table installation_secret alter column secret type varchar(400);
alter table webhook_endpoint alter column secret type varchar(400);
alter table webhook_endpoint alter column previous_secret type varchar(400);
alter table schedule alter column target_secret type varchar(400);
