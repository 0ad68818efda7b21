-- How long the certificates of mail servers hold, as connections show them; of no tenant (a reference table).
create table server_certificate (
    host         text not null,
    port         integer not null,
    valid_from   timestamptz not null,
    valid_until  timestamptz not null,
    seen_at      timestamptz not null,
    primary key (host, port)
);

-- The daily look at what DNS says of each domain that a tenant sends from.
create table domain_check (
    tenant_id   text not null,
    domain      text not null,
    checked_at  timestamptz not null,
    trouble     text,                      -- null while all is well
    since       timestamptz,
    primary key (tenant_id, domain)
);

create index domain_check_trouble on domain_check (tenant_id, domain) where trouble is not null;

alter table domain_check enable row level security;
alter table domain_check force row level security;
create policy domain_check_of_tenant on domain_check using (tenant_id = current_setting('fromline.tenant', true)
    or current_setting('fromline.tenant', true) = '*');

-- Whose mail the operator lets not leave over the platform's relays.
create table platform_stop (
    tenant_id  text primary key,
    since      timestamptz not null
);

alter table platform_stop enable row level security;
alter table platform_stop force row level security;
create policy platform_stop_of_tenant on platform_stop using (tenant_id = current_setting('fromline.tenant', true)
    or current_setting('fromline.tenant', true) = '*');

-- What people keep back of the queue, whatever becomes of its relay: one message, or all of a tenant's over the platform's.
alter table queue add column kept_back text check (kept_back in ('message', 'tenant'));

create or replace view standing_delivery with (security_invoker = true) as
select d.tenant_id, d.id, d.expires_on, d.submission_id, d.recipient, d.relay_owner, d.relay_id, coalesce(q.state, d.state) as state,
       d.attempts, q.next_attempt_at, q.claimed_by,
       case q.kept_back when 'message' then 'stopped.message' when 'tenant' then 'stopped.by_operator' else d.cause end as cause,
       d.kind, d.subject, d.created_at, d.updated_at
from delivery d
left join queue q on q.tenant_id = d.tenant_id and q.delivery_id = d.id;

-- Who has chosen what to be told of hears of what is new as well.
select set_config('fromline.tenant', '*', true);
update alert_setting set kinds = kinds || array ['certificate.ending', 'domain.broken'];
