package io.fromline.storage.postgres;

import io.fromline.log.DeliveryLog.LoggedStep;
import io.fromline.mail.Outcome;
import io.fromline.mail.Phase;
import io.fromline.pacing.Count;
import io.fromline.queue.Attempt;
import io.fromline.queue.Next;
import io.fromline.queue.Settlement;
import io.fromline.queue.Settlement.Written;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.storage.postgres.RelayUsageRows.Went;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Writes settlements: two statements for all of them, and one more for each that stops a relay. */
final class SettlementRows {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SettlementRows() {}

    static List<Written> write(JdbcClient jdbc, List<Settlement> settlements) {
        var own = writeStates(jdbc, settlements);
        var kept = settlements.stream()
                .filter(settlement -> own.contains(settlement.claim().delivery()))
                .toList();
        if (!kept.isEmpty()) {
            writeAttempts(jdbc, kept);
            RelayUsageRows.add(jdbc, went(kept));
        }
        var written = new ArrayList<Written>();
        for (var settlement : settlements) {
            written.add(own.contains(settlement.claim().delivery()) ? stop(jdbc, settlement) : Written.LOST);
        }
        return written;
    }

    /** What relays took; recipients of the same transaction began at the same moment and are one message. */
    private static List<Went> went(List<Settlement> settlements) {
        record Transaction(UUID submission, Route route, Instant at) {}
        var messages = new HashSet<Transaction>();
        return settlements.stream()
                .filter(settlement -> settlement.attempt().outcome() instanceof Outcome.Accepted)
                .map(settlement -> {
                    var claim = settlement.claim();
                    var attempt = settlement.attempt();
                    boolean first =
                            messages.add(new Transaction(claim.submission(), claim.route(), attempt.startedAt()));
                    return new Went(
                            claim.route(),
                            attempt.startedAt().plusMillis(attempt.millis()),
                            new Count(first ? 1 : 0, 1));
                })
                .toList();
    }

    private static Written stop(JdbcClient jdbc, Settlement settlement) {
        var route = settlement.claim().route();
        return switch (settlement.next()) {
            case Next.HoldRelay _ -> hold(jdbc, route, settlement.attempt()) ? Written.HELD_THE_RELAY : Written.DONE;
            case Next.PauseRelay pause -> {
                pause(jdbc, route, pause.until(), settlement.attempt());
                yield Written.DONE;
            }
            case Next.Done _, Next.RetryAt _, Next.GiveUp _ -> Written.DONE;
        };
    }

    /** Which deliveries were still claimed as they should be; in the order of their keys, so that two nodes never wait crosswise. */
    private static Set<UUID> writeStates(JdbcClient jdbc, List<Settlement> settlements) {
        var columns = new Columns<>(settlements.stream()
                .sorted(Comparator.comparing(s -> s.claim().delivery()))
                .toList());
        return new HashSet<>(jdbc.sql("""
                update delivery d set state = s.state, attempts = s.attempts, cause = s.cause, next_attempt_at = s.next_at,
                       claimed_by = null, updated_at = s.now
                from unnest(:tenants::text[], :ids::uuid[], :nodes::uuid[], :states::text[], :attempts::int[], :causes::text[],
                            :nextAt::timestamptz[], :now::timestamptz[])
                     as s (tenant_id, id, node, state, attempts, cause, next_at, now)
                where d.tenant_id = s.tenant_id and d.id = s.id and d.claimed_by = s.node
                returning d.id
                """)
                .param("tenants", columns.texts(s -> s.claim().tenant().value()))
                .param("ids", columns.ids(s -> s.claim().delivery()))
                .param("nodes", columns.ids(s -> s.claim().node()))
                .param("states", columns.texts(s -> state(s.next())))
                .param("attempts", columns.numbers(s -> s.claim().attempts() + 1))
                .param("causes", columns.texts(s -> s.attempt().cause()))
                .param("nextAt", columns.times(s -> nextAt(s.next(), s.attempt())))
                .param(
                        "now",
                        columns.times(s ->
                                s.attempt().startedAt().plusMillis(s.attempt().millis())))
                .query(UUID.class)
                .list());
    }

    private static String state(Next next) {
        return switch (next) {
            case Next.Done _ -> "accepted";
            case Next.GiveUp _ -> "failed";
            case Next.RetryAt _, Next.PauseRelay _ -> "queued";
            case Next.HoldRelay _ -> "held";
        };
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

    private static void writeAttempts(JdbcClient jdbc, List<Settlement> settlements) {
        var columns = new Columns<>(settlements);
        jdbc.sql("""
                insert into delivery_attempt (tenant_id, delivery_id, number, started_at, millis, outcome, phase, cause, reply,
                    relay_owner, relay_id, relay_version, steps, conversation, next, next_at)
                select * from unnest(:tenants::text[], :deliveries::uuid[], :numbers::int[], :startedAt::timestamptz[],
                    :millis::int[], :outcomes::text[], :phases::text[], :causes::text[], :replies::text[], :owners::text[],
                    :relays::uuid[], :versions::int[], :steps::jsonb[], :conversations::text[], :next::text[],
                    :nextAt::timestamptz[])
                """)
                .param("tenants", columns.texts(s -> s.claim().tenant().value()))
                .param("deliveries", columns.ids(s -> s.claim().delivery()))
                .param("numbers", columns.numbers(s -> s.claim().attempts() + 1))
                .param("startedAt", columns.times(s -> s.attempt().startedAt()))
                .param("millis", columns.numbers(s -> s.attempt().millis()))
                .param("outcomes", columns.texts(s -> s.attempt().outcome().label()))
                .param(
                        "phases",
                        columns.texts(s -> s.attempt().phase().map(Phase::label).orElse(null)))
                .param("causes", columns.texts(s -> s.attempt().cause()))
                .param("replies", columns.texts(s -> s.attempt().reply()))
                .param("owners", columns.texts(s -> s.claim().route().owner().value()))
                .param("relays", columns.ids(s -> s.claim().route().relay()))
                .param("versions", columns.numbers(s -> s.attempt().relayVersion()))
                .param("steps", columns.texts(s -> JSON.writeValueAsString(steps(s.attempt()))))
                .param(
                        "conversations",
                        columns.texts(s -> String.join("\n", s.attempt().conversation())))
                .param("next", columns.texts(s -> s.next().label()))
                .param(
                        "nextAt",
                        columns.times(s -> s.next() instanceof Next.HoldRelay ? null : nextAt(s.next(), s.attempt())))
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
}
