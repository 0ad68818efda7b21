package io.fromline.storage.postgres;

import io.fromline.queue.WaitingMail;
import io.fromline.tenant.TenantId;
import java.time.InstantSource;
import java.time.ZoneOffset;
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

    private static final String ROUTE_WAITING =
            "relay_owner = :owner and relay_id = :relay and state in ('queued', 'held') and claimed_by is null";

    private static JdbcClient.StatementSpec over(JdbcClient jdbc, String sql, TenantId tenant, Route route) {
        return jdbc.sql(sql)
                .param("tenant", tenant.value())
                .param("owner", route.owner().value())
                .param("relay", route.relay());
    }
}
