package io.fromline.storage.postgres;

import io.fromline.mail.Mailbox;
import io.fromline.mail.Message;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.submission.Kind;
import io.fromline.submission.MessageClass;
import io.fromline.submission.Submission;
import io.fromline.submission.SubmissionStore;
import io.fromline.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Submissions and their deliveries; each write is one transaction of the tenant's. */
public final class PostgresSubmissionStore implements SubmissionStore {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Database database;

    public PostgresSubmissionStore(Database database) {
        this.database = database;
    }

    @Override
    public Written write(TenantId tenant, Entry entry, Terms terms) {
        return database.inTenant(tenant, jdbc -> {
            var earlier = terms.once() == null ? null : takeKey(jdbc, tenant, terms.once(), entry);
            if (earlier != null) {
                return earlier;
            }
            if (terms.messagesPerDay() != null && !count(jdbc, tenant, terms.day(), terms.messagesPerDay())) {
                releaseKey(jdbc, tenant, terms.once());
                return new Written.OverLimit();
            }
            insertSubmission(jdbc, tenant, entry);
            insertDeliveries(jdbc, tenant, entry, null, null);
            return new Written.Stored();
        });
    }

    /** Takes the key for this submission; what stands in its way when it was taken before. */
    private static @Nullable Written takeKey(JdbcClient jdbc, TenantId tenant, OnceKey once, Entry entry) {
        boolean taken = jdbc.sql("""
                insert into idempotency (tenant_id, key, request_hash, answer, created_at)
                values (:tenant, :key, :hash, to_jsonb(:submission::text), :now) on conflict do nothing
                """)
                        .param("tenant", tenant.value())
                        .param("key", once.key())
                        .param("hash", once.requestHash())
                        .param("submission", entry.id().toString())
                        .param("now", Times.parameter(entry.createdAt()))
                        .update()
                == 1;
        if (taken) {
            return null;
        }
        return jdbc.sql("select request_hash, answer #>> '{}' as submission from idempotency "
                        + "where tenant_id = :tenant and key = :key")
                .param("tenant", tenant.value())
                .param("key", once.key())
                .query((row, n) -> Arrays.equals(row.getBytes("request_hash"), once.requestHash())
                        ? new Written.Before(UUID.fromString(row.getString("submission")))
                        : new Written.KeyReused())
                .single();
    }

    private static void releaseKey(JdbcClient jdbc, TenantId tenant, @Nullable OnceKey once) {
        if (once != null) {
            jdbc.sql("delete from idempotency where tenant_id = :tenant and key = :key")
                    .param("tenant", tenant.value())
                    .param("key", once.key())
                    .update();
        }
    }

    /** Counts one more unless the limit is reached; those accepted at the very moment it is may go a little past it. */
    private static boolean count(JdbcClient jdbc, TenantId tenant, LocalDate day, int limit) {
        return jdbc.sql("""
                insert into daily_usage as u (tenant_id, day, slot, messages)
                select :tenant, :day, floor(random() * 16), 1
                where (select coalesce(sum(messages), 0) from daily_usage where tenant_id = :tenant and day = :day) < :limit
                on conflict (tenant_id, day, slot) do update set messages = u.messages + 1
                """)
                        .param("tenant", tenant.value())
                        .param("day", day)
                        .param("limit", limit)
                        .update()
                == 1;
    }

    private static void insertSubmission(JdbcClient jdbc, TenantId tenant, Entry entry) {
        var content = entry.content();
        jdbc.sql("""
                insert into submission (tenant_id, id, kind, class, sender, return_path, reply_to_asked, subject, message_id,
                    metadata, decision, message, created_at)
                values (:tenant, :id, :kind, :class, :sender, :returnPath, :replyToAsked, :subject, :messageId,
                    :metadata::jsonb, :decision::jsonb, :message, :now)
                """)
                .param("tenant", tenant.value())
                .param("id", entry.id())
                .param("kind", entry.kind().label())
                .param("class", entry.messageClass().label())
                .param("sender", entry.decision().from().toString())
                .param("returnPath", entry.decision().returnPath().toString())
                .param("replyToAsked", content.replyToAsked())
                .param("subject", content.subject())
                .param("messageId", content.message().messageId())
                .param("metadata", JSON.writeValueAsString(content.metadata()))
                .param("decision", DecisionJson.write(entry.decision()))
                .param("message", content.message().bytes())
                .param("now", Times.parameter(entry.createdAt()))
                .update();
    }

    private static void insertDeliveries(
            JdbcClient jdbc, TenantId tenant, Entry entry, @Nullable UUID node, @Nullable Instant until) {
        var route = entry.decision().way().route();
        jdbc.sql("insert into lane values (:tenant, :owner, :relay) on conflict do nothing")
                .param("tenant", tenant.value())
                .param("owner", route.owner().value())
                .param("relay", route.relay())
                .update();
        jdbc.sql("""
                insert into delivery (tenant_id, id, submission_id, recipient, relay_owner, relay_id, state, next_attempt_at,
                    claimed_by, claimed_until, kind, subject, created_at, updated_at)
                select :tenant, r.id, :submission, r.recipient, :owner, :relay, 'queued', :now,
                    :node, :until, :kind, :subject, :now, :now
                from unnest(:ids::uuid[], :recipients::text[]) as r (id, recipient)
                """)
                .param("tenant", tenant.value())
                .param("submission", entry.id())
                .param("owner", route.owner().value())
                .param("relay", route.relay())
                .param("node", node, java.sql.Types.OTHER)
                .param("until", Times.parameter(until), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("kind", entry.kind().label())
                .param("subject", entry.content().subject())
                .param("now", Times.parameter(entry.createdAt()))
                .param(
                        "ids",
                        entry.recipients().stream().map(Recipient::delivery).toArray(UUID[]::new))
                .param(
                        "recipients",
                        entry.recipients().stream()
                                .map(r -> r.mailbox().toString())
                                .toArray(String[]::new))
                .update();
    }

    @Override
    public void writeClaimed(TenantId tenant, Entry entry, UUID node, Instant until) {
        database.inTenant(tenant, jdbc -> {
            insertSubmission(jdbc, tenant, entry);
            insertDeliveries(jdbc, tenant, entry, node, until);
            return true;
        });
    }

    @Override
    public Optional<Submission> find(TenantId tenant, UUID id) {
        return database.inTenant(
                tenant,
                jdbc -> jdbc.sql("select * from submission where tenant_id = :tenant and id = :id")
                        .param("tenant", tenant.value())
                        .param("id", id)
                        .query((row, n) -> submission(row, deliveries(jdbc, tenant, id)))
                        .optional());
    }

    @Override
    public Optional<Original> original(TenantId tenant, UUID id) {
        return database.inTenant(
                tenant,
                jdbc -> jdbc.sql("select * from submission where tenant_id = :tenant and id = :id")
                        .param("tenant", tenant.value())
                        .param("id", id)
                        .query((row, n) -> {
                            var submission = submission(row, deliveries(jdbc, tenant, id));
                            var content = new Content(
                                    submission.subject(),
                                    new Message(submission.messageId(), row.getBytes("message")),
                                    row.getBoolean("reply_to_asked"),
                                    submission.metadata());
                            return new Original(submission, DecisionJson.read(row.getString("decision")), content);
                        })
                        .optional());
    }

    private static List<Submission.Delivery> deliveries(JdbcClient jdbc, TenantId tenant, UUID submission) {
        return jdbc.sql("select id, recipient, state from delivery "
                        + "where tenant_id = :tenant and submission_id = :submission order by id")
                .param("tenant", tenant.value())
                .param("submission", submission)
                .query((row, n) -> new Submission.Delivery(
                        row.getObject("id", UUID.class),
                        Mailbox.of(row.getString("recipient")),
                        row.getString("state")))
                .list();
    }

    private static Submission submission(ResultSet row, List<Submission.Delivery> deliveries) throws SQLException {
        return new Submission(
                row.getObject("id", UUID.class),
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                MessageClass.of(row.getString("class")).orElseThrow(),
                row.getString("sender"),
                row.getString("subject"),
                row.getString("message_id"),
                JSON.readValue(row.getString("metadata"), new TypeReference<Map<String, String>>() {}),
                Times.instant(row, "created_at"),
                deliveries);
    }

    @Override
    public int cancel(TenantId tenant, UUID submission, Instant now) {
        return database.inTenant(
                tenant,
                jdbc -> jdbc.sql("""
                        update delivery set state = 'cancelled', next_attempt_at = null, updated_at = :now
                        where tenant_id = :tenant and submission_id = :submission and state in ('queued', 'held')
                          and claimed_by is null
                        """)
                        .param("now", Times.parameter(now))
                        .param("tenant", tenant.value())
                        .param("submission", submission)
                        .update());
    }

    @Override
    public List<UUID> waitingFor(TenantId tenant, Route route) {
        return database.inTenant(
                tenant,
                jdbc -> jdbc.sql("""
                        select distinct submission_id from delivery
                        where tenant_id = :tenant and relay_owner = :owner and relay_id = :relay
                          and state in ('queued', 'held') and claimed_by is null
                        """)
                        .param("tenant", tenant.value())
                        .param("owner", route.owner().value())
                        .param("relay", route.relay())
                        .query(UUID.class)
                        .list());
    }

    @Override
    public int usedOn(TenantId tenant, LocalDate day) {
        return database.inTenant(
                tenant,
                jdbc -> jdbc.sql(
                                "select coalesce(sum(messages), 0) from daily_usage where tenant_id = :tenant and day = :day")
                        .param("tenant", tenant.value())
                        .param("day", day)
                        .query(Integer.class)
                        .single());
    }
}
