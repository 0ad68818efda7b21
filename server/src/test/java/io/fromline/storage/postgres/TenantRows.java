package io.fromline.storage.postgres;

import io.fromline.tenant.TenantId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * One row of a tenant in every table of tenant data, each with the tenant's mark in it, for tests that look whether anybody else
 * sees them.
 */
public final class TenantRows {

    /** The id of each of the tenant's things. */
    public final UUID id = UUID.randomUUID();

    private final TenantId tenant;
    private final Map<String, String> inserts = new LinkedHashMap<>();

    public TenantRows(TenantId tenant) {
        this.tenant = tenant;
        row("tenant", "name, plan, locale, time_zone, created_at", ":mark, 'pro', 'en', 'UTC', now()");
        row("data_key", "wrapped, created_at", "'x', now()");
        row("account", "id, email, role, created_at", ":id, :mark || '@example.com', 'admin', now()");
        row(
                "account_link",
                "token_hash, purpose, account_id, expires_at",
                hash() + ", 'welcome', :id, now() + interval '1 day'");
        row(
                "session",
                "token_hash, account_id, created_at, expires_at",
                hash() + ", :id, now(), now() + interval '1 day'");
        row("api_key", "id, name, prefix, key_hash, created_at", ":id, :mark, 'flt_', " + hash() + ", now()");
        row(
                "sender_identity",
                "id, address, name, state, created_at",
                ":id, :mark || '@example.com', :mark, 'pending', now()");
        row("verification_sent", "id, address_hash, source, sent_at", ":id, 'x', '127.0.0.1', now()");
        row("relay", "id, provider, state, created_at", ":id, 'smtp', 'retired', now()");
        row(
                "relay_test",
                "id, relay_id, recipient, from_name, from_address, started_at, token",
                ":id, :id, :mark || '@example.com', :mark, :mark || '@example.com', now(), :mark");
        row("relay_usage", "relay_id, minute, messages, recipients", ":id, now(), 1, 1");
        row("relay_limit", "relay_id, own", ":id, '{}'");
        row("platform_stop", "since", "now()");
        row("domain_check", "domain, checked_at", ":mark || '.example', now()");
        row(
                "submission",
                "id, expires_on, deliveries, kind, class, sender, reply_to_asked, subject, message_id, decision, header, body, body_size, created_at",
                ":id, current_date, array[:id], 'message', 'transactional', :mark || '@example.com', false, :mark, :mark, '{}', 'x', 'x', 1, now()");
        row("idempotency", "key, request_hash, answer, created_at", ":mark, 'x', '{}', now()");
        row(
                "delivery",
                "id, expires_on, submission_id, recipient, relay_owner, relay_id, state, kind, subject, created_at, updated_at",
                ":id, current_date, :id, :mark || '@example.com', '@platform', :id, 'cancelled', 'message', :mark, now(), now()");
        row(
                "delivery_attempt",
                "delivery_id, expires_on, number, started_at, millis, outcome, relay_owner, relay_id, relay_version, steps, conversation, next",
                ":id, current_date, 1, now(), 1, 'deferred', '@platform', :id, 1, '[]', :mark, 'retry'");
        row(
                "queue",
                "delivery_id, submission_id, expires_on, relay_owner, relay_id, state, next_attempt_at",
                ":id, :id, current_date, '@platform', :id, 'held', now()");
        row(
                "relay_detour",
                "relay_id, overflow, security, transactional, digest",
                ":id, 'wait', 'wait', 'wait', 'wait'");
        row(
                "submission_rendering",
                "submission_id, expires_on, relay_owner, relay_id, sender, return_path, header, made_at",
                ":id, current_date, '@platform', :id, :mark || '@example.com', :mark || '@example.com', 'x', now()");
        row(
                "detour",
                "delivery_id, submission_id, expires_on, taken_at, reason, way, from_relay, from_server, to_owner, to_relay, to_server, sender",
                ":id, :id, current_date, '2020-01-01', 'limit', 'platform', :id, :mark, '@platform', :id, :mark, :mark || '@example.com'");
        row("lane", "relay_owner, relay_id", "'@platform', :id");
        row("daily_usage", "day, slot, messages", "current_date, 0, 1");
        row(
                "incident",
                "id, kind, subject, facts, since, opened_at, closed_at, alert_done_at, clear_done_at, opened_event, closed_event",
                ":id, 'relay.held', :mark, '{}', now(), now(), now(), now(), now(), true, true");
        row("webhook", "id, address, secret, created_at", ":id, 'https://' || :mark || '.example/', 'x', now()");
        row(
                "webhook_event",
                "id, webhook_id, event, payload, outcome, created_at",
                ":id, :id, :mark, :mark, 'taken', now()");
        row("alert_setting", "addresses, kinds", "array[:mark || '@example.com'], '{}'");
    }

    /** What every visible text of the tenant's rows contains. */
    public String mark() {
        return "mark-of-" + tenant.value();
    }

    /** The tables, those that others point to first. */
    public Map<String, String> inserts() {
        return inserts;
    }

    /** Puts every row in place. */
    public void insert(Database database) {
        database.asServer(jdbc -> {
            inserts.values().forEach(sql -> insert(jdbc, sql));
            return inserts.size();
        });
    }

    /** Takes them away again: a server that starts on the same database must not find a data key that is none. */
    public void remove(Database database) {
        new PostgresTenantStore(database).delete(tenant);
    }

    int insert(org.springframework.jdbc.core.simple.JdbcClient jdbc, String sql) {
        return jdbc.sql(sql)
                .param("tenant", tenant.value())
                .param("id", id)
                .param("mark", mark())
                .update();
    }

    private void row(String table, String columns, String values) {
        inserts.put(
                table,
                "insert into " + table + " (tenant_id, " + columns + ") select :tenant, " + values
                        + " from (select cast(:id as uuid) as id, cast(:mark as text) as mark) given");
    }

    private static String hash() {
        return "sha256(convert_to(:mark, 'UTF8'))";
    }
}
