package io.fromline.storage.postgres;

import io.fromline.relay.RelayCheckStore;
import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks at idle relays, in the {@code relay} table. */
public final class PostgresRelayCheckStore implements RelayCheckStore {

    private final Database database;

    public PostgresRelayCheckStore(Database database) {
        this.database = database;
    }

    @Override
    public List<Candidate> idleSince(Instant time) {
        return database.asServer(jdbc -> jdbc.sql("""
                        select r.tenant_id, r.id, r.checked_at,
                               greatest(r.last_success_at, r.last_failure_at) as last_attempt
                        from relay r
                        where r.state in ('active', 'standby') and r.live is not null and r.held_at is null
                          and (r.checked_at is null or r.checked_at <= :time)
                          and coalesce(greatest(r.last_success_at, r.last_failure_at) <= :time, true)
                        order by r.checked_at nulls first
                        """)
                .param("time", Times.parameter(time))
                .query((row, n) -> new Candidate(
                        new TenantId(row.getString("tenant_id")),
                        row.getObject("id", UUID.class),
                        Times.instantOrNull(row, "last_attempt"),
                        Times.instantOrNull(row, "checked_at")))
                .list());
    }

    @Override
    public boolean begin(Candidate candidate, Instant now) {
        return database.inTenant(
                candidate.owner(),
                jdbc -> jdbc.sql("""
                        update relay set checked_at = :now
                        where tenant_id = :owner and id = :id and held_at is null
                          and checked_at is not distinct from :before::timestamptz
                        """)
                                .param("now", Times.parameter(now))
                                .param("before", Times.parameter(candidate.lastCheck()))
                                .param("owner", candidate.owner().value())
                                .param("id", candidate.relay())
                                .update()
                        == 1);
    }

    @Override
    public void done(TenantId owner, UUID relay, int version, @Nullable String cause) {
        database.inTenant(
                owner,
                jdbc -> jdbc.sql("""
                        update relay set checked_cause = :cause, checked_version = :version
                        where tenant_id = :owner and id = :id
                        """)
                        .param("cause", cause)
                        .param("version", version)
                        .param("owner", owner.value())
                        .param("id", relay)
                        .update());
    }
}
