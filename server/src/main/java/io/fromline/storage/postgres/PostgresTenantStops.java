package io.fromline.storage.postgres;

import io.fromline.queue.TenantStops;
import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.Optional;

/** Who sends nothing over the platform's relays, in the {@code platform_stop} table. */
public final class PostgresTenantStops implements TenantStops {

    private final Database database;

    public PostgresTenantStops(Database database) {
        this.database = database;
    }

    @Override
    public boolean stop(TenantId tenant, Instant now) {
        return database.inTenant(tenant, jdbc -> {
            boolean news = jdbc.sql("""
                            insert into platform_stop (tenant_id, since) values (:tenant, :now) on conflict do nothing
                            """)
                            .param("tenant", tenant.value())
                            .param("now", Times.parameter(now))
                            .update()
                    == 1;
            jdbc.sql("""
                    update queue set state = 'held', kept_back = 'tenant'
                    where tenant_id = :tenant and relay_owner = :platform and claimed_by is null and kept_back is null
                    """)
                    .param("tenant", tenant.value())
                    .param("platform", TenantId.PLATFORM.value())
                    .update();
            return news;
        });
    }

    @Override
    public boolean resume(TenantId tenant, Instant now) {
        return database.inTenant(tenant, jdbc -> {
            boolean was = jdbc.sql("delete from platform_stop where tenant_id = :tenant")
                            .param("tenant", tenant.value())
                            .update()
                    == 1;
            jdbc.sql(QueueRows.RELEASE + "tenant_id = :tenant and kept_back = 'tenant' and claimed_by is null")
                    .param("tenant", tenant.value())
                    .param("now", Times.parameter(now))
                    .update();
            WakeUps.call(jdbc, WakeUps.EVERYBODY);
            return was;
        });
    }

    @Override
    public Optional<Instant> since(TenantId tenant) {
        return database.inTenant(
                tenant,
                jdbc -> jdbc.sql("select since from platform_stop where tenant_id = :tenant")
                        .param("tenant", tenant.value())
                        .query((row, n) -> Times.instant(row, "since"))
                        .optional());
    }
}
