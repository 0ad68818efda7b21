package io.fromline.storage.postgres;

import io.fromline.detour.Choices;
import io.fromline.detour.DetourPolicy;
import io.fromline.detour.DetourPolicy.Pause;
import io.fromline.detour.DetourStore;
import io.fromline.detour.Way;
import io.fromline.mail.Message;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.submission.MessageClass;
import io.fromline.submission.Rendering;
import io.fromline.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Detours in the tables {@code relay_detour}, {@code submission_rendering} and {@code detour}. */
public final class PostgresDetourStore implements DetourStore {

    private final Database database;

    public PostgresDetourStore(Database database) {
        this.database = database;
    }

    @Override
    public Choices choices(TenantId tenant, UUID relay) {
        return database.inTenant(
                tenant,
                jdbc -> jdbc.sql("select * from relay_detour where tenant_id = :tenant and relay_id = :relay")
                        .param("tenant", tenant.value())
                        .param("relay", relay)
                        .query((row, n) -> choices(row))
                        .optional()
                        .orElse(Choices.NONE));
    }

    private static Choices choices(ResultSet row) throws SQLException {
        return new Choices(way(row, "overflow"), way(row, "security"), way(row, "transactional"), way(row, "digest"));
    }

    private static Way way(ResultSet row, String column) throws SQLException {
        return Way.of(row.getString(column)).orElseThrow();
    }

    @Override
    public void choose(TenantId tenant, UUID relay, Choices choices) {
        database.inTenant(
                tenant,
                jdbc -> jdbc.sql("""
                        insert into relay_detour (tenant_id, relay_id, overflow, security, transactional, digest)
                        values (:tenant, :relay, :overflow, :security, :transactional, :digest)
                        on conflict (tenant_id, relay_id) do update set overflow = excluded.overflow,
                            security = excluded.security, transactional = excluded.transactional, digest = excluded.digest
                        """)
                        .param("tenant", tenant.value())
                        .param("relay", relay)
                        .param("overflow", choices.overflow().label())
                        .param("security", choices.security().label())
                        .param("transactional", choices.transactional().label())
                        .param("digest", choices.digest().label())
                        .update());
    }

    @Override
    public List<Troubled> troubled(Instant now) {
        return database.asServer(jdbc -> jdbc.sql("""
                        select c.*, r.live ->> 'server' as server,
                            case when r.held_at is not null then coalesce(r.held_cause, '') end as held,
                            case when relay_paused(r, :now) then r.paused_until end as paused_until,
                            coalesce(r.paused_cause, '') as paused_cause, coalesce(r.paused_since, :now) as paused_since
                        from relay_detour c
                        join relay r on r.tenant_id = c.tenant_id and r.id = c.relay_id
                        where r.state in ('active', 'retired') and r.live is not null
                          and (r.held_at is not null or relay_paused(r, :now))
                          and (c.overflow, c.security, c.transactional, c.digest) <> ('wait', 'wait', 'wait', 'wait')
                        """)
                .param("now", Times.parameter(now))
                .query((row, n) -> new Troubled(
                        new Route(new TenantId(row.getString("tenant_id")), row.getObject("relay_id", UUID.class)),
                        row.getString("server"),
                        DetourPolicy.condition(row.getString("held"), pause(row)),
                        choices(row)))
                .list());
    }

    private static @Nullable Pause pause(ResultSet row) throws SQLException {
        var until = Times.instantOrNull(row, "paused_until");
        return until == null
                ? null
                : new Pause(row.getString("paused_cause"), Times.instant(row, "paused_since"), until);
    }

    @Override
    public boolean lead(UUID node, Instant now, Instant until) {
        return database.asServer(jdbc -> jdbc.sql("""
                        insert into lease as l (name, holder, ends_at) values ('detours', :node, :until)
                        on conflict (name) do update set holder = excluded.holder, ends_at = excluded.ends_at
                        where l.holder = excluded.holder or l.ends_at < :now
                        """)
                        .param("node", node)
                        .param("until", Times.parameter(until))
                        .param("now", Times.parameter(now))
                        .update()
                == 1);
    }

    /** What waits for the tenant's own relay, is nobody's at the moment, and has taken no detour. */
    private static final String WAITS = """
            q.tenant_id = :tenant and q.relay_owner = :tenant and q.relay_id = :relay and q.claimed_by is null
            and not exists (select 1 from detour x where x.tenant_id = q.tenant_id and x.delivery_id = q.delivery_id)
            """;

    private static final String UNCERTAIN = """
            exists (select 1 from delivery_attempt a where a.tenant_id = q.tenant_id and a.delivery_id = q.delivery_id
                    and a.expires_on = q.expires_on and a.outcome = 'uncertain')
            """;

    @Override
    public List<Waiting> waiting(Route route, MessageClass messageClass, UUID after, int limit) {
        return database.inTenant(
                route.owner(),
                jdbc -> jdbc.sql("select q.delivery_id, q.submission_id, " + UNCERTAIN + " as uncertain from queue q "
                                + "join submission s on s.tenant_id = q.tenant_id and s.id = q.submission_id "
                                + "and s.expires_on = q.expires_on where " + WAITS
                                + "and s.kind = 'message' and s.class = :class and q.delivery_id > :after "
                                + "order by q.delivery_id limit :limit")
                        .param("tenant", route.owner().value())
                        .param("relay", route.relay())
                        .param("class", messageClass.label())
                        .param("after", after)
                        .param("limit", limit)
                        .query((row, n) -> new Waiting(
                                row.getObject("delivery_id", UUID.class),
                                row.getObject("submission_id", UUID.class),
                                row.getBoolean("uncertain")))
                        .list());
    }

    @Override
    public List<Original> originals(TenantId tenant, List<UUID> submissions) {
        return database.inTenant(
                tenant,
                jdbc -> jdbc.sql("""
                        select id, message_id, reply_to_asked, decision, header
                        from submission where tenant_id = :tenant and id = any (:ids)
                        """)
                        .param("tenant", tenant.value())
                        .param("ids", submissions.toArray(UUID[]::new))
                        .query((row, n) -> new Original(
                                row.getObject("id", UUID.class),
                                DecisionJson.read(row.getString("decision")),
                                new Message(row.getString("message_id"), row.getBytes("header")),
                                row.getBoolean("reply_to_asked")))
                        .list());
    }

    @Override
    public int take(Move move, List<Waiting> deliveries, List<Rendering> renderings, Instant now) {
        var tenant = move.from().route().owner();
        return database.inTenant(tenant, jdbc -> {
            RenderingRows.insert(jdbc, tenant, renderings, now);
            return jdbc.sql("""
                            with gone as (
                                update queue q set relay_owner = :toOwner, relay_id = :toRelay, state = 'queued', next_attempt_at = :now
                                from submission_rendering v
                                where q.delivery_id = any (:ids) and %s and not %s and v.tenant_id = q.tenant_id
                                  and v.submission_id = q.submission_id and v.relay_owner = :toOwner and v.relay_id = :toRelay
                                returning q.tenant_id, q.delivery_id, q.submission_id, q.expires_on, v.sender
                            ), logged as (
                                update delivery d set relay_owner = :toOwner, relay_id = :toRelay, cause = null, updated_at = :now
                                from gone g where d.tenant_id = g.tenant_id and d.id = g.delivery_id and d.expires_on = g.expires_on
                            )
                            insert into detour (tenant_id, delivery_id, submission_id, expires_on, taken_at, reason, cause, way,
                                from_relay, from_server, to_owner, to_relay, to_server, sender)
                            select g.tenant_id, g.delivery_id, g.submission_id, g.expires_on, :now, :reason, :cause, :way,
                                   :relay, :fromServer, :toOwner, :toRelay, :toServer, g.sender
                            from gone g
                            """.formatted(WAITS, UNCERTAIN))
                    .param("tenant", tenant.value())
                    .param("relay", move.from().route().relay())
                    .param("fromServer", move.from().server())
                    .param("toOwner", move.to().route().owner().value())
                    .param("toRelay", move.to().route().relay())
                    .param("toServer", move.to().server())
                    .param("reason", move.why().reason().label())
                    .param("cause", move.why().cause())
                    .param("way", move.why().way().label())
                    .param("ids", deliveries.stream().map(Waiting::delivery).toArray(UUID[]::new))
                    .param("now", Times.parameter(now))
                    .update();
        });
    }
}
