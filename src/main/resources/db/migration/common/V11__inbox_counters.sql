-- The database checks the counters of an inbox too. Inboxes whose counters are wrong are counted again first; their clients list again.
-- What is unread is defined in org.belfry.inbox.Unread.

update inbox set
  unread_count = (select count(*) from notification n where n.inbox_id = inbox.id
    and n.read_at is null and n.modseq > inbox.read_all_modseq),
  undelivered_count = (select count(*) from notification n where n.inbox_id = inbox.id
    and n.read_at is null and n.modseq > inbox.read_all_modseq and n.delivered_at is null),
  total_count = (select count(*) from notification n where n.inbox_id = inbox.id),
  archived_count = (select count(*) from notification n where n.inbox_id = inbox.id and n.archived_at is not null),
  snoozed_count = (select count(*) from notification n where n.inbox_id = inbox.id
    and n.archived_at is null and n.snoozed_until is not null),
  modseq = modseq + 1,
  reset_modseq = modseq + 1
where unread_count <> (select count(*) from notification n where n.inbox_id = inbox.id
    and n.read_at is null and n.modseq > inbox.read_all_modseq)
  or undelivered_count <> (select count(*) from notification n where n.inbox_id = inbox.id
    and n.read_at is null and n.modseq > inbox.read_all_modseq and n.delivered_at is null)
  or total_count <> (select count(*) from notification n where n.inbox_id = inbox.id)
  or archived_count <> (select count(*) from notification n where n.inbox_id = inbox.id and n.archived_at is not null)
  or snoozed_count <> (select count(*) from notification n where n.inbox_id = inbox.id
    and n.archived_at is null and n.snoozed_until is not null);

alter table inbox add constraint inbox_counters check (
  unread_count >= 0 and undelivered_count >= 0 and total_count >= 0 and archived_count >= 0 and snoozed_count >= 0
  and undelivered_count <= unread_count and unread_count <= total_count and archived_count + snoozed_count <= total_count
);
