package io.fromline.storage.postgres;

import io.fromline.queue.WaitingMail;
import io.fromline.tenant.TenantId;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What waits for a relay, in the {@code queue} table. */
public final class PostgresWaitingMail implements WaitingMail {

    private final Database database;
    private final InstantSource clock;

    public PostgresWaitingMail(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public int count(TenantId tenant, Route route) {
        return database.inTenant(
                tenant,
                jdbc -> over(
                                jdbc,
                                "select count(*) from queue where tenant_id = :tenant and " + ROUTE_WAITING,
                                tenant,
                                route)
                        .query(Integer.class)
                        .single());
    }

    @Override
    public int count(Route route) {
        return database.asServer(
                jdbc -> over(jdbc, "select count(*) from queue where relay_owner = :owner and relay_id = :relay", route)
                        .query(Integer.class)
                        .single());
    }

    @Override
    public Optional<Orphaned> orphaned(TenantId tenant) {
        return database.inTenant(
                tenant,
                jdbc -> jdbc.sql("""
                        select d.relay_id, count(*) as waiting
                        from relay r
                        join queue d on d.tenant_id = r.tenant_id and d.relay_owner = r.tenant_id and d.relay_id = r.id
                        where r.tenant_id = :tenant and r.state = 'removed'
                        group by d.relay_id
                        order by d.relay_id
                        limit 1
                        """)
                        .param("tenant", tenant.value())
                        .query((row, n) -> new Orphaned(row.getObject("relay_id", UUID.class), row.getInt("waiting")))
                        .optional());
    }

    @Override
    public void hold(Route route) {
        database.asServer(jdbc -> jdbc.sql("""
                        update queue set state = 'held'
                        where relay_owner = :owner and relay_id = :relay and state = 'queued' and claimed_by is null
                        """)
                .param("owner", route.owner().value())
                .param("relay", route.relay())
                .update());
    }

    @Override
    public void release(Route route) {
        database.asServer(jdbc -> {
            over(jdbc, """
                    update queue set state = 'queued', next_attempt_at = :now
                    where relay_owner = :owner and relay_id = :relay and claimed_by is null and kept_back is null
                    """, route)
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            return WakeUps.call(jdbc, WakeUps.EVERYBODY);
        });
    }

    @Override
    public int cancel(TenantId tenant, Route route) {
        return database.inTenant(
                tenant,
                jdbc -> over(jdbc, QueueRows.cancelling("tenant_id = :tenant and " + ROUTE), tenant, route)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update());
    }

    @Override
    public int cancel(Route route) {
        return database.asServer(jdbc -> over(jdbc, QueueRows.cancelling(ROUTE), route)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update());
    }

    @Override
    public int move(Route from, UUID relay) {
        return database.asServer(jdbc -> {
            int moved = over(jdbc, """
                    with moved as (
                        update queue set relay_id = :to, next_attempt_at = :now,
                            state = case when kept_back is null then 'queued' else 'held' end
                        where relay_owner = :owner and relay_id = :relay and claimed_by is null
                        returning tenant_id, delivery_id, expires_on
                    )
                    update delivery d set relay_id = :to from moved
                    where d.tenant_id = moved.tenant_id and d.id = moved.delivery_id and d.expires_on = moved.expires_on
                    """, from)
                    .param("to", relay)
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            WakeUps.call(jdbc, WakeUps.EVERYBODY);
            return moved;
        });
    }

    private static JdbcClient.StatementSpec over(JdbcClient jdbc, String sql, Route route) {
        return jdbc.sql(sql).param("owner", route.owner().value()).param("relay", route.relay());
    }

    private static final String ROUTE = "relay_owner = :owner and relay_id = :relay";
    private static final String ROUTE_WAITING = ROUTE + " and claimed_by is null";

    private static JdbcClient.StatementSpec over(JdbcClient jdbc, String sql, TenantId tenant, Route route) {
        return over(jdbc, sql, route).param("tenant", tenant.value());
    }
}
