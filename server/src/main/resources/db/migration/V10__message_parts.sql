-- A message's header and body stand apart: by another way it leaves under another header, and a large body comes here compressed.
alter table submission rename column message to body;
alter table submission add column header bytea;
alter table submission add column body_size integer;         -- octets of the body; it is compressed where it has fewer here
alter table submission alter column body set storage external; -- nothing is gained by trying again

-- Whoever migrates owns the tables, and the policies hold for owners too.
select set_config('fromline.tenant', '*', true);
update submission s set header = substr(s.body, 1, p.header), body = substr(s.body, p.header + 1), body_size = octet_length(s.body) - p.header
from (select tenant_id, id, expires_on, coalesce(nullif(position('\x0d0a0d0a'::bytea in body), 0) + 3, octet_length(body)) as header
      from submission) p
where p.tenant_id = s.tenant_id and p.id = s.id and p.expires_on = s.expires_on;

alter table submission alter column header set not null;
alter table submission alter column body_size set not null;
alter table submission_rendering drop column body_from;
