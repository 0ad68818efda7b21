package io.fromline.storage.postgres;

import io.fromline.log.DeliveryLog;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.submission.Decision;
import io.fromline.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The mail log, read from the tables that delivery writes. */
public final class PostgresDeliveryLog implements DeliveryLog {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String ROW = """
            select d.id, d.submission_id, d.recipient, d.state, d.subject, d.kind, coalesce(v.sender, s.sender) as sender,
                   d.created_at, d.updated_at, d.attempts, d.next_attempt_at, d.cause, d.relay_owner, r.provider, s.message_id,
                   coalesce(v.return_path, s.return_path) as return_path, s.decision,
                   x.way, x.taken_at, x.reason, x.cause as detour_cause, x.from_server, x.to_owner, x.to_relay, x.to_server
            from standing_delivery d
            left join relay r on r.tenant_id = d.relay_owner and r.id = d.relay_id
            """ + RenderingRows.OF_DELIVERY + "where d.tenant_id = :tenant ";

    private final Database database;

    public PostgresDeliveryLog(Database database) {
        this.database = database;
    }

    @Override
    public List<Row> page(TenantId tenant, Query query) {
        return database.inTenant(
                tenant,
                jdbc -> jdbc.sql(ROW + recipientIs(jdbc, tenant, query.recipient()) + """
                          and (:state::text is null or d.state = :state)
                          and (:kind::text is null or d.kind = :kind)
                          and (:subject::text is null or d.subject ilike :subject)
                          and (:since::timestamptz is null or d.created_at >= :since)
                          and (:until::timestamptz is null or d.created_at < :until)
                          and (:after::uuid is null or d.id < :after)
                        order by d.id desc limit :limit
                        """)
                        .param("tenant", tenant.value())
                        .param("state", query.state())
                        .param("kind", query.kind())
                        .param("recipient", query.recipient())
                        .param("recipientPart", query.recipient() == null ? null : containing(query.recipient()))
                        .param("subject", query.subject() == null ? null : containing(query.subject()))
                        .param("since", Times.parameter(query.span().since()), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("until", Times.parameter(query.span().until()), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("after", query.after(), java.sql.Types.OTHER)
                        .param("limit", query.limit())
                        .query((row, n) -> row(row))
                        .list());
    }

    /** An address to which there is mail is found by its index, however much else is in the log; other text may be any part of one. */
    private static String recipientIs(JdbcClient jdbc, TenantId tenant, @Nullable String recipient) {
        if (recipient == null) {
            return "";
        }
        boolean known = jdbc.sql(
                        "select exists (select from delivery where tenant_id = :tenant and recipient = :recipient)")
                .param("tenant", tenant.value())
                .param("recipient", recipient)
                .query(Boolean.class)
                .single();
        return known ? "and d.recipient = :recipient " : "and d.recipient ilike :recipientPart ";
    }

    private static String containing(String text) {
        return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getObject("submission_id", UUID.class),
                row.getString("recipient"),
                row.getString("state"),
                row.getString("subject"),
                row.getString("kind"),
                row.getString("sender"),
                Times.instant(row, "created_at"),
                Times.instant(row, "updated_at"),
                row.getInt("attempts"),
                Times.instantOrNull(row, "next_attempt_at"),
                row.getString("cause"),
                row.getString("provider"),
                TenantId.PLATFORM.value().equals(row.getString("relay_owner")),
                row.getString("way"));
    }

    @Override
    public Optional<Entry> find(TenantId tenant, UUID delivery) {
        return database.inTenant(
                tenant,
                jdbc -> jdbc.sql(ROW + "and d.id = :id")
                        .param("tenant", tenant.value())
                        .param("id", delivery)
                        .query((row, n) -> new Entry(
                                row(row),
                                row.getString("message_id"),
                                Optional.ofNullable(row.getString("return_path"))
                                        .orElse(""),
                                DecisionJson.read(row.getString("decision")),
                                detoured(row),
                                attempts(jdbc, tenant, delivery)))
                        .optional());
    }

    private static @Nullable Detoured detoured(ResultSet row) throws SQLException {
        var at = Times.instantOrNull(row, "taken_at");
        if (at == null) {
            return null;
        }
        var to = new Route(new TenantId(row.getString("to_owner")), row.getObject("to_relay", UUID.class));
        return new Detoured(
                at,
                row.getString("reason"),
                row.getString("detour_cause"),
                row.getString("from_server"),
                new Decision.Way(to, 0, row.getString("to_server")),
                row.getString("sender"));
    }

    private static List<Attempted> attempts(JdbcClient jdbc, TenantId tenant, UUID delivery) {
        return jdbc.sql("""
                        select a.*, r.provider from delivery_attempt a
                        left join relay r on r.tenant_id = a.relay_owner and r.id = a.relay_id
                        where a.tenant_id = :tenant and a.delivery_id = :id order by a.number
                        """)
                .param("tenant", tenant.value())
                .param("id", delivery)
                .query((row, n) -> new Attempted(
                        row.getInt("number"),
                        Times.instant(row, "started_at"),
                        row.getInt("millis"),
                        row.getString("outcome"),
                        row.getString("phase"),
                        row.getString("cause"),
                        row.getString("reply"),
                        new Route(new TenantId(row.getString("relay_owner")), row.getObject("relay_id", UUID.class)),
                        row.getString("provider"),
                        row.getInt("relay_version"),
                        JSON.readValue(row.getString("steps"), new TypeReference<List<LoggedStep>>() {}),
                        row.getString("conversation").lines().toList(),
                        row.getString("next"),
                        Times.instantOrNull(row, "next_at")))
                .list();
    }

    @Override
    public Optional<byte[]> message(TenantId tenant, UUID delivery) {
        return database.inTenant(
                tenant,
                jdbc -> jdbc.sql("select " + RenderingRows.MESSAGE + " from delivery d " + RenderingRows.OF_DELIVERY
                                + "where d.tenant_id = :tenant and d.id = :id")
                        .param("tenant", tenant.value())
                        .param("id", delivery)
                        .query((row, n) -> MessageColumns.read(row))
                        .optional());
    }

    @Override
    public boolean retryNow(TenantId tenant, UUID delivery, Instant now) {
        // A person who insists ends the pause of a relay of their own; the provider may ask for another.
        database.inTenant(
                tenant,
                jdbc -> jdbc.sql("""
                update relay r set paused_until = null from queue d
                where d.tenant_id = :tenant and d.delivery_id = :id and r.tenant_id = :tenant and r.id = d.relay_id
                  and r.paused_until is not null
                """)
                        .param("tenant", tenant.value())
                        .param("id", delivery)
                        .update());
        return makeDue(
                tenant,
                delivery,
                now,
                "update queue set next_attempt_at = :now where " + ONE
                        + " and state = 'queued' and claimed_by is null");
    }

    @Override
    public boolean hold(TenantId tenant, UUID delivery, Instant now) {
        return change(
                tenant,
                delivery,
                now,
                "update queue set state = 'held', kept_back = 'message', next_attempt_at = :now where " + ONE
                        + " and claimed_by is null and kept_back is distinct from 'message'");
    }

    /** A relay that is held keeps it from here on; a tenant that is stopped is left out when mail is claimed. */
    @Override
    public boolean release(TenantId tenant, UUID delivery, Instant now) {
        return makeDue(tenant, delivery, now, QueueRows.RELEASE + ONE + " and kept_back = 'message'");
    }

    @Override
    public boolean cancel(TenantId tenant, UUID delivery, Instant now) {
        return change(tenant, delivery, now, QueueRows.cancelling(ONE));
    }

    private static final String ONE = "tenant_id = :tenant and delivery_id = :id";

    /** A change after which nodes look at once for what is due. */
    private boolean makeDue(TenantId tenant, UUID delivery, Instant now, String change) {
        boolean changed = change(tenant, delivery, now, change);
        if (changed) {
            database.asServerAtOnce(jdbc -> WakeUps.call(jdbc, WakeUps.EVERYBODY));
        }
        return changed;
    }

    private boolean change(TenantId tenant, UUID delivery, Instant now, String change) {
        return database.inTenant(
                tenant,
                jdbc -> jdbc.sql(change)
                                .param("tenant", tenant.value())
                                .param("id", delivery)
                                .param("now", Times.parameter(now))
                                .update()
                        == 1);
    }

    @Override
    public Health health(TenantId tenant, TenantId relayOwner, UUID relay) {
        return database.inTenant(
                tenant,
                jdbc -> jdbc.sql("""
                        select max(updated_at) filter (where state = 'accepted') as success,
                               max(updated_at) filter (where state <> 'accepted' and cause is not null) as failure
                        from (
                            select state, cause, updated_at from delivery
                            where tenant_id = :tenant and relay_owner = :owner and relay_id = :relay and attempts > 0 and kind <> 'test'
                            order by id desc limit 200
                        ) d
                        """)
                        .param("tenant", tenant.value())
                        .param("owner", relayOwner.value())
                        .param("relay", relay)
                        .query((row, n) ->
                                new Health(Times.instantOrNull(row, "success"), Times.instantOrNull(row, "failure")))
                        .single());
    }
}
