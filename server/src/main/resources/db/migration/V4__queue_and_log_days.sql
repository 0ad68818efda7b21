-- What waits or is under way stands in the queue, narrow and short; what became of it stands in the log, whose tables are cut by the day on
-- which their rows are to go, so that a day is dropped as a whole and no row is ever deleted from a large table.

-- the days of the log; apart, since nothing but their parents is ever named
create schema fromline_log;

create table queue (
    tenant_id        text not null,
    delivery_id      uuid not null,
    submission_id    uuid not null,
    expires_on       date not null,             -- as in the log, to find it there
    -- the lane: whose relay, and which
    relay_owner      text not null,             -- the tenant, or '@platform'
    relay_id         uuid not null,
    state            text not null /* queued, held */,
    next_attempt_at  timestamptz not null,
    claimed_by       uuid,                      -- the node that attempts it
    primary key (tenant_id, delivery_id)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000);
create index queue_due on queue (tenant_id, relay_owner, relay_id, next_attempt_at) where state = 'queued' and claimed_by is null;

insert into queue (tenant_id, delivery_id, submission_id, expires_on, relay_owner, relay_id, state, next_attempt_at, claimed_by)
select tenant_id, id, submission_id, (created_at at time zone 'UTC')::date + 90, relay_owner, relay_id, state,
       coalesce(next_attempt_at, updated_at), claimed_by
from delivery where state in ('queued', 'held');

alter table submission rename to submission_whole;
alter table delivery rename to delivery_whole;
alter table delivery_attempt rename to delivery_attempt_whole;

create table submission (
    tenant_id     text not null,
    id            uuid not null,
    expires_on    date not null,
    deliveries    uuid[] not null,
    kind          text not null /* message, test, verification, alert, account */,
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
    constraint submission_key primary key (tenant_id, id, expires_on)
) partition by range (expires_on);

-- a delivery's state while it waits is the queue's to say; no index has a column that a settlement changes, so that it stays on its page
create table delivery (
    tenant_id      text not null,
    id             uuid not null,
    expires_on     date not null,
    submission_id  uuid not null,
    recipient      text not null,
    relay_owner    text not null,
    relay_id       uuid not null,
    state          text not null /* queued, accepted, failed, suppressed, cancelled */,
    attempts       integer not null default 0,
    cause          text,
    kind           text not null,
    subject        text not null,
    created_at     timestamptz not null,
    updated_at     timestamptz not null,
    constraint delivery_key primary key (tenant_id, id, expires_on)
) partition by range (expires_on);
create index delivery_to on delivery (recipient, tenant_id, id desc);

create table delivery_attempt (
    tenant_id      text not null,
    delivery_id    uuid not null,
    number         integer not null,
    expires_on     date not null,
    started_at     timestamptz not null,
    millis         integer not null,
    outcome        text not null /* accepted, deferred, refused, uncertain */,
    phase          text,
    cause          text,
    reply          text,
    relay_owner    text not null,
    relay_id       uuid not null,
    relay_version  integer not null,
    steps          jsonb not null,
    conversation   text not null,
    next           text not null,               -- done, retry, give-up, pause, hold
    next_at        timestamptz,
    constraint delivery_attempt_key primary key (tenant_id, delivery_id, number, expires_on)
) partition by range (expires_on);

-- Messages are kept by a quick compression where this PostgreSQL has it; the slow one costs more than all else that a message does here.
do $$ begin
    alter table submission alter column message set compression lz4;
    alter table delivery_attempt alter column conversation set compression lz4;
exception when feature_not_supported then
    alter table submission alter column message set storage external;
end $$;

-- takes what no day is ready for yet
create table fromline_log.submission_other partition of submission default;
create table fromline_log.delivery_other partition of delivery default with (fillfactor = 75);
create table fromline_log.delivery_attempt_other partition of delivery_attempt default;

insert into submission (tenant_id, id, expires_on, deliveries, kind, class, sender, return_path, reply_to_asked, subject, message_id,
    metadata, decision, message, created_at)
select s.tenant_id, s.id, (s.created_at at time zone 'UTC')::date + 90,
       array(select d.id from delivery_whole d where d.tenant_id = s.tenant_id and d.submission_id = s.id order by d.id),
       s.kind, s.class, s.sender, s.return_path, s.reply_to_asked, s.subject, s.message_id, s.metadata, s.decision, s.message, s.created_at
from submission_whole s;

insert into delivery (tenant_id, id, expires_on, submission_id, recipient, relay_owner, relay_id, state, attempts, cause, kind, subject,
    created_at, updated_at)
select d.tenant_id, d.id, (s.created_at at time zone 'UTC')::date + 90, d.submission_id, d.recipient, d.relay_owner, d.relay_id,
       case when d.state = 'held' then 'queued' else d.state end, d.attempts, d.cause, d.kind, d.subject, d.created_at, d.updated_at
from delivery_whole d join submission_whole s on s.tenant_id = d.tenant_id and s.id = d.submission_id;

update queue q set expires_on = d.expires_on from delivery d where d.tenant_id = q.tenant_id and d.id = q.delivery_id;

insert into delivery_attempt (tenant_id, delivery_id, number, expires_on, started_at, millis, outcome, phase, cause, reply, relay_owner,
    relay_id, relay_version, steps, conversation, next, next_at)
select a.tenant_id, a.delivery_id, a.number, d.expires_on, a.started_at, a.millis, a.outcome, a.phase, a.cause, a.reply, a.relay_owner,
       a.relay_id, a.relay_version, a.steps, a.conversation, a.next, a.next_at
from delivery_attempt_whole a join delivery d on d.tenant_id = a.tenant_id and d.id = a.delivery_id;

drop table delivery_attempt_whole;
drop table delivery_whole;
drop table submission_whole;

do $$
declare t text;
begin
    foreach t in array array['submission', 'delivery', 'delivery_attempt', 'queue']
    loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy %I on %I using (tenant_id = current_setting(''fromline.tenant'', true) '
                       || 'or current_setting(''fromline.tenant'', true) = ''*'')', t || '_of_tenant', t);
    end loop;
end $$;

-- deliveries as they stand now
create view standing_delivery with (security_invoker = true) as
select d.tenant_id, d.id, d.expires_on, d.submission_id, d.recipient, d.relay_owner, d.relay_id, coalesce(q.state, d.state) as state,
       d.attempts, q.next_attempt_at, q.claimed_by, d.cause, d.kind, d.subject, d.created_at, d.updated_at
from delivery d
left join queue q on q.tenant_id = d.tenant_id and q.delivery_id = d.id;

-- the lanes with mail that nobody has taken, each found by one look into the index
create view waiting_lane with (security_invoker = true) as
with recursive lanes as (
    (select tenant_id, relay_owner, relay_id from queue where state = 'queued' and claimed_by is null
     order by tenant_id, relay_owner, relay_id limit 1)
    union all
    select another.tenant_id, another.relay_owner, another.relay_id
    from lanes l cross join lateral (
        select tenant_id, relay_owner, relay_id from queue
        where state = 'queued' and claimed_by is null
          and (tenant_id, relay_owner, relay_id) > (l.tenant_id, l.relay_owner, l.relay_id)
        order by tenant_id, relay_owner, relay_id limit 1
    ) another
)
select tenant_id, relay_owner, relay_id from lanes;

-- The log's days are made and dropped by these, a table at a time, each call in a transaction of its own: whoever reads several tables
-- never waits crosswise. They are the owner's, since the server owns no table.

-- Makes a table of the log ready for rows that are to go after this day, unless some came before: those stay where all such are.
create function ready_log_day(parent text, day date) returns void language plpgsql security definer
set search_path = public, pg_temp set lock_timeout = '2s' as $$
declare
    part text := parent || '_' || to_char(day, 'YYYYMMDD');
    early boolean;
begin
    if parent not in ('submission', 'delivery', 'delivery_attempt') then
        raise exception 'not a table of the log: %', parent;
    end if;
    execute format('select exists (select from fromline_log.%I where expires_on = %L)', parent || '_other', day) into early;
    if to_regclass('fromline_log.' || part) is null and not early then
        execute format('create table fromline_log.%I (like public.%I including all)%s', part, parent,
                       case parent when 'delivery' then ' with (fillfactor = 75)' else '' end);
        execute format('alter table public.%I attach partition fromline_log.%I for values from (%L) to (%L)', parent, part, day, day + 1);
    end if;
end $$;

-- Keeps mail that has not been sent, with what is known of it, for a week more than this day; false, and nothing done, while some of it is
-- under way: that is settled where it was taken.
create function keep_unsent(before date) returns boolean language plpgsql security definer
set search_path = public, pg_temp set lock_timeout = '2s' as $$
begin
    if exists (select from queue where expires_on < before and claimed_by is not null) then
        return false;
    end if;
    update submission s set expires_on = before + 7 from queue q
    where q.expires_on < before and s.tenant_id = q.tenant_id and s.id = q.submission_id and s.expires_on = q.expires_on;
    update delivery_attempt a set expires_on = before + 7 from queue q
    where q.expires_on < before and a.tenant_id = q.tenant_id and a.delivery_id = q.delivery_id and a.expires_on = q.expires_on;
    update delivery d set expires_on = before + 7 from queue q
    where q.expires_on < before and d.tenant_id = q.tenant_id and d.id = q.delivery_id and d.expires_on = q.expires_on;
    update queue set expires_on = before + 7 where expires_on < before;
    delete from fromline_log.submission_other where expires_on < before;
    delete from fromline_log.delivery_other where expires_on < before;
    delete from fromline_log.delivery_attempt_other where expires_on < before;
    return true;
end $$;

-- Drops one part of the log that was to go before this day; false when there is none.
create function drop_log_part(before date) returns boolean language plpgsql security definer
set search_path = public, pg_temp set lock_timeout = '2s' as $$
declare
    part text;
begin
    select c.relname into part from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'fromline_log' and c.relkind = 'r' and c.relname ~ '_[0-9]{8}$'
      and to_date(right(c.relname, 8), 'YYYYMMDD') < before
    order by 1 limit 1;
    if part is null then
        return false;
    end if;
    execute format('drop table fromline_log.%I', part);
    return true;
end $$;

-- the node that sends over a relay of the tenant's own, while it is alive: one at a time, so that it paces the relay exactly
alter table lane add column holder uuid;

-- the whole of the database goes by these: another tenant's test would be found by its token alone otherwise
drop index relay_test_token;
create index relay_test_token on relay_test (token);
