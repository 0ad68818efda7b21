-- An operator's stop stands before the owner's: since when that one lies beneath it.
alter table relay add column owner_stopped_at timestamptz;
