package io.fromline.storage.postgres;

import io.fromline.queue.WaitingMail;
import io.fromline.tenant.TenantId;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What waits for a relay, in the {@code delivery} table. */
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
                                "select count(*) from delivery where tenant_id = :tenant and " + ROUTE_WAITING,
                                tenant,
                                route)
                        .query(Integer.class)
                        .single());
    }

    @Override
    public int count(Route route) {
        return database.asServer(jdbc -> over(
                        jdbc,
                        "select count(*) from delivery where relay_owner = :owner and relay_id = :relay "
                                + "and state in ('queued', 'held')",
                        route)
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
                        join delivery d on d.tenant_id = r.tenant_id and d.relay_owner = r.tenant_id and d.relay_id = r.id
                        where r.tenant_id = :tenant and r.state = 'removed' and d.state in ('queued', 'held')
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
                        update delivery set state = 'held'
                        where relay_owner = :owner and relay_id = :relay and state = 'queued' and claimed_by is null
                        """)
                .param("owner", route.owner().value())
                .param("relay", route.relay())
                .update());
    }

    @Override
    public void release(Route route) {
        database.asServer(jdbc -> jdbc.sql("""
                        update delivery set state = 'queued', next_attempt_at = :now
                        where relay_owner = :owner and relay_id = :relay and state in ('queued', 'held') and claimed_by is null
                        """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("owner", route.owner().value())
                .param("relay", route.relay())
                .update());
    }

    @Override
    public int cancel(TenantId tenant, Route route) {
        return database.inTenant(
                tenant,
                jdbc -> over(
                                jdbc,
                                "update delivery set state = 'cancelled', next_attempt_at = null, updated_at = :now "
                                        + "where tenant_id = :tenant and " + ROUTE_WAITING,
                                tenant,
                                route)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update());
    }

    @Override
    public int cancel(Route route) {
        return database.asServer(jdbc -> over(
                        jdbc,
                        "update delivery set state = 'cancelled', next_attempt_at = null, updated_at = :now where "
                                + ROUTE_WAITING,
                        route)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update());
    }

    @Override
    public int move(Route from, UUID relay) {
        return database.asServer(jdbc -> {
            over(jdbc, """
                    insert into lane (tenant_id, relay_owner, relay_id)
                    select tenant_id, relay_owner, :to from lane where relay_owner = :owner and relay_id = :relay
                    on conflict do nothing
                    """, from).param("to", relay).update();
            return over(
                            jdbc,
                            "update delivery set relay_id = :to, state = 'queued', next_attempt_at = :now where "
                                    + ROUTE_WAITING,
                            from)
                    .param("to", relay)
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        });
    }

    private static JdbcClient.StatementSpec over(JdbcClient jdbc, String sql, Route route) {
        return jdbc.sql(sql).param("owner", route.owner().value()).param("relay", route.relay());
    }

    private static final String ROUTE_WAITING =
            "relay_owner = :owner and relay_id = :relay and state in ('queued', 'held') and claimed_by is null";

    private static JdbcClient.StatementSpec over(JdbcClient jdbc, String sql, TenantId tenant, Route route) {
        return over(jdbc, sql, route).param("tenant", tenant.value());
    }
}
