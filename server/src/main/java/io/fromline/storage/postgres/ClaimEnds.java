package io.fromline.storage.postgres;

import io.fromline.queue.Claim;
import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How a claim ends without a settlement: given back untried, or broken off while it was under way. */
final class ClaimEnds {

    private static final String STOPPED =
            "d.relay_owner = '@platform' and exists (select from platform_stop p where p.tenant_id = d.tenant_id)";

    private static final String HELD =
            "exists (select from relay r where r.tenant_id = d.relay_owner and r.id = d.relay_id and r.held_at is not null)";

    /** What goes back to a relay that is held, or whose tenant is stopped, is held as well. */
    private static final String BACK = """
            claimed_by = null, state = case when %1$s or %2$s then 'held' else d.state end,
            kept_back = case when %1$s then 'tenant' end
            """.formatted(STOPPED, HELD);

    private static final String CLAIMS =
            "unnest(:tenants::text[], :ids::uuid[], :nodes::uuid[], :numbers::int[]) as c (tenant_id, delivery_id, node, number)";

    /** By this very claim: how the end of one is committed may not be heard, and it is ended once more after the next has begun. */
    private static final String CLAIMED =
            "d.tenant_id = c.tenant_id and d.delivery_id = c.delivery_id and d.claimed_by = c.node and d.claims = c.number";

    /** Frees the deliveries that the query in it finds; a test is never repeated behind the back of whoever pressed the button. */
    private static final String INTERRUPT = """
            with lost as (%s), tests as (
                delete from queue q using lost, delivery d
                where q.tenant_id = lost.tenant_id and q.delivery_id = lost.delivery_id
                  and d.tenant_id = q.tenant_id and d.id = q.delivery_id and d.expires_on = q.expires_on and d.kind = 'test'
                returning q.tenant_id, q.delivery_id, q.expires_on
            ), others as (
                update queue d set %s, next_attempt_at = :now from lost
                where d.tenant_id = lost.tenant_id and d.delivery_id = lost.delivery_id
                  and (d.tenant_id, d.delivery_id) not in (select tenant_id, delivery_id from tests)
                returning d.tenant_id, d.delivery_id, d.expires_on
            ), freed as (
                update delivery d set attempts = attempts + 1, updated_at = :now, cause = 'attempt.interrupted',
                       state = case when d.kind = 'test' then 'failed' else 'queued' end
                from (select * from tests union all select * from others) q
                where d.tenant_id = q.tenant_id and d.id = q.delivery_id and d.expires_on = q.expires_on
                returning d.*
            )
            insert into delivery_attempt (tenant_id, delivery_id, number, expires_on, started_at, millis, outcome, cause,
                relay_owner, relay_id, relay_version, steps, conversation, next, next_at)
            select tenant_id, id, attempts, expires_on, :now, 0, 'uncertain', 'attempt.interrupted', relay_owner, relay_id, 0, '[]', '',
                   case when kind = 'test' then 'give-up' else 'retry' end, case when kind <> 'test' then :now::timestamptz end
            from freed
            """;

    private ClaimEnds() {}

    /** Which claim of which delivery; as in {@link Claim}, the number is 0 where whoever stored it claimed it. */
    record Key(TenantId tenant, UUID delivery, UUID node, int number) {

        static List<Key> of(Collection<Claim> claims) {
            return claims.stream()
                    .map(claim -> new Key(claim.tenant(), claim.delivery(), claim.node(), claim.number()))
                    .toList();
        }
    }

    static int giveBack(JdbcClient jdbc, List<Key> claims) {
        return of(claims, jdbc.sql("update queue d set %s from %s where %s".formatted(BACK, CLAIMS, CLAIMED)))
                .update();
    }

    /** They may have been handed over. */
    static int interrupt(JdbcClient jdbc, List<Key> claims, Instant now) {
        return of(claims, jdbc.sql(INTERRUPT.formatted("""
                        select d.tenant_id, d.delivery_id from queue d, %s where %s for update of d
                        """.formatted(CLAIMS, CLAIMED), BACK)))
                .param("now", Times.parameter(now))
                .update();
    }

    /** The same for all claims of nodes that were given up. */
    static int interruptAbandoned(JdbcClient jdbc, UUID node, Instant now) {
        return jdbc.sql(INTERRUPT.formatted("""
                        select tenant_id, delivery_id from queue
                        where claimed_by is not null and claimed_by <> :node
                          and not exists (select 1 from node n where n.id = claimed_by and not n.given_up)
                        for update skip locked
                        """, BACK))
                .param("node", node)
                .param("now", Times.parameter(now))
                .update();
    }

    private static JdbcClient.StatementSpec of(List<Key> claims, JdbcClient.StatementSpec statement) {
        var all = new Columns<>(claims);
        return statement
                .param("tenants", all.texts(claim -> claim.tenant().value()))
                .param("ids", all.ids(Key::delivery))
                .param("nodes", all.ids(Key::node))
                .param("numbers", all.numbers(Key::number));
    }
}
