package io.fromline.storage.postgres;

import io.fromline.pacing.Learned;
import io.fromline.pacing.LearnedLimit.Taught;
import io.fromline.pacing.Limits;
import io.fromline.relay.RelayLimitStore;
import io.fromline.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Limits in the {@code relay_limit} table, counts in {@code relay_usage}. */
public final class PostgresRelayLimitStore implements RelayLimitStore {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Database database;

    public PostgresRelayLimitStore(Database database) {
        this.database = database;
    }

    @Override
    public Kept kept(TenantId owner, UUID relay) {
        return database.asServerAtOnce(jdbc -> kept(jdbc, owner, relay));
    }

    private static Kept kept(JdbcClient jdbc, TenantId owner, UUID relay) {
        return jdbc.sql(KEPT.formatted("", ""))
                .param("owner", owner.value())
                .param("relay", relay)
                .query((row, n) -> kept(row))
                .single();
    }

    /** One row, whether there is such a relay or not; more columns, and where they come from, are put in. */
    private static final String KEPT = """
            select l.own, l.operator, l.learned, r.paused_cause,
                   case when r.paused_version = r.live_version then r.paused_until end as paused %s
            from (select :owner::text as owner, :relay::uuid as relay) asked
            left join relay r on r.tenant_id = asked.owner and r.id = asked.relay
            left join relay_limit l on l.tenant_id = r.tenant_id and l.relay_id = r.id %s
            """;

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(limits(row, "own"), limits(row, "operator"), learned(row), rest(row));
    }

    static Limits limits(ResultSet row, String column) throws SQLException {
        var json = row.getString(column);
        return json == null ? Limits.NONE : JSON.readValue(json, Limits.class);
    }

    static Learned learned(ResultSet row) throws SQLException {
        var json = row.getString("learned");
        return json == null ? Learned.NOTHING : JSON.readValue(json, Learned.class);
    }

    private static @Nullable Rest rest(ResultSet row) throws SQLException {
        var until = Times.instantOrNull(row, "paused");
        var cause = row.getString("paused_cause");
        return until == null || cause == null ? null : new Rest(until, cause);
    }

    @Override
    public void own(TenantId owner, UUID relay, Limits own) {
        database.inTenant(owner, jdbc -> {
            put(jdbc, owner, relay, new Change("own = :value::jsonb", own));
            return endRest(jdbc, owner, relay, """
                     and not exists (select 1 from relay_limit l where l.tenant_id = r.tenant_id and l.relay_id = r.id
                         and (l.learned #>> '{pause,until}')::timestamptz >= r.paused_until)
                    """);
        });
    }

    @Override
    public void operator(TenantId owner, UUID relay, Limits operator) {
        var change = new Change("operator = :value::jsonb, learned = null", operator);
        database.inTenant(owner, jdbc -> {
            put(jdbc, owner, relay, change);
            return endRest(jdbc, owner, relay, "");
        });
    }

    /** What waited for the rest's end is due when the relay was to be tried again anyway, or now. */
    private static int endRest(JdbcClient jdbc, TenantId owner, UUID relay, String unless) {
        return jdbc.sql("""
                with ended as (
                    update relay r set paused_until = null
                    from (select paused_until from relay where tenant_id = :owner and id = :relay) before
                    where r.tenant_id = :owner and r.id = :relay
                      and r.paused_cause in ('limit.daily', 'limit.hourly', 'limit.rate')
                """ + unless + """
                    returning before.paused_until as until
                )
                update queue q set next_attempt_at = d.updated_at
                from ended, delivery d
                where q.relay_owner = :owner and q.relay_id = :relay and q.state = 'queued' and q.claimed_by is null
                  and q.next_attempt_at = ended.until
                  and d.tenant_id = q.tenant_id and d.id = q.delivery_id and d.expires_on = q.expires_on
                """)
                .param("owner", owner.value())
                .param("relay", relay)
                .update();
    }

    @Override
    public void rest(TenantId owner, UUID relay, int version, Rest rest) {
        // Not in the owner's transaction: the platform's relay carries everybody's mail.
        database.asServer(jdbc -> jdbc.sql("""
                with resting as (
                    update relay set paused_until = :until, paused_cause = :cause, paused_version = :version
                    where tenant_id = :owner and id = :relay and live_version = :version
                      and (paused_until is null or paused_version <> :version or paused_until < :until)
                    returning id
                )
                update queue q set next_attempt_at = :until
                from resting
                where :cause <> 'limit.rate' and q.relay_owner = :owner and q.relay_id = :relay and q.state = 'queued'
                  and q.claimed_by is null and q.next_attempt_at < :until
                """)
                .param("until", Times.parameter(rest.until()))
                .param("cause", rest.cause())
                .param("version", version)
                .param("owner", owner.value())
                .param("relay", relay)
                .update());
    }

    private record Change(String set, Object value) {}

    private static int put(JdbcClient jdbc, TenantId owner, UUID relay, Change change) {
        lock(jdbc, owner, relay);
        return jdbc.sql("update relay_limit set " + change.set() + " where tenant_id = :owner and relay_id = :relay")
                .param("owner", owner.value())
                .param("relay", relay)
                .param("value", JSON.writeValueAsString(change.value()))
                .update();
    }

    /** A row to change, which nobody else changes meanwhile; none for a relay that does not exist. */
    private static void lock(JdbcClient jdbc, TenantId owner, UUID relay) {
        jdbc.sql("""
                insert into relay_limit (tenant_id, relay_id)
                select tenant_id, id from relay where tenant_id = :owner and id = :relay
                on conflict (tenant_id, relay_id) do nothing
                """).param("owner", owner.value()).param("relay", relay).update();
        jdbc.sql("select 1 from relay_limit where tenant_id = :owner and relay_id = :relay for update")
                .param("owner", owner.value())
                .param("relay", relay)
                .query()
                .listOfRows();
    }

    @Override
    public Taught teach(TenantId owner, UUID relay, Function<Kept, Taught> lesson) {
        return database.inTenant(owner, jdbc -> {
            lock(jdbc, owner, relay);
            var taught = lesson.apply(kept(jdbc, owner, relay));
            put(jdbc, owner, relay, new Change("learned = :value::jsonb", taught.learned()));
            return taught;
        });
    }

    @Override
    public Recorded recorded(TenantId owner, UUID relay, Instant since) {
        return database.asServerAtOnce(
                jdbc -> jdbc.sql(KEPT.formatted(", " + RelayUsageRows.COLUMNS, RelayUsageRows.SINCE))
                        .param("owner", owner.value())
                        .param("relay", relay)
                        .param("since", Times.parameter(since))
                        .query((row, n) -> new Recorded(kept(row), RelayUsageRows.since(row)))
                        .single());
    }

    @Override
    public int prune(Instant before) {
        return database.asServer(jdbc -> jdbc.sql("delete from relay_usage where minute < :before")
                .param("before", Times.parameter(before))
                .update());
    }
}
