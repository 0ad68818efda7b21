package io.fromline.storage.postgres;

import io.fromline.log.DeliveryLog.LoggedStep;
import io.fromline.mail.Mailbox;
import io.fromline.mail.Phase;
import io.fromline.queue.Attempt;
import io.fromline.queue.Claim;
import io.fromline.queue.DeliveryQueue;
import io.fromline.queue.Lane;
import io.fromline.queue.Next;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The queue in the {@code delivery} table: claimed with SKIP LOCKED, so that nodes never wait for each other. */
public final class PostgresDeliveryQueue implements DeliveryQueue {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Database database;

    public PostgresDeliveryQueue(Database database) {
        this.database = database;
    }

    @Override
    public List<Claim> claim(UUID node, Instant now, Instant until, Share share, Set<Lane> busy) {
        return database.asServer(jdbc -> jdbc.sql("""
                with due as (
                    select d.tenant_id, d.id, d.submission_id
                    from lane l
                    join relay r on r.tenant_id = l.relay_owner and r.id = l.relay_id and r.held_at is null
                    cross join lateral (
                        select tenant_id, id, submission_id from delivery
                        where tenant_id = l.tenant_id and relay_owner = l.relay_owner and relay_id = l.relay_id
                          and state = 'queued' and claimed_by is null and next_attempt_at <= :now
                        order by next_attempt_at, id
                        limit :perLane
                        for update skip locked
                    ) d
                    where (l.tenant_id || ' ' || l.relay_id) <> all (:busy::text[])
                    limit :total
                )
                update delivery d set claimed_by = :node, claimed_until = :until
                from due, submission s
                where d.tenant_id = due.tenant_id and d.id = due.id
                  and s.tenant_id = due.tenant_id and s.id = due.submission_id
                returning d.tenant_id, d.id, d.submission_id, d.recipient, s.return_path, d.relay_owner, d.relay_id,
                          d.attempts, d.created_at
                """)
                .param("now", Times.parameter(now))
                .param("perLane", share.perLane())
                .param("total", share.total())
                .param("busy", busy.stream().map(PostgresDeliveryQueue::key).toArray(String[]::new))
                .param("node", node)
                .param("until", Times.parameter(until))
                .query((row, n) -> claim(row))
                .list());
    }

    private static String key(Lane lane) {
        return lane.tenant().value() + " " + lane.route().relay();
    }

    private static Claim claim(ResultSet row) throws SQLException {
        return new Claim(
                new TenantId(row.getString("tenant_id")),
                row.getObject("id", UUID.class),
                row.getObject("submission_id", UUID.class),
                Mailbox.of(row.getString("recipient")),
                Optional.ofNullable(row.getString("return_path")).orElse(""),
                new Route(new TenantId(row.getString("relay_owner")), row.getObject("relay_id", UUID.class)),
                row.getInt("attempts"),
                Times.instant(row, "created_at"));
    }

    @Override
    public Optional<StoredMessage> message(Claim claim) {
        return database.inTenant(
                claim.tenant(),
                jdbc -> jdbc.sql("select message_id, message from submission where tenant_id = :tenant and id = :id")
                        .param("tenant", claim.tenant().value())
                        .param("id", claim.submission())
                        .query((row, n) -> new StoredMessage(row.getString("message_id"), row.getBytes("message")))
                        .optional());
    }

    @Override
    public boolean settle(UUID node, Claim claim, Attempt attempt, Next next) {
        return database.asServer(jdbc -> {
            if (!writeState(jdbc, node, claim, attempt, next)) {
                return false; // the claim had ended: somebody else settles this delivery
            }
            writeAttempt(jdbc, claim, attempt, next);
            return switch (next) {
                case Next.HoldRelay _ -> hold(jdbc, claim.route(), attempt);
                case Next.PauseRelay pause -> {
                    pause(jdbc, claim.route(), pause.until(), attempt);
                    yield false;
                }
                case Next.Done _, Next.RetryAt _, Next.GiveUp _ -> false;
            };
        });
    }

    private static boolean writeState(JdbcClient jdbc, UUID node, Claim claim, Attempt attempt, Next next) {
        var state = switch (next) {
            case Next.Done _ -> "accepted";
            case Next.GiveUp _ -> "failed";
            case Next.RetryAt _, Next.PauseRelay _ -> "queued";
            case Next.HoldRelay _ -> "held";
        };
        return jdbc.sql("""
                update delivery set state = :state, attempts = :attempts, cause = :cause, next_attempt_at = :nextAt,
                       claimed_by = null, claimed_until = null, updated_at = :now
                where tenant_id = :tenant and id = :id and claimed_by = :node
                """)
                        .param("state", state)
                        .param("attempts", claim.attempts() + 1)
                        .param("cause", attempt.cause())
                        .param("nextAt", Times.parameter(nextAt(next, attempt)))
                        .param("now", Times.parameter(attempt.startedAt().plusMillis(attempt.millis())))
                        .param("tenant", claim.tenant().value())
                        .param("id", claim.delivery())
                        .param("node", node)
                        .update()
                == 1;
    }

    /** A held delivery keeps a time, at which it is due as soon as it is released. */
    private static @Nullable Instant nextAt(Next next, Attempt attempt) {
        return switch (next) {
            case Next.RetryAt retry -> retry.time();
            case Next.PauseRelay pause -> pause.until();
            case Next.HoldRelay _ -> attempt.startedAt();
            case Next.Done _, Next.GiveUp _ -> null;
        };
    }

    private static void writeAttempt(JdbcClient jdbc, Claim claim, Attempt attempt, Next next) {
        jdbc.sql("""
                insert into delivery_attempt (tenant_id, delivery_id, number, started_at, millis, outcome, phase, cause, reply,
                    relay_owner, relay_id, relay_version, steps, conversation, next, next_at)
                values (:tenant, :delivery, :number, :startedAt, :millis, :outcome, :phase, :cause, :reply,
                    :relayOwner, :relayId, :relayVersion, :steps::jsonb, :conversation, :next, :nextAt)
                """)
                .param("tenant", claim.tenant().value())
                .param("delivery", claim.delivery())
                .param("number", claim.attempts() + 1)
                .param("startedAt", Times.parameter(attempt.startedAt()))
                .param("millis", attempt.millis())
                .param("outcome", attempt.outcome().label())
                .param("phase", attempt.phase().map(Phase::label).orElse(null))
                .param("cause", attempt.cause())
                .param("reply", attempt.reply())
                .param("relayOwner", claim.route().owner().value())
                .param("relayId", claim.route().relay())
                .param("relayVersion", attempt.relayVersion())
                .param("steps", JSON.writeValueAsString(steps(attempt)))
                .param("conversation", String.join("\n", attempt.conversation()))
                .param("next", next.label())
                .param("nextAt", Times.parameter(next instanceof Next.HoldRelay ? null : nextAt(next, attempt)))
                .update();
    }

    private static List<LoggedStep> steps(Attempt attempt) {
        return attempt.steps().stream()
                .map(step -> new LoggedStep(step.phase().label(), step.ok(), step.millis(), step.reply()))
                .toList();
    }

    private static boolean hold(JdbcClient jdbc, Route route, Attempt attempt) {
        boolean held = jdbc.sql("""
                update relay set held_at = :at, held_cause = :cause, held_reply = :reply
                where tenant_id = :owner and id = :relay and held_at is null
                """)
                        .param("at", Times.parameter(attempt.startedAt()))
                        .param("cause", attempt.cause())
                        .param("reply", attempt.reply())
                        .param("owner", route.owner().value())
                        .param("relay", route.relay())
                        .update()
                == 1;
        if (held) {
            jdbc.sql("""
                    update delivery set state = 'held'
                    where relay_owner = :owner and relay_id = :relay and state = 'queued' and claimed_by is null
                    """)
                    .param("owner", route.owner().value())
                    .param("relay", route.relay())
                    .update();
        }
        return held;
    }

    private static void pause(JdbcClient jdbc, Route route, Instant until, Attempt attempt) {
        jdbc.sql("""
                update relay set paused_until = :until, paused_cause = :cause, paused_version = :version
                where tenant_id = :owner and id = :relay
                """)
                .param("until", Times.parameter(until))
                .param("cause", attempt.cause())
                .param("version", attempt.relayVersion())
                .param("owner", route.owner().value())
                .param("relay", route.relay())
                .update();
        jdbc.sql("""
                update delivery set next_attempt_at = :until
                where relay_owner = :owner and relay_id = :relay and state = 'queued' and claimed_by is null
                  and next_attempt_at < :until
                """)
                .param("until", Times.parameter(until))
                .param("owner", route.owner().value())
                .param("relay", route.relay())
                .update();
    }

    @Override
    public void giveBack(UUID node, Collection<Claim> claims) {
        for (var claim : claims) {
            database.inTenant(
                    claim.tenant(),
                    jdbc -> jdbc.sql("""
                            update delivery set claimed_by = null, claimed_until = null
                            where tenant_id = :tenant and id = :id and claimed_by = :node
                            """)
                            .param("tenant", claim.tenant().value())
                            .param("id", claim.delivery())
                            .param("node", node)
                            .update());
        }
    }

    @Override
    public void prolong(UUID node, Instant until) {
        database.asServer(jdbc -> jdbc.sql("update delivery set claimed_until = :until where claimed_by = :node")
                .param("until", Times.parameter(until))
                .param("node", node)
                .update());
    }

    @Override
    public int recover(UUID node, Instant now, boolean alone) {
        return database.asServer(jdbc -> jdbc.sql(INTERRUPT.formatted("""
                        select tenant_id, id from delivery
                        where claimed_by is not null and claimed_by <> :node and (:alone or claimed_until < :now)
                        for update skip locked
                        """))
                .param("node", node)
                .param("alone", alone)
                .param("now", Times.parameter(now))
                .update());
    }

    @Override
    public void interrupted(UUID node, Instant now, Collection<Claim> claims) {
        var ids = claims.stream().map(Claim::delivery).toArray(UUID[]::new);
        database.inTenant(
                claims.iterator().next().tenant(),
                jdbc -> jdbc.sql(INTERRUPT.formatted("""
                        select tenant_id, id from delivery where claimed_by = :node and id = any (:ids) for update
                        """))
                        .param("node", node)
                        .param("ids", ids)
                        .param("now", Times.parameter(now))
                        .update());
    }

    /** Frees the deliveries that the query in it finds; a test is never repeated behind the back of whoever pressed the button. */
    private static final String INTERRUPT = """
            with lost as (%s), freed as (
                update delivery d set claimed_by = null, claimed_until = null, attempts = attempts + 1, updated_at = :now,
                       cause = 'attempt.interrupted',
                       state = case when kind = 'test' then 'failed' else d.state end,
                       next_attempt_at = case when kind = 'test' then null else :now end
                from lost where d.tenant_id = lost.tenant_id and d.id = lost.id
                returning d.*
            )
            insert into delivery_attempt (tenant_id, delivery_id, number, started_at, millis, outcome, cause,
                relay_owner, relay_id, relay_version, steps, conversation, next, next_at)
            select tenant_id, id, attempts, :now, 0, 'uncertain', 'attempt.interrupted', relay_owner, relay_id, 0, '[]', '',
                   case when kind = 'test' then 'give-up' else 'retry' end, next_attempt_at
            from freed
            """;
}
