package io.fromline.storage.postgres;

import io.fromline.alert.Finding;
import io.fromline.alert.Incident;
import io.fromline.alert.IncidentPolicy.Change;
import io.fromline.alert.IncidentStore;
import io.fromline.tenant.Ids;
import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Incidents in the {@code incident} table; that there is one at a time of a kind about a thing is the index's to hold. */
public final class PostgresIncidentStore implements IncidentStore {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String SELECT = """
            select i.*, (select max(b.alert_done_at) from incident b
                         where b.tenant_id = i.tenant_id and b.kind = i.kind and b.subject = i.subject
                           and b.alert_mailed and b.id <> i.id) as told_before
            from incident i
            """;

    private final Database database;

    public PostgresIncidentStore(Database database) {
        this.database = database;
    }

    @Override
    public boolean lead(UUID node, Instant now, Instant until) {
        return database.asServer(jdbc -> jdbc.sql("""
                        insert into lease as l (name, holder, ends_at) values ('alerts', :node, :until)
                        on conflict (name) do update set holder = excluded.holder, ends_at = excluded.ends_at
                        where l.holder = excluded.holder or l.ends_at < :now
                        """)
                        .param("node", node)
                        .param("until", Times.parameter(until))
                        .param("now", Times.parameter(now))
                        .update()
                == 1);
    }

    @Override
    public List<Incident> open() {
        return select("where i.closed_at is null order by i.tenant_id, i.id");
    }

    @Override
    public void apply(Collection<Change> changes, Instant now) {
        database.asServer(jdbc -> {
            changes.forEach(change -> apply(jdbc, change, now));
            return changes.size();
        });
    }

    private static void apply(JdbcClient jdbc, Change change, Instant now) {
        switch (change) {
            case Change.Open(var finding) -> open(jdbc, finding, now);
            case Change.GoesOn(var incident, var finding) ->
                one(jdbc, "update incident set clear_since = null, cause = :cause, facts = :facts::jsonb", incident)
                        .param("cause", finding.cause())
                        .param("facts", JSON.writeValueAsString(finding.facts()))
                        .update();
            case Change.Clears(var incident) ->
                one(jdbc, "update incident set clear_since = :now", incident)
                        .param("now", Times.parameter(now))
                        .update();
            case Change.Close(var incident, var quietly) ->
                one(jdbc, """
                                update incident set closed_at = :now,
                                    alert_done_at = coalesce(alert_done_at, :now),
                                    clear_done_at = case when :quietly then :now::timestamptz end
                                """, incident)
                        .param("now", Times.parameter(now))
                        .param("quietly", quietly)
                        .update();
        }
    }

    private static void open(JdbcClient jdbc, Finding finding, Instant now) {
        // The tenant may have been deleted since the finding was made.
        jdbc.sql("""
                insert into incident (tenant_id, id, kind, subject, cause, facts, since, opened_at)
                select :tenant, :id, :kind, :subject, :cause, :facts::jsonb, :since, :now
                where :tenant = '@platform' or exists (select 1 from tenant where tenant_id = :tenant)
                on conflict (tenant_id, kind, subject) where closed_at is null do nothing
                """)
                .param("tenant", finding.tenant().value())
                .param("id", Ids.next())
                .param("kind", finding.kind().label())
                .param("subject", finding.subject())
                .param("cause", finding.cause())
                .param("facts", JSON.writeValueAsString(finding.facts()))
                .param("since", Times.parameter(finding.since()))
                .param("now", Times.parameter(now))
                .update();
    }

    private static JdbcClient.StatementSpec one(JdbcClient jdbc, String sql, Incident incident) {
        return jdbc.sql(sql + " where tenant_id = :tenant and id = :id")
                .param("tenant", incident.tenant().value())
                .param("id", incident.id());
    }

    @Override
    public List<Incident> untold() {
        return select("""
                where i.alert_done_at is null or not i.opened_event
                   or (i.closed_at is not null and (i.clear_done_at is null or not i.closed_event))
                order by i.tenant_id, i.opened_at, i.id
                """);
    }

    private List<Incident> select(String which) {
        return database.asServer(
                jdbc -> jdbc.sql(SELECT + which).query(IncidentRow::read).list());
    }

    @Override
    public Optional<Instant> lastMail(TenantId tenant) {
        return database.inTenant(
                tenant,
                jdbc -> jdbc.sql("""
                        select greatest(max(alert_done_at) filter (where alert_mailed),
                                        max(clear_done_at) filter (where clear_mailed)) as at
                        from incident where tenant_id = :tenant
                        """)
                        .param("tenant", tenant.value())
                        .query((row, n) -> Optional.ofNullable(Times.instantOrNull(row, "at")))
                        .single());
    }

    @Override
    public void told(Collection<Incident> incidents, boolean mailed, Instant now) {
        database.asServer(jdbc -> {
            incidents.forEach(incident -> one(
                            jdbc,
                            incident.closedAt() == null
                                    ? "update incident set alert_done_at = :now, alert_mailed = :mailed"
                                    : "update incident set clear_done_at = :now, clear_mailed = :mailed",
                            incident)
                    .param("now", Times.parameter(now))
                    .param("mailed", mailed)
                    .update());
            return incidents.size();
        });
    }

    @Override
    public void announced(Incident incident) {
        database.asServer(jdbc -> one(jdbc, "update incident set opened_event = true, closed_event = :closed", incident)
                .param("closed", incident.closedAt() != null)
                .update());
    }

    @Override
    public List<Incident> list(TenantId tenant, int limit) {
        return database.inTenant(
                tenant,
                jdbc -> jdbc.sql(SELECT + """
                        where i.tenant_id = :tenant
                        order by coalesce(i.closed_at, i.clear_since) is null desc, i.id desc limit :limit
                        """)
                        .param("tenant", tenant.value())
                        .param("limit", limit)
                        .query(IncidentRow::read)
                        .list());
    }

    @Override
    public int prune(Instant before) {
        return database.asServer(jdbc -> jdbc.sql("delete from incident where closed_at < :before")
                .param("before", Times.parameter(before))
                .update());
    }
}
