-- tests of relays, with what came of the message; those older than a day go when the next test of the relay begins
create table relay_test (
    tenant_id     text not null,               -- '@platform' for the platform's own
    id            uuid not null,
    relay_id      uuid not null,
    recipient     text not null,
    from_name     text not null,
    from_address  text not null,
    reply_to      text,
    token         text,                        -- of the probe address; null without a probe domain
    started_at    timestamptz not null,
    result        jsonb,                       -- null while it runs
    arrival       jsonb,
    confirmation  jsonb,
    primary key (tenant_id, id)
);
create index relay_test_relay on relay_test (tenant_id, relay_id, started_at desc);
create unique index relay_test_token on relay_test (token);

alter table relay_test enable row level security;
alter table relay_test force row level security;
create policy relay_test_of_tenant on relay_test using (tenant_id = current_setting('fromline.tenant', true)
    or current_setting('fromline.tenant', true) = '*');
