-- Tenant data: tenant_id leads every key, so the tables shard by tenant, and row-level security shows a transaction
-- only the tenant it was opened for. '*' is the server itself (dispatching, log-in by token); '@platform' owns the
-- platform's relay and accounts and is not a tenant.

create table plan (
    name                text primary key,
    modes               text[] not null,
    messages_per_day    integer not null check (messages_per_day >= 0),
    log_retention_days  integer not null check (log_retention_days between 1 and 3650)
);

insert into plan (name, modes, messages_per_day, log_retention_days) values
    ('free', '{default}', 200, 7),
    ('plus', '{default,branded}', 2000, 30),
    ('pro', '{default,branded,custom}', 10000, 90);

create table tenant (
    tenant_id     text primary key check (tenant_id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' or tenant_id = '@platform'),
    name          text not null,
    plan          text not null,
    -- a plan change with a later date: next_plan holds from next_plan_at on
    next_plan     text,
    next_plan_at  timestamptz,
    locale        text not null,
    time_zone     text not null,
    contact       text,
    -- what the tenant chose; what holds is this cut by the plan's modes
    mode          text not null default 'default' check (mode in ('default', 'branded', 'custom')),
    active_relay  uuid,
    previous_relay uuid,
    -- what becomes of mail by SMTP whose From is not the tenant's to use
    foreign_from  text not null default 'rewrite' check (foreign_from in ('rewrite', 'refuse')),
    created_at    timestamptz not null
);

create table platform_setting (
    name   text primary key,
    value  text not null
);

-- wrapped data keys: one per tenant, sealed by the master key, which is never here
create table data_key (
    tenant_id   text primary key,
    wrapped     bytea not null,
    created_at  timestamptz not null
);

create table account (
    tenant_id      text not null,               -- '@platform' for operators
    id             uuid not null,
    email          text not null,               -- lower case
    role           text not null check (role in ('operator', 'admin', 'viewer')),
    locale         text,
    password_hash  text,                        -- null until the invitation is taken up
    created_at     timestamptz not null,
    primary key (tenant_id, id)
);
create unique index account_email on account (tenant_id, email);
create index account_log_in on account (email);

-- one-time links: first operator, invitations, password resets, and links that open one tenant's pages
create table account_link (
    tenant_id   text not null,
    token_hash  bytea not null,
    purpose     text not null check (purpose in ('welcome', 'reset', 'pages')),
    account_id  uuid,
    expires_at  timestamptz not null,
    used_at     timestamptz,
    primary key (tenant_id, token_hash)
);
create index account_link_token on account_link (token_hash);

create table session (
    tenant_id   text not null,
    token_hash  bytea not null,
    account_id  uuid,                           -- null: opened by a link to the tenant's pages
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    primary key (tenant_id, token_hash)
);
create index session_token on session (token_hash);

create table api_key (
    tenant_id     text not null,                -- '@platform' for platform keys
    id            uuid not null,
    name          text not null,
    prefix        text not null,                -- its first characters, to tell keys apart
    key_hash      bytea not null,
    created_at    timestamptz not null,
    last_used_at  timestamptz,
    revoked_at    timestamptz,
    primary key (tenant_id, id)
);
create index api_key_hash on api_key (key_hash);

create table sender_identity (
    tenant_id         text not null,
    id                uuid not null,
    address           text not null,            -- normalised for comparing
    name              text not null,
    state             text not null check (state in ('pending', 'verified', 'replaced')),
    token_hash        bytea,
    token_expires_at  timestamptz,
    last_sent_at      timestamptz,
    verified_at       timestamptz,
    created_at        timestamptz not null,
    primary key (tenant_id, id)
);
create index sender_identity_token on sender_identity (token_hash);
create unique index sender_identity_pending on sender_identity (tenant_id) where state = 'pending';
create unique index sender_identity_verified on sender_identity (tenant_id) where state = 'verified';

-- one row a verification mail sent, for the limits per address, tenant and source
create table verification_sent (
    tenant_id     text not null,
    id            uuid not null,
    address_hash  bytea not null,
    source        text not null,
    sent_at       timestamptz not null,
    primary key (tenant_id, id)
);
create index verification_sent_address on verification_sent (address_hash, sent_at);
create index verification_sent_source on verification_sent (source, sent_at);

-- a relay holds up to three sets of settings: live sends, draft is edited and tested, previous can be restored
create table relay (
    tenant_id           text not null,          -- '@platform' for the platform's own
    id                  uuid not null,
    provider            text not null,
    state               text not null check (state in ('draft', 'active', 'retired', 'removed')),
    draft               jsonb,
    draft_secret        bytea,
    draft_revision      uuid,                   -- another with every change, secret included
    tested_revision     uuid,                   -- the one that a test passed for
    tested_at           timestamptz,
    live                jsonb,
    live_secret         bytea,
    live_version        integer not null default 0,
    previous            jsonb,
    previous_secret     bytea,
    held_cause          text,
    held_reply          text,
    held_at             timestamptz,
    last_success_at     timestamptz,
    last_failure_at     timestamptz,
    last_failure_cause  text,
    -- the provider's window has to pass; holds for this version of the settings
    paused_until        timestamptz,
    paused_cause        text,
    paused_version      integer,
    -- the daily look at an idle relay: when, what was wrong, with which version of the settings
    checked_at          timestamptz,
    checked_cause       text,
    checked_version     integer,
    created_at          timestamptz not null,
    primary key (tenant_id, id)
);

create table submission (
    tenant_id     text not null,
    id            uuid not null,
    kind          text not null check (kind in ('message', 'test', 'verification', 'alert', 'account')),
    class         text not null,
    sender        text not null,                -- the From mailbox as people read it
    return_path   text,
    reply_to_asked boolean not null,            -- the request named a Reply-To of its own
    subject       text not null,
    message_id    text not null,
    metadata      jsonb not null default '{}',
    decision      jsonb not null,
    message       bytea not null,
    created_at    timestamptz not null,
    primary key (tenant_id, id)
);

create table idempotency (
    tenant_id     text not null,
    key           text not null,
    request_hash  bytea not null,
    answer        jsonb not null,
    created_at    timestamptz not null,
    primary key (tenant_id, key)
);

create table delivery (
    tenant_id        text not null,
    id               uuid not null,
    submission_id    uuid not null,
    recipient        text not null,
    -- the lane: whose relay, and which
    relay_owner      text not null,             -- the tenant, or '@platform'
    relay_id         uuid not null,
    state            text not null check (state in ('queued', 'held', 'accepted', 'failed', 'suppressed', 'cancelled')),
    attempts         integer not null default 0,
    next_attempt_at  timestamptz,
    claimed_by       uuid,                      -- the node that attempts it
    cause            text,
    kind             text not null,
    subject          text not null,
    created_at       timestamptz not null,
    updated_at       timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, submission_id) references submission (tenant_id, id) on delete cascade
);
create index delivery_due on delivery (tenant_id, relay_owner, relay_id, next_attempt_at) where state = 'queued' and claimed_by is null;
create index delivery_claimed on delivery (claimed_by) where claimed_by is not null;
create index delivery_log on delivery (tenant_id, id desc);
-- not led by tenant_id: without statistics a look-up by primary key must have no other index that seems as good
create index delivery_submission on delivery (submission_id, tenant_id);
create index delivery_recipient on delivery (recipient, tenant_id, id desc);

-- the lanes that have had mail, so that a dispatcher can ask each for its share
create table lane (
    tenant_id    text not null,
    relay_owner  text not null,
    relay_id     uuid not null,
    primary key (tenant_id, relay_owner, relay_id)
);

create table delivery_attempt (
    tenant_id      text not null,
    delivery_id    uuid not null,
    number         integer not null,
    started_at     timestamptz not null,
    millis         integer not null,
    outcome        text not null check (outcome in ('accepted', 'deferred', 'refused', 'uncertain')),
    phase          text,
    cause          text,
    reply          text,
    relay_owner    text not null,
    relay_id       uuid not null,
    relay_version  integer not null,
    steps          jsonb not null,
    conversation   text not null,
    next           text not null,               -- done, retry, give-up, hold
    next_at        timestamptz,
    primary key (tenant_id, delivery_id, number),
    foreign key (tenant_id, delivery_id) references delivery (tenant_id, id) on delete cascade
);

create index delivery_attempt_relay on delivery_attempt (relay_id, tenant_id, started_at desc);

-- a day's count stands in several rows, so that messages accepted at the same moment do not wait for one another
create table daily_usage (
    tenant_id  text not null,
    day        date not null,
    slot       integer not null,
    messages   integer not null,
    primary key (tenant_id, day, slot)
);

-- something a person should know of, from when it was noticed to when it was over
create table incident (
    tenant_id      text not null,               -- '@platform' for what is the operator's
    id             uuid not null,
    kind           text not null,
    subject        text not null,               -- what it is about: a relay's id, an address, 'plan'
    cause          text,
    facts          jsonb not null,              -- what its texts say besides
    since          timestamptz not null,        -- when it became so
    opened_at      timestamptz not null,        -- when it was noticed
    clear_since    timestamptz,                 -- gone since then, and over once it stays so
    closed_at      timestamptz,
    alert_done_at  timestamptz,                 -- mailed, or found not to need a mail
    alert_mailed   boolean not null default false,
    clear_done_at  timestamptz,
    clear_mailed   boolean not null default false,
    opened_event   boolean not null default false,
    closed_event   boolean not null default false,
    primary key (tenant_id, id)
);
create unique index incident_open on incident (tenant_id, kind, subject) where closed_at is null;
create index incident_untold on incident (tenant_id, opened_at)
    where alert_done_at is null or not opened_event or (closed_at is not null and (clear_done_at is null or not closed_event));

create table alert_setting (
    tenant_id  text primary key,
    addresses  text[] not null,                 -- none: the contact
    kinds      text[] not null
);

create table webhook (
    tenant_id        text not null,             -- '@platform' for the operator's
    id               uuid not null,
    address          text not null,
    secret           bytea not null,            -- sealed
    created_at       timestamptz not null,
    disabled_at      timestamptz,               -- its server said that it is gone
    last_success_at  timestamptz,
    last_failure_at  timestamptz,
    last_failure     text,
    primary key (tenant_id, id)
);

-- the outbox: one row for each event and webhook
create table webhook_event (
    tenant_id        text not null,
    id               uuid not null,
    webhook_id       uuid not null,
    event            text not null,             -- webhook-id, the same for every attempt
    payload          text not null,
    attempts         integer not null default 0,
    next_attempt_at  timestamptz,               -- null: taken, or given up
    outcome          text,                      -- of the last attempt
    created_at       timestamptz not null,
    primary key (tenant_id, id)
);
create unique index webhook_event_once on webhook_event (tenant_id, webhook_id, event);
create index webhook_event_due on webhook_event (webhook_id, tenant_id, next_attempt_at) where next_attempt_at is not null;

-- counts the changes of what decides how mail leaves, so that whoever keeps it in memory knows when that is behind
create table configuration_state (
    owner    text primary key,                  -- a tenant, or '@platform'
    changes  bigint not null
);

create function configuration_changed(whose text) returns void language sql as $$
    insert into configuration_state as s (owner, changes) values (whose, 1)
    on conflict (owner) do update set changes = s.changes + 1
$$;

create function configuration_of_tenant_changed() returns trigger language plpgsql as $$
begin
    perform configuration_changed(case when tg_op = 'DELETE' then old.tenant_id else new.tenant_id end);
    return null;
end $$;

create function configuration_of_platform_changed() returns trigger language plpgsql as $$
begin
    perform configuration_changed('@platform');
    return null;
end $$;

create trigger configuration after insert or update or delete on tenant
    for each row execute function configuration_of_tenant_changed();
create trigger configuration after insert or update or delete on sender_identity
    for each row execute function configuration_of_tenant_changed();
create trigger configuration after insert or delete or update of state, live, live_secret, live_version on relay
    for each row execute function configuration_of_tenant_changed();
create trigger configuration after insert or update or delete on plan
    for each statement execute function configuration_of_platform_changed();
create trigger configuration after insert or update or delete on platform_setting
    for each statement execute function configuration_of_platform_changed();

-- processes that work on this database; what one claims is its own until it is given up
create table node (
    id        uuid primary key,
    ends_at   timestamptz not null,
    given_up  boolean not null default false
);

-- a pause holds for the version of the settings that it was said to
create function relay_paused(r relay, at timestamptz) returns boolean language sql stable
    return coalesce(r.paused_until > at and r.paused_version = r.live_version, false);

-- work that one node at a time does
create table lease (
    name     text primary key,
    holder   uuid not null,
    ends_at  timestamptz not null
);

-- replies that no rule of the diagnosis knew, redacted: nobody's data
create table unknown_reply (
    provider       text not null,
    phase          text not null,
    code           integer not null,
    text           text not null,
    cause          text not null,
    first_seen_at  timestamptz not null,
    last_seen_at   timestamptz not null,
    times          bigint not null,
    primary key (provider, phase, code, text)
);

do $$
declare t text;
begin
    foreach t in array array['tenant', 'data_key', 'account', 'account_link', 'session', 'api_key', 'sender_identity',
                             'verification_sent', 'relay', 'submission', 'idempotency', 'delivery', 'delivery_attempt', 'lane', 'daily_usage',
                             'incident', 'alert_setting', 'webhook', 'webhook_event']
    loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy %I on %I using (tenant_id = current_setting(''fromline.tenant'', true) '
                       || 'or current_setting(''fromline.tenant'', true) = ''*'')', t || '_of_tenant', t);
    end loop;
end $$;
