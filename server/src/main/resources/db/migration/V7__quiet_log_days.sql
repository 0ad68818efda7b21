-- A day of the log grows all day long, and its columns of JSON and text are dear to sample: what the planner learns of them changes no plan,
-- since the log is read by its keys. So a day's tables are sampled and vacuumed when they have grown much, not each time by a tenth.

-- How a day's table of the log is kept; its rows' states change once, on the same page.
create function log_day_storage(parent text) returns text language sql immutable as $$
    select 'autovacuum_analyze_threshold = 200000, autovacuum_analyze_scale_factor = 1, autovacuum_vacuum_insert_threshold = 200000, '
           || 'autovacuum_vacuum_threshold = 200000'
           || case parent when 'delivery' then ', fillfactor = 75' else '' end
$$;

create or replace function ready_log_day(parent text, day date) returns void language plpgsql security definer
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
        execute format('create table fromline_log.%I (like public.%I including all) with (%s)', part, parent, log_day_storage(parent));
        execute format('alter table public.%I attach partition fromline_log.%I for values from (%L) to (%L)', parent, part, day, day + 1);
    end if;
end $$;

do $$
declare p record;
begin
    for p in
        select c.relname as part, parent.relname as parent from pg_class c
        join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'fromline_log'
        join pg_inherits i on i.inhrelid = c.oid join pg_class parent on parent.oid = i.inhparent
        where c.relkind = 'r'
    loop
        execute format('alter table fromline_log.%I set (%s)', p.part, log_day_storage(p.parent));
    end loop;
end $$;
