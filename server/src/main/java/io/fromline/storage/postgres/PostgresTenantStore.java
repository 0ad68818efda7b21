package io.fromline.storage.postgres;

import io.fromline.mail.Mailbox;
import io.fromline.tenant.ForeignFrom;
import io.fromline.tenant.Mode;
import io.fromline.tenant.Plan;
import io.fromline.tenant.Tenant;
import io.fromline.tenant.TenantId;
import io.fromline.tenant.TenantStore;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps tenants and plans in PostgreSQL. */
public final class PostgresTenantStore implements TenantStore {

    /** Every table with rows of a tenant, those that point to others first. */
    static final List<String> TABLES = List.of(
            "webhook_event",
            "webhook",
            "incident",
            "alert_setting",
            "queue",
            "delivery_attempt",
            "detour",
            "submission_rendering",
            "relay_detour",
            "delivery",
            "submission",
            "idempotency",
            "lane",
            "daily_usage",
            "relay_test",
            "relay_usage",
            "relay_limit",
            "domain_check",
            "platform_stop",
            "relay",
            "verification_sent",
            "sender_identity",
            "api_key",
            "session",
            "account_link",
            "account",
            "data_key",
            "tenant");

    private final Database database;

    public PostgresTenantStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Tenant> find(TenantId id) {
        return database.inTenant(
                id,
                jdbc -> jdbc.sql("select * from tenant where tenant_id = :id")
                        .param("id", id.value())
                        .query(PostgresTenantStore::tenant)
                        .optional());
    }

    @Override
    public boolean insert(Tenant tenant) {
        return database.inTenant(
                tenant.id(),
                jdbc -> withColumns(tenant, jdbc.sql("""
                        insert into tenant (tenant_id, name, plan, next_plan, next_plan_at, locale, time_zone, contact,
                            mode, foreign_from, created_at)
                        values (:id, :name, :plan, :nextPlan, :nextPlanAt, :locale, :timeZone, :contact,
                            :mode, :foreignFrom, :createdAt)
                        on conflict do nothing"""))
                                .param("mode", tenant.mode().label())
                                .param("createdAt", Timestamp.from(tenant.createdAt()))
                                .update()
                        == 1);
    }

    @Override
    public void update(Tenant tenant) {
        database.inTenant(
                tenant.id(), jdbc -> withColumns(tenant, jdbc.sql("""
                        update tenant set name = :name, plan = :plan, next_plan = :nextPlan, next_plan_at = :nextPlanAt,
                               locale = :locale, time_zone = :timeZone, contact = :contact, foreign_from = :foreignFrom
                        where tenant_id = :id""")).update());
    }

    private static JdbcClient.StatementSpec withColumns(Tenant tenant, JdbcClient.StatementSpec statement) {
        Tenant.NextPlan next = tenant.nextPlan();
        Mailbox contact = tenant.contact();
        return statement
                .param("id", tenant.id().value())
                .param("name", tenant.name())
                .param("plan", tenant.plan())
                .param("nextPlan", next == null ? null : next.plan())
                .param("nextPlanAt", next == null ? null : Timestamp.from(next.from()), java.sql.Types.TIMESTAMP)
                .param("locale", tenant.locale().toLanguageTag())
                .param("timeZone", tenant.timeZone().getId())
                .param("contact", contact == null ? null : contact.toString())
                .param("foreignFrom", tenant.foreignFrom().label());
    }

    @Override
    public void setMode(TenantId id, Mode mode) {
        database.inTenant(
                id,
                jdbc -> jdbc.sql("update tenant set mode = :mode where tenant_id = :id")
                        .param("mode", mode.label())
                        .param("id", id.value())
                        .update());
    }

    @Override
    public void activateRelay(TenantId id, @Nullable UUID relay, @Nullable UUID previous, Mode mode) {
        database.inTenant(
                id,
                jdbc -> jdbc.sql("""
                        update tenant set active_relay = :relay, previous_relay = :previous, mode = :mode where tenant_id = :id""")
                        .param("relay", relay, java.sql.Types.OTHER)
                        .param("previous", previous, java.sql.Types.OTHER)
                        .param("mode", mode.label())
                        .param("id", id.value())
                        .update());
    }

    @Override
    public void delete(TenantId id) {
        database.inTenant(id, jdbc -> {
            int rows = 0;
            for (String table : TABLES) {
                rows += jdbc.sql("delete from " + table + " where tenant_id = :id")
                        .param("id", id.value())
                        .update();
            }
            return rows;
        });
    }

    @Override
    public List<Tenant> list(@Nullable String after, String text, int limit) {
        return database.asServer(jdbc -> jdbc.sql("""
                        select * from tenant
                        where tenant_id > :after and tenant_id <> '@platform'
                          and strpos(lower(tenant_id || ' ' || name || ' ' || coalesce(contact, '')), lower(:text)) > 0
                        order by tenant_id limit :limit""")
                .param("after", after == null ? "" : after)
                .param("text", text)
                .param("limit", limit)
                .query(PostgresTenantStore::tenant)
                .list());
    }

    @Override
    public Optional<Plan> plan(String name) {
        return database.asServer(jdbc -> jdbc.sql("select * from plan where name = :name")
                .param("name", name)
                .query(PostgresTenantStore::plan)
                .optional());
    }

    @Override
    public List<Plan> plans() {
        return database.asServer(jdbc -> jdbc.sql("select * from plan order by messages_per_day, name")
                .query(PostgresTenantStore::plan)
                .list());
    }

    @Override
    public void putPlan(Plan plan) {
        database.asServer(jdbc -> jdbc.sql("""
                        insert into plan (name, modes, messages_per_day, log_retention_days)
                        values (:name, string_to_array(:modes, ','), :messages, :days)
                        on conflict (name) do update set modes = excluded.modes,
                            messages_per_day = excluded.messages_per_day, log_retention_days = excluded.log_retention_days""")
                .param("name", plan.name())
                .param("modes", plan.modes().stream().map(Mode::label).sorted().collect(Collectors.joining(",")))
                .param("messages", plan.messagesPerDay())
                .param("days", plan.logRetentionDays())
                .update());
    }

    private static Tenant tenant(ResultSet row, int number) throws SQLException {
        String nextPlan = row.getString("next_plan");
        String contact = row.getString("contact");
        return new Tenant(
                new TenantId(row.getString("tenant_id")),
                row.getString("name"),
                row.getString("plan"),
                nextPlan == null
                        ? null
                        : new Tenant.NextPlan(
                                nextPlan, row.getTimestamp("next_plan_at").toInstant()),
                Locale.forLanguageTag(row.getString("locale")),
                ZoneId.of(row.getString("time_zone")),
                contact == null ? null : Mailbox.of(contact),
                Mode.of(row.getString("mode")).orElseThrow(),
                row.getObject("active_relay", UUID.class),
                row.getObject("previous_relay", UUID.class),
                ForeignFrom.of(row.getString("foreign_from")).orElseThrow(),
                row.getTimestamp("created_at").toInstant());
    }

    private static Plan plan(ResultSet row, int number) throws SQLException {
        Array modes = row.getArray("modes");
        Set<Mode> allowed = Arrays.stream((String[]) modes.getArray())
                .map(label -> Mode.of(label).orElseThrow())
                .collect(Collectors.toUnmodifiableSet());
        return new Plan(
                row.getString("name"), allowed, row.getInt("messages_per_day"), row.getInt("log_retention_days"));
    }
}
