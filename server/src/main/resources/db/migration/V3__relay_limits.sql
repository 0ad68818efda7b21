-- what went over each relay by the minute it was taken in; older than a day it counts no more and goes
create table relay_usage (
    tenant_id   text not null,                 -- the relay's owner, '@platform' for the platform's own
    relay_id    uuid not null,
    minute      timestamptz not null,
    messages    integer not null,
    recipients  integer not null,
    primary key (tenant_id, relay_id, minute)
);
create index relay_usage_age on relay_usage (minute);

create table relay_limit (
    tenant_id   text not null,
    relay_id    uuid not null,
    own         jsonb,                         -- the owner's, which only lower
    operator    jsonb,                         -- in place of what the provider publishes
    learned     jsonb,                         -- from the provider's refusals
    primary key (tenant_id, relay_id)
);

do $$
declare t text;
begin
    foreach t in array array['relay_usage', 'relay_limit']
    loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy %I on %I using (tenant_id = current_setting(''fromline.tenant'', true) '
                       || 'or current_setting(''fromline.tenant'', true) = ''*'')', t || '_of_tenant', t);
    end loop;
end $$;

-- another account at the provider has limits and counts of its own
create function relay_account_changed() returns trigger language plpgsql as $$
begin
    delete from relay_usage where tenant_id = new.tenant_id and relay_id = new.id;
    update relay_limit set operator = null, learned = null where tenant_id = new.tenant_id and relay_id = new.id;
    return null;
end $$;

create trigger account_changed after update of live on relay
    for each row when (old.live is not null and (old.live ->> 'server', old.live ->> 'username')
                       is distinct from (new.live ->> 'server', new.live ->> 'username'))
    execute function relay_account_changed();
