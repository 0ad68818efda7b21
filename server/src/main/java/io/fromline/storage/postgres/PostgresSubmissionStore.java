package io.fromline.storage.postgres;

import io.fromline.mail.Mailbox;
import io.fromline.mail.Message;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.submission.Kind;
import io.fromline.submission.MessageClass;
import io.fromline.submission.Submission;
import io.fromline.submission.SubmissionStore;
import io.fromline.tenant.StoreUnavailable;
import io.fromline.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Submissions and their deliveries; those that are written at the same moment share a transaction. */
public final class PostgresSubmissionStore implements SubmissionStore, AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Database database;
    private final GroupCommit<Storable, Written> writes;
    private final UnheardWrites unheard;

    public PostgresSubmissionStore(Database database) {
        this.database = database;
        this.unheard = new UnheardWrites(database);
        this.writes = new GroupCommit<>(
                "submissions",
                Storable::tenant,
                (group, again) -> database.asServerAtOnce(
                        jdbc -> again ? SubmissionRows.writeMissing(jdbc, group) : SubmissionRows.write(jdbc, group)));
    }

    @Override
    public Written write(TenantId tenant, Entry entry, Terms terms) {
        var write = new Write(tenant, entry, terms);
        try {
            return writes.write(Storable.of(write));
        } catch (StoreUnavailable away) {
            unheard.add(write);
            throw away;
        }
    }

    @Override
    public Seen seen(TenantId tenant) {
        return database.asServerAtOnce(
                jdbc -> ConfigurationStates.read(jdbc, List.of(tenant)).of(tenant));
    }

    @Override
    public Optional<Submission> find(TenantId tenant, UUID id) {
        return database.inTenant(
                tenant,
                jdbc -> jdbc.sql("""
                        select id, kind, class, sender, subject, message_id, metadata, created_at from submission
                        where tenant_id = :tenant and id = :id
                        """)
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
                                    new Message(submission.messageId(), MessageColumns.read(row)),
                                    row.getBoolean("reply_to_asked"),
                                    submission.metadata());
                            return new Original(submission, DecisionJson.read(row.getString("decision")), content);
                        })
                        .optional());
    }

    private static List<Submission.Delivery> deliveries(JdbcClient jdbc, TenantId tenant, UUID submission) {
        return jdbc.sql("""
                select d.id, d.recipient, d.state from submission s join standing_delivery d on d.tenant_id = s.tenant_id
                    and d.expires_on = s.expires_on and d.id = any (s.deliveries)
                where s.tenant_id = :tenant and s.id = :submission order by d.id
                """)
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
                jdbc -> jdbc.sql(QueueRows.cancelling("""
                                tenant_id = :tenant and delivery_id in (
                                    select unnest(deliveries) from submission where tenant_id = :tenant and id = :submission)
                                """))
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
                        select distinct submission_id from queue
                        where tenant_id = :tenant and relay_owner = :owner and relay_id = :relay and claimed_by is null
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

    @Override
    public void close() {
        writes.close();
        unheard.close();
    }
}
