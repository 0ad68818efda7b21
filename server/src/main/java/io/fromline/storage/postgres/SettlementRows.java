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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Writes settlements: one statement for all of them, and one more for each that stops a relay. */
final class SettlementRows {

    private static final JsonMapper JSON = JsonMapper.shared();

    private SettlementRows() {}

    static List<Written> write(JdbcClient jdbc, List<Settlement> settlements) {
        var own = settle(jdbc, settlements);
        var written = new ArrayList<Written>();
        for (var settlement : settlements) {
            written.add(own.contains(settlement.claim().delivery()) ? stop(jdbc, settlement) : Written.LOST);
        }
        return written;
    }

    /** Whether the relay is to stop as well, which takes a statement more. */
    static boolean stops(Settlement settlement) {
        return switch (settlement.next()) {
            case Next.HoldRelay _, Next.PauseRelay _ -> true;
            case Next.Done _, Next.RetryAt _, Next.GiveUp _ -> false;
        };
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

    /**
     * Which deliveries were still claimed as they should be, and are settled now. What a relay took, it took, whoever settles it.
     */
    private static Set<UUID> settle(JdbcClient jdbc, List<Settlement> settlements) {
        return new HashSet<>(jdbc.sql(SETTLE)
                .params(parameters(settlements))
                .query(UUID.class)
                .list());
    }

    /** In the order in which the statement asks for them. */
    private static List<Object> parameters(List<Settlement> settlements) {
        var all = new Columns<>(settlements);
        var parameters = new ArrayList<Object>(List.of(
                all.texts(s -> s.claim().tenant().value()),
                all.ids(s -> s.claim().delivery()),
                all.ids(s -> s.claim().node()),
                all.numbers(s -> s.claim().number()),
                all.texts(s -> state(s.next())),
                all.numbers(s -> s.claim().attempts() + 1),
                all.times(s -> nextAt(s.next(), s.attempt()))));
        parameters.addAll(attempts(all));
        parameters.add(settlements.stream()
                .map(s -> s.claim().expiresOn().toString())
                .distinct()
                .toArray(String[]::new));
        parameters.addAll(RelayUsageRows.parameters(went(settlements)));
        return parameters;
    }

    private static List<Object> attempts(Columns<Settlement> all) {
        return List.of(
                all.times(s -> s.attempt().startedAt().plusMillis(s.attempt().millis())),
                all.times(s -> s.attempt().startedAt()),
                all.numbers(s -> s.attempt().millis()),
                all.texts(s -> s.attempt().outcome().label()),
                all.texts(s -> s.attempt().phase().map(Phase::label).orElse(null)),
                all.texts(s -> s.attempt().cause()),
                all.texts(s -> s.attempt().reply()),
                all.texts(s -> s.claim().route().owner().value()),
                all.ids(s -> s.claim().route().relay()),
                all.numbers(s -> s.attempt().relayVersion()),
                all.texts(s -> JSON.writeValueAsString(steps(s.attempt()))),
                all.texts(s -> String.join("\n", s.attempt().conversation())),
                all.texts(s -> s.next().label()));
    }

    /** What was settled carries all that is written of it, so that no two lists are joined, row by row. */
    private static final String SETTLE = """
            with s as (
                select * from unnest(?::text[], ?::uuid[], ?::uuid[], ?::int[], ?::text[], ?::int[], ?::timestamptz[],
                    ?::timestamptz[], ?::timestamptz[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[],
                    ?::int[], ?::jsonb[], ?::text[], ?::text[])
                    as s (tenant_id, id, node, claims, state, number, next_at, now, started_at, millis, outcome, phase, cause, reply, owner,
                          relay, version, steps, conversation, next)
            ), ended as (
                delete from queue q using s
                where s.state in ('accepted', 'failed') and q.tenant_id = s.tenant_id and q.delivery_id = s.id
                  and q.claimed_by = s.node and q.claims = s.claims
                returning s.*, q.expires_on
            ), goes_on as (
                update queue q set state = s.state, next_attempt_at = s.next_at, claimed_by = null from s
                where s.state in ('queued', 'held') and q.tenant_id = s.tenant_id and q.delivery_id = s.id
                  and q.claimed_by = s.node and q.claims = s.claims
                returning s.*, q.expires_on
            ), own as (
                select * from ended union all select * from goes_on
            ), told as (
                update delivery d set state = case own.state when 'held' then 'queued' else own.state end, attempts = own.number,
                    cause = own.cause, updated_at = own.now
                from own
                where d.tenant_id = own.tenant_id and d.id = own.id and d.expires_on = own.expires_on
                  and d.expires_on = any (?::date[])
            ), attempted as (
                insert into delivery_attempt (tenant_id, delivery_id, number, expires_on, started_at, millis, outcome, phase, cause,
                    reply, relay_owner, relay_id, relay_version, steps, conversation, next, next_at)
                select tenant_id, id, number, expires_on, started_at, millis, outcome, phase, cause, reply,
                    owner, relay, version, steps, conversation, next, case when next <> 'hold' then next_at end
                from own
            ), went as (
            """ + RelayUsageRows.ADD + """
            )
            select id from own
            """;

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
                    update queue set state = 'held'
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
                update relay set paused_until = :until, paused_cause = :cause, paused_version = :version,
                    paused_since = case when paused_version = :version and paused_since >= coalesce(last_success_at, '-infinity')
                                             and starts_with(paused_cause, 'limit.') = starts_with(:cause, 'limit.')
                                        then paused_since else :at end
                where tenant_id = :owner and id = :relay
                """)
                .param("until", Times.parameter(until))
                .param("cause", attempt.cause())
                .param("version", attempt.relayVersion())
                .param("at", Times.parameter(attempt.startedAt()))
                .param("owner", route.owner().value())
                .param("relay", route.relay())
                .update();
        jdbc.sql("""
                update queue set next_attempt_at = :until
                where relay_owner = :owner and relay_id = :relay and state = 'queued' and claimed_by is null
                  and next_attempt_at < :until
                """)
                .param("until", Times.parameter(until))
                .param("owner", route.owner().value())
                .param("relay", route.relay())
                .update();
    }
}
