package io.fromline.storage.postgres;

import io.fromline.alert.Observations;
import io.fromline.alert.Observed;
import io.fromline.alert.Observed.Amount;
import io.fromline.alert.Observed.Bounced;
import io.fromline.alert.Observed.Detoured;
import io.fromline.alert.Observed.How;
import io.fromline.alert.Observed.Mark;
import io.fromline.alert.Observed.RelayName;
import io.fromline.alert.Observed.RelayState;
import io.fromline.alert.Observed.Span;
import io.fromline.alert.Observed.Used;
import io.fromline.alert.Observed.Waiting;
import io.fromline.relay.PublishedLimits;
import io.fromline.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks at every tenant with one statement for each kind of thing; each reads little where little is wrong. */
public final class PostgresObservations implements Observations {

    static final String NAME =
            "r.tenant_id as owner, r.id as relay, coalesce(r.live ->> 'server', '') as server, r.provider";

    private final Database database;
    private final PublishedLimits published;

    public PostgresObservations(Database database, PublishedLimits published) {
        this.database = database;
        this.published = published;
    }

    @Override
    public Observed look(Instant now) {
        return database.asServer(jdbc -> {
            var used = Stream.concat(plans(jdbc, now).stream(), RelayUse.near(jdbc, published, now));
            return new Observed(
                    relays(jdbc, now), used.toList(), waiting(jdbc, now), bounced(jdbc), detoured(jdbc, now));
        });
    }

    private static List<RelayState> relays(JdbcClient jdbc, Instant now) {
        return jdbc.sql("select " + NAME + """
                    , r.held_at, r.held_cause, r.last_success_at,
                    case when r.paused_until > :now and r.paused_version = r.live_version then r.paused_until end as paused,
                    r.paused_cause,
                    case when r.checked_cause is not null and r.checked_version = r.live_version and r.state in ('active', 'standby')
                         then r.checked_at end as check_failed,
                    r.checked_cause
                from relay r
                where r.state in ('active', 'standby', 'retired') and r.live is not null
                  and (r.held_at is not null or r.paused_until > :now or r.checked_cause is not null)
                """)
                .param("now", Times.parameter(now))
                .query((row, n) -> new RelayState(
                        name(row),
                        mark(row, "held_at", "held_cause"),
                        mark(row, "paused", "paused_cause"),
                        mark(row, "check_failed", "checked_cause"),
                        Times.instantOrNull(row, "last_success_at")))
                .list();
    }

    private static List<Used> plans(JdbcClient jdbc, Instant now) {
        return jdbc.sql("""
                select t.tenant_id, u.messages, p.messages_per_day
                from (select tenant_id, sum(messages) as messages from daily_usage where day = :day group by tenant_id) u
                join tenant t on t.tenant_id = u.tenant_id
                join plan p on p.name = case when t.next_plan_at <= :now then t.next_plan else t.plan end
                where u.messages * 5 >= p.messages_per_day * 4::bigint
                """)
                .param("now", Times.parameter(now))
                .param("day", now.atOffset(ZoneOffset.UTC).toLocalDate())
                .query((row, n) -> new Used(
                        new TenantId(row.getString("tenant_id")),
                        null,
                        new Amount(row.getInt("messages"), row.getInt("messages_per_day"), false, null)))
                .list();
    }

    /** A sample of each lane's mail, so that a long queue costs no more than a short one. */
    private static List<Waiting> waiting(JdbcClient jdbc, Instant now) {
        return jdbc.sql("select " + NAME + """
                    , d.cause, min(d.next_attempt_at) filter (where d.next_attempt_at <= :now) as due,
                    min(d.created_at) filter (where d.next_attempt_at > :now) as failed, count(*) as waiting
                from waiting_lane l
                join relay r on r.tenant_id = l.relay_owner and r.id = l.relay_id
                  and r.state in ('active', 'standby', 'retired') and r.held_at is null
                cross join lateral (
                    select d.cause, q.next_attempt_at, d.created_at
                    from queue q join delivery d on d.tenant_id = q.tenant_id and d.id = q.delivery_id and d.expires_on = q.expires_on
                    where q.tenant_id = l.tenant_id and q.relay_owner = l.relay_owner and q.relay_id = l.relay_id
                      and q.state = 'queued' and q.claimed_by is null and d.created_at < :old
                    limit 200
                ) d
                group by r.tenant_id, r.id, d.cause
                """)
                .param("now", Times.parameter(now))
                .param("old", Times.parameter(now.minus(Duration.ofMinutes(25))))
                .query((row, n) -> new Waiting(
                        name(row),
                        row.getString("cause"),
                        Times.instantOrNull(row, "due"),
                        Times.instantOrNull(row, "failed"),
                        row.getInt("waiting")))
                .list();
    }

    private static List<Bounced> bounced(JdbcClient jdbc) {
        return jdbc.sql("""
                select s.tenant_id, s.address, d.cause, d.updated_at
                from sender_identity s
                cross join lateral (
                    select state, cause, updated_at from delivery
                    where tenant_id = s.tenant_id and recipient = s.address and state in ('accepted', 'failed')
                    order by id desc limit 1
                ) d
                where s.state = 'verified' and d.state = 'failed' and d.cause is not null and d.updated_at > s.verified_at
                """)
                .query((row, n) -> new Bounced(
                        new TenantId(row.getString("tenant_id")),
                        row.getString("address"),
                        row.getString("cause"),
                        Times.instant(row, "updated_at")))
                .list();
    }

    /** What took another way within a day, by the relay that it did not take. */
    private static List<Detoured> detoured(JdbcClient jdbc, Instant now) {
        return jdbc.sql("select " + NAME + """
                    , min(x.taken_at) as first, max(x.taken_at) as last, count(*) as times,
                    (array_agg(x.cause order by x.taken_at desc))[1] as cause, array_agg(distinct x.reason) as reasons,
                    array_agg(distinct x.way) as ways, coalesce(max(x.to_server) filter (where x.way = 'second'), '') as second
                from detour x
                join relay r on r.tenant_id = x.tenant_id and r.id = x.from_relay
                where x.taken_at > :since
                group by r.tenant_id, r.id
                """)
                .param("since", Times.parameter(now.minus(Duration.ofDays(1))))
                .query((row, n) -> new Detoured(
                        name(row),
                        row.getString("cause"),
                        row.getInt("times"),
                        new Span(Times.instant(row, "first"), Times.instant(row, "last")),
                        new How(only(row, "reasons"), only(row, "ways"), row.getString("second"))))
                .list();
    }

    private static String only(ResultSet row, String column) throws SQLException {
        var values = (String[]) row.getArray(column).getArray();
        return values.length == 1 ? values[0] : "both";
    }

    static RelayName name(ResultSet row) throws SQLException {
        return new RelayName(
                new TenantId(row.getString("owner")),
                row.getString("relay"),
                row.getString("server"),
                row.getString("provider"));
    }

    private static @Nullable Mark mark(ResultSet row, String time, String cause) throws SQLException {
        var at = Times.instantOrNull(row, time);
        return at == null ? null : new Mark(row.getString(cause), at);
    }
}
