-- Encrypted, a secret is longer. What is here is plain until the start encrypts it, after the migrations.
alter table signing_key alter column private_key set data type varchar(400);
alter table installation_secret alter column secret set data type varchar(400);
alter table webhook_endpoint alter column secret set data type varchar(400);
alter table webhook_endpoint alter column previous_secret set data type varchar(400);
alter table schedule alter column target_secret set data type varchar(400);
