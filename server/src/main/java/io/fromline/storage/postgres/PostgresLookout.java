package io.fromline.storage.postgres;

import io.fromline.alert.Ahead;
import io.fromline.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what was found ahead, of all tenants at once; both statements read little where little is wrong. */
public final class PostgresLookout implements Ahead.Lookout {

    /** What ends later is no news yet, whatever its term. */
    private static final Duration HORIZON = Duration.ofDays(15);

    private static final Duration STALE = Duration.ofDays(3);

    private final Database database;

    public PostgresLookout(Database database) {
        this.database = database;
    }

    @Override
    public Ahead look(Instant now) {
        return database.asServer(jdbc -> new Ahead(certificates(jdbc, now), domains(jdbc)));
    }

    private static List<Ahead.Certificate> certificates(JdbcClient jdbc, Instant now) {
        return jdbc.sql("select " + PostgresObservations.NAME + """
                    , c.valid_from, c.valid_until
                from server_certificate c
                join relay r on r.live ->> 'server' = c.host and (r.live ->> 'port')::integer = c.port and r.state = 'active'
                where c.valid_until < :horizon and c.seen_at > :stale
                """)
                .param("horizon", Times.parameter(now.plus(HORIZON)))
                .param("stale", Times.parameter(now.minus(STALE)))
                .query((row, n) -> new Ahead.Certificate(
                        PostgresObservations.name(row),
                        "relay",
                        Times.instant(row, "valid_from"),
                        Times.instant(row, "valid_until")))
                .list();
    }

    /** Only of domains that are still sent from. */
    private static List<Ahead.Domain> domains(JdbcClient jdbc) {
        return jdbc.sql("""
                select c.tenant_id, c.domain, c.trouble, c.since from domain_check c
                where c.trouble is not null
                  and (exists (select from sender_identity s join tenant t on t.tenant_id = s.tenant_id
                               where s.tenant_id = c.tenant_id and s.state = 'verified' and t.mode = 'branded'
                                 and split_part(s.address, '@', 2) = c.domain)
                    or exists (select from relay r
                               where r.tenant_id = c.tenant_id and r.state = 'active'
                                 and lower(split_part(r.live ->> 'senderAddress', '@', 2)) = c.domain))
                """)
                .query((row, n) -> new Ahead.Domain(
                        new TenantId(row.getString("tenant_id")),
                        row.getString("domain"),
                        row.getString("trouble"),
                        Times.instant(row, "since")))
                .list();
    }
}
