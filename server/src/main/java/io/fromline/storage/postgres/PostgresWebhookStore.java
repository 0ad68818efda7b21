package io.fromline.storage.postgres;

import io.fromline.tenant.Ids;
import io.fromline.tenant.TenantId;
import io.fromline.webhook.CallOutcome;
import io.fromline.webhook.Webhook;
import io.fromline.webhook.WebhookCall;
import io.fromline.webhook.WebhookSchedule.Next;
import io.fromline.webhook.WebhookStore;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Webhooks, and the outbox {@code webhook_event} of what is to be sent to them, one row for each webhook. */
public final class PostgresWebhookStore implements WebhookStore {

    private final Database database;

    public PostgresWebhookStore(Database database) {
        this.database = database;
    }

    @Override
    public boolean insert(Webhook webhook, byte[] sealedSecret, int most) {
        return database.inTenant(webhook.owner(), jdbc -> {
            // One at a time for each owner, so that two at once do not both find room.
            jdbc.sql("select pg_advisory_xact_lock(hashtextextended('webhook ' || :owner, 0))::text")
                    .param("owner", webhook.owner().value())
                    .query(String.class)
                    .optional();
            return jdbc.sql("""
                    insert into webhook (tenant_id, id, address, secret, created_at)
                    select :owner, :id, :address, :secret, :now
                    where (select count(*) from webhook where tenant_id = :owner) < :most
                    """)
                            .param("owner", webhook.owner().value())
                            .param("id", webhook.id())
                            .param("address", webhook.address().toString())
                            .param("secret", sealedSecret)
                            .param("now", Times.parameter(webhook.createdAt()))
                            .param("most", most)
                            .update()
                    == 1;
        });
    }

    @Override
    public List<Webhook> list(TenantId owner) {
        return database.inTenant(
                owner,
                jdbc -> jdbc.sql("select * from webhook where tenant_id = :owner order by id")
                        .param("owner", owner.value())
                        .query(PostgresWebhookStore::webhook)
                        .list());
    }

    @Override
    public Optional<Webhook> find(TenantId owner, UUID id) {
        return database.inTenant(
                owner,
                jdbc -> one(jdbc, "select * from webhook where tenant_id = :owner and id = :id", owner, id)
                        .query(PostgresWebhookStore::webhook)
                        .optional());
    }

    @Override
    public boolean delete(TenantId owner, UUID id) {
        return database.inTenant(owner, jdbc -> {
            one(jdbc, "delete from webhook_event where tenant_id = :owner and webhook_id = :id", owner, id)
                    .update();
            return one(jdbc, "delete from webhook where tenant_id = :owner and id = :id", owner, id)
                            .update()
                    == 1;
        });
    }

    private static JdbcClient.StatementSpec one(JdbcClient jdbc, String sql, TenantId owner, UUID id) {
        return jdbc.sql(sql).param("owner", owner.value()).param("id", id);
    }

    @Override
    public void publish(Event event) {
        database.inTenant(event.owner(), jdbc -> {
            var ids = jdbc.sql("select id from webhook where tenant_id = :owner and disabled_at is null")
                    .param("owner", event.owner().value())
                    .query(UUID.class)
                    .list();
            ids.forEach(id -> put(jdbc, event, id));
            return ids.size();
        });
    }

    @Override
    public void publish(Event event, UUID webhook) {
        database.inTenant(event.owner(), jdbc -> put(jdbc, event, webhook));
    }

    private static int put(JdbcClient jdbc, Event event, UUID webhook) {
        return jdbc.sql("""
                insert into webhook_event (tenant_id, id, webhook_id, event, payload, created_at, next_attempt_at)
                select :owner, :id, :webhook, :event, :payload, :now, :now
                where exists (select 1 from webhook where tenant_id = :owner and id = :webhook)
                on conflict (tenant_id, webhook_id, event) do nothing
                """)
                .param("owner", event.owner().value())
                .param("id", Ids.next())
                .param("webhook", webhook)
                .param("event", event.id())
                .param("payload", event.payload())
                .param("now", Times.parameter(event.at()))
                .update();
    }

    @Override
    public List<WebhookCall> claim(Instant now, Instant until) {
        return database.asServer(jdbc -> jdbc.sql("""
                        with due as (
                            select e.tenant_id, e.id, w.address, w.secret
                            from webhook w
                            cross join lateral (
                                select tenant_id, id from webhook_event
                                where tenant_id = w.tenant_id and webhook_id = w.id and next_attempt_at <= :now
                                order by next_attempt_at, id limit 2
                                for update skip locked
                            ) e
                            where w.disabled_at is null
                            limit 200
                        )
                        update webhook_event e set next_attempt_at = :until
                        from due where e.tenant_id = due.tenant_id and e.id = due.id
                        returning e.tenant_id, e.webhook_id, e.event, due.address, due.secret, e.payload, e.attempts
                        """)
                .param("now", Times.parameter(now))
                .param("until", Times.parameter(until))
                .query((row, n) -> new WebhookCall(
                        new TenantId(row.getString("tenant_id")),
                        row.getObject("webhook_id", UUID.class),
                        row.getString("event"),
                        URI.create(row.getString("address")),
                        row.getBytes("secret"),
                        row.getString("payload"),
                        row.getInt("attempts")))
                .list());
    }

    @Override
    public void settle(WebhookCall call, CallOutcome outcome, Next next, Instant now) {
        database.inTenant(call.owner(), jdbc -> {
            jdbc.sql("""
                    update webhook_event set attempts = attempts + 1, outcome = :outcome, next_attempt_at = :next
                    where tenant_id = :owner and webhook_id = :webhook and event = :event
                    """)
                    .param("outcome", outcome.label())
                    .param("next", Times.parameter(next instanceof Next.Again(var time) ? time : null))
                    .param("owner", call.owner().value())
                    .param("webhook", call.webhook())
                    .param("event", call.event())
                    .update();
            var sql = switch (next) {
                case Next.Done _ -> "update webhook set last_success_at = :now where :outcome <> ''";
                case Next.Again _, Next.GiveUp _ ->
                    "update webhook set last_failure_at = :now, last_failure = :outcome where true";
                case Next.Disable _ ->
                    "update webhook set last_failure_at = :now, last_failure = :outcome, disabled_at = :now where true";
            };
            return one(jdbc, sql + " and tenant_id = :owner and id = :id", call.owner(), call.webhook())
                    .param("now", Times.parameter(now))
                    .param("outcome", outcome.label())
                    .update();
        });
    }

    @Override
    public int prune(Instant before) {
        return database.asServer(jdbc -> jdbc.sql("delete from webhook_event where created_at < :before")
                .param("before", Times.parameter(before))
                .update());
    }

    private static Webhook webhook(ResultSet row, int number) throws SQLException {
        return new Webhook(
                new TenantId(row.getString("tenant_id")),
                row.getObject("id", UUID.class),
                URI.create(row.getString("address")),
                Times.instant(row, "created_at"),
                Times.instantOrNull(row, "disabled_at"),
                Times.instantOrNull(row, "last_success_at"),
                Times.instantOrNull(row, "last_failure_at"),
                row.getString("last_failure"));
    }
}
