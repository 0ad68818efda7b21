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

-- Who has chosen what to be told of hears of what is new as well.
select set_config('fromline.tenant', '*', true);
update alert_setting set kinds = kinds || array ['certificate.ending', 'domain.broken'];
