-- a second mail service stands by: tested, and used only as the tenant chose
alter table relay drop constraint relay_state_check;
alter table relay add constraint relay_state_check check (state in ('draft', 'active', 'standby', 'retired', 'removed'));
create unique index relay_standby on relay (tenant_id) where state = 'standby';

-- since when no mail gets through it, while it pauses again and again
alter table relay add column paused_since timestamptz;

-- by which other way mail for a relay may leave; without a row none of it may
create table relay_detour (
    tenant_id      text not null,
    relay_id       uuid not null,
    overflow       text not null check (overflow in ('wait', 'second', 'platform')),
    security       text not null check (security in ('wait', 'second', 'platform')),
    transactional  text not null check (transactional in ('wait', 'second', 'platform')),
    digest         text not null check (digest in ('wait', 'second', 'platform')),
    primary key (tenant_id, relay_id)
);

-- a submission's message under the sender of another way: another header, the same body; made once and never changed
create table submission_rendering (
    tenant_id      text not null,
    submission_id  uuid not null,
    relay_owner    text not null,
    relay_id       uuid not null,
    sender         text not null,               -- the From mailbox as people read it
    return_path    text not null,
    header         bytea not null,              -- with the empty line that ends it
    body_from      integer not null,            -- where the body begins in the submission's message, counted from 1
    made_at        timestamptz not null,
    expires_on     date not null,               -- with the submission
    primary key (tenant_id, submission_id, relay_owner, relay_id)
);

-- deliveries that took another way than they were accepted for: one at most for each
create table detour (
    tenant_id    text not null,
    delivery_id  uuid not null,
    submission_id uuid not null,
    expires_on   date not null,                 -- with the delivery
    taken_at     timestamptz not null,
    reason       text not null check (reason in ('limit', 'failure')),
    cause        text,
    way          text not null check (way in ('second', 'platform')),
    from_relay   uuid not null,                 -- the tenant's own
    from_server  text not null,
    to_owner     text not null,
    to_relay     uuid not null,
    to_server    text not null,
    sender       text not null,
    primary key (tenant_id, delivery_id)
);
create index detour_taken on detour (taken_at);

do $$
declare t text;
begin
    foreach t in array array['relay_detour', 'submission_rendering', 'detour']
    loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy %I on %I using (tenant_id = current_setting(''fromline.tenant'', true) '
                       || 'or current_setting(''fromline.tenant'', true) = ''*'')', t || '_of_tenant', t);
    end loop;
end $$;

-- whoever chose what they are told of could not choose this yet
do $$
begin
    perform set_config('fromline.tenant', '*', true);
    update alert_setting set kinds = kinds || 'fallback.used'::text where cardinality(kinds) > 0;
end $$;
