package io.fromline.storage.postgres;

import io.fromline.queue.Hold;
import io.fromline.queue.Lane;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who works on a tenant's own relay: the holder of the lane, until it lets it go or is given up.
 *
 * <p>None of these waits for the disk: what a crash of PostgreSQL takes away of it is who paces, never mail.
 */
final class LaneRows {

    private LaneRows() {}

    /** Takes the lane unless another node has it that was not given up; the answer is the holder after that. */
    static Hold hold(JdbcClient jdbc, Lane lane, UUID node, Instant now) {
        return jdbc.sql("""
                with kept as (
                    insert into lane as l (tenant_id, relay_owner, relay_id, holder) values (:tenant, :owner, :relay, :node)
                    on conflict (tenant_id, relay_owner, relay_id) do update set holder =
                        case when exists (select from node n where n.id = l.holder and not n.given_up) then l.holder
                             else excluded.holder end
                    returning holder
                )
                select kept.holder, set_config('synchronous_commit', 'off', true), not exists (
                    select from relay r where r.tenant_id = :owner and r.id = :relay
                        and (r.held_at is not null or relay_paused(r, :now))) as open
                from kept
                """)
                .param("tenant", lane.tenant().value())
                .param("owner", lane.route().owner().value())
                .param("relay", lane.route().relay())
                .param("node", node)
                .param("now", Times.parameter(now))
                .query((row, n) -> {
                    var holder = row.getObject("holder", UUID.class);
                    if (!holder.equals(node)) {
                        return new Hold.Elsewhere(holder);
                    }
                    return row.getBoolean("open") ? new Hold.Open() : new Hold.Closed();
                })
                .single();
    }

    /** Lets them go; those that another has by now stay as they are. */
    static int letGo(JdbcClient jdbc, List<Lane> lanes, UUID node) {
        var all = new Columns<>(lanes);
        return jdbc.sql("""
                with gone as (
                    update lane l set holder = null
                    from unnest(:tenants::text[], :owners::text[], :relays::uuid[]) as g (tenant_id, relay_owner, relay_id)
                    where l.tenant_id = g.tenant_id and l.relay_owner = g.relay_owner and l.relay_id = g.relay_id
                      and l.holder = :node
                    returning 1
                )
                select count(*), set_config('synchronous_commit', 'off', true) from gone
                """)
                .param("tenants", all.texts(lane -> lane.tenant().value()))
                .param("owners", all.texts(lane -> lane.route().owner().value()))
                .param("relays", all.ids(lane -> lane.route().relay()))
                .param("node", node)
                .query((row, n) -> row.getInt(1))
                .single();
    }

    /**
     * The lanes, as {@code own_lane}, whose waiting mail this node may take: those of the platform's relays, those it holds, and some that
     * nobody holds and that have mail which is due; it holds them from now on. Two nodes at it never take the same, nor wait for each other.
     */
    static final String OWN = """
            waiting as materialized (
                select l.tenant_id, l.relay_owner, l.relay_id, h.holder, h.tenant_id is not null as known
                from waiting_lane l
                join relay r on r.tenant_id = l.relay_owner and r.id = l.relay_id and r.held_at is null and not relay_paused(r, :now)
                left join lane h on l.relay_owner <> '@platform'
                    and h.tenant_id = l.tenant_id and h.relay_owner = l.relay_owner and h.relay_id = l.relay_id
                where (l.tenant_id || ' ' || l.relay_id) <> all (:lanes::text[]) and l.relay_id <> all (:relays::uuid[])
                  and not (l.relay_owner = '@platform' and exists (select from platform_stop p where p.tenant_id = l.tenant_id))
            ), free as materialized (
                select w.* from waiting w
                where w.relay_owner <> '@platform' and w.holder is distinct from :node
                  and not exists (select from node n where n.id = w.holder and not n.given_up)
                  and exists (
                      select from queue q where q.tenant_id = w.tenant_id and q.relay_owner = w.relay_owner and q.relay_id = w.relay_id
                          and q.state = 'queued' and q.claimed_by is null and q.next_attempt_at <= :now)
                order by w.tenant_id, w.relay_owner, w.relay_id
                limit :most
            ), still_free as (
                select l.tenant_id, l.relay_owner, l.relay_id
                from free f
                join lane l on l.tenant_id = f.tenant_id and l.relay_owner = f.relay_owner and l.relay_id = f.relay_id
                    and l.holder is not distinct from f.holder
                for update of l skip locked
            ), taken_lane as (
                update lane l set holder = :node from still_free f
                where l.tenant_id = f.tenant_id and l.relay_owner = f.relay_owner and l.relay_id = f.relay_id
                returning l.tenant_id, l.relay_owner, l.relay_id
            ), new_lane as (
                insert into lane (tenant_id, relay_owner, relay_id, holder)
                select tenant_id, relay_owner, relay_id, :node from free where not known
                on conflict do nothing
                returning tenant_id, relay_owner, relay_id
            ), own_lane as (
                select tenant_id, relay_owner, relay_id from waiting where relay_owner = '@platform' or holder = :node
                union all select * from taken_lane
                union all select * from new_lane
            )
            """;
}
