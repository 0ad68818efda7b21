package io.fromline.alert;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;

import io.fromline.alert.Observed.RelayName;
import io.fromline.alert.Observed.RelayState;
import io.fromline.alert.Observed.Used;
import io.fromline.alert.Observed.Waiting;
import io.fromline.relay.StoppedBy;
import io.fromline.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is an incident and when it is over: the one place for that, beside {@link AheadPolicy}, which judges what mail has not met
 * yet. Pure. {@link TellingPolicy} says who hears of it.
 */
public final class IncidentPolicy {

    /** A break that is over sooner is nothing that anybody need know of. */
    static final Duration SHORT_BREAK = Duration.ofMinutes(5);

    /** What a relay rests for whose limit is reached begins so. */
    private static final String LIMIT = "limit.";

    /** What a relay rests for whose limit of the day is reached. */
    private static final String DAILY = "limit.daily";

    /** How long mail may wait without a reason that is told otherwise. */
    static final Duration BACKLOG = Duration.ofMinutes(30);

    /** What took another way longer ago is over. */
    static final Duration LATELY = Duration.ofMinutes(30);

    /** Causes by which an address takes no mail at all. */
    private static final Set<String> DEAD_ADDRESS =
            Set.of("recipient.unknown", "recipient.no_such_domain", "recipient.disabled");

    private IncidentPolicy() {}

    /** What is to be done with incidents. */
    public sealed interface Change {

        /** A new one. */
        record Open(Finding finding) implements Change {}

        /** It goes on, with what is known of it now. */
        record GoesOn(Incident incident, Finding finding) implements Change {}

        /** It is gone, perhaps for a moment only. */
        record Clears(Incident incident) implements Change {}

        /**
         * It is over.
         *
         * @param quietly because another one says it all
         */
        record Close(Incident incident, boolean quietly) implements Change {}
    }

    /**
     * What somebody should know of now; of several about the same thing only the one that says most.
     *
     * @param concernsRelay whether a cause keeps all mail over a relay from leaving
     */
    static List<Finding> findings(Observed observed, Predicate<String> concernsRelay, Instant now) {
        var all = new ArrayList<Finding>();
        observed.relays().forEach(relay -> add(all, relay, now));
        observed.used().forEach(used -> add(all, used, now));
        var resting = observed.relays().stream()
                .filter(state -> rests(state, now))
                .map(RelayState::relay)
                .collect(Collectors.toSet());
        var counts = observed.waiting().stream().collect(groupingBy(Waiting::relay, summingInt(Waiting::count)));
        observed.waiting().stream()
                .filter(waiting -> !resting.contains(waiting.relay()))
                .forEach(waiting -> add(all, waiting, counts.getOrDefault(waiting.relay(), 0), concernsRelay, now));
        observed.bounced().stream()
                .filter(bounced -> DEAD_ADDRESS.contains(bounced.cause()))
                .forEach(bounced -> all.add(new Finding(
                        bounced.tenant(),
                        IncidentKind.SENDER_BOUNCING,
                        bounced.address(),
                        null,
                        Map.of("address", bounced.address()),
                        bounced.at())));
        observed.detoured().stream()
                .filter(detoured -> detoured.span().last().isAfter(now.minus(LATELY)))
                .forEach(detoured -> all.add(about(
                        detoured.relay(),
                        IncidentKind.FALLBACK_USED,
                        detoured.cause(),
                        Map.of(
                                "count", "" + detoured.count(),
                                "reason", detoured.how().reason(),
                                "way", detoured.how().way(),
                                "second", detoured.how().second()),
                        detoured.span().first())));
        return sayingMost(all);
    }

    /** Of several findings about the same thing only the one that says most. */
    static List<Finding> sayingMost(List<Finding> all) {
        return all.stream()
                .filter(one -> all.stream().noneMatch(o -> o.outdoes(one.kind(), one.subject(), one.tenant())))
                .toList();
    }

    private static void add(List<Finding> all, RelayState state, Instant now) {
        var relay = state.relay();
        var held = state.held();
        if (held != null && !StoppedBy.OWNER.cause().equals(held.cause())) {
            all.add(about(relay, IncidentKind.RELAY_HELD, held.cause(), Map.of(), held.time()));
        }
        var paused = state.pausedUntil();
        if (paused != null && !now.plus(SHORT_BREAK).isAfter(paused.time())) {
            var until = Map.of("until", paused.time().toString());
            boolean daily = DAILY.equals(paused.cause());
            all.add(
                    daily
                            ? about(relay, IncidentKind.LIMIT_REACHED, null, until, now)
                            : about(relay, IncidentKind.RELAY_PAUSED, paused.cause(), until, now));
        }
        var check = state.checkFailed();
        var success = state.lastSuccessAt();
        if (check != null && (success == null || success.isBefore(check.time()))) {
            all.add(about(relay, IncidentKind.RELAY_CHECK_FAILED, check.cause(), Map.of(), check.time()));
        }
    }

    /** Whether that mail waits is told by why it does; short breaks after which a relay is tried again tell nothing. */
    private static boolean rests(RelayState state, Instant now) {
        var paused = state.pausedUntil();
        return paused != null
                && now.isBefore(paused.time())
                && (paused.cause() != null && paused.cause().startsWith(LIMIT)
                        || !now.plus(SHORT_BREAK).isAfter(paused.time()));
    }

    private static void add(List<Finding> all, Used used, Instant now) {
        var relay = used.relay();
        var amount = used.amount();
        boolean near = amount.used() * 5L >= amount.limit() * 4L;
        if (amount.limit() <= 0 || !near) {
            return;
        }
        var facts = new HashMap<String, String>();
        facts.put("used", "" + amount.used());
        facts.put("limit", "" + amount.limit());
        facts.put("unit", amount.recipients() ? "recipients" : "messages");
        var kind = amount.used() >= amount.limit() ? IncidentKind.LIMIT_REACHED : IncidentKind.LIMIT_NEAR;
        var frees = amount.freesAt();
        if (frees != null && kind == IncidentKind.LIMIT_REACHED) {
            facts.put("until", frees.toString());
        }
        all.add(
                relay != null
                        ? about(relay, kind, null, facts, now)
                        : new Finding(used.tenant(), kind, Finding.PLAN, null, facts, now));
    }

    /** Due and not taken for long, or put off again and again because the relay as a whole takes nothing. */
    private static void add(
            List<Finding> all, Waiting waiting, int waits, Predicate<String> concernsRelay, Instant now) {
        var limit = now.minus(BACKLOG);
        var due = waiting.oldestDue();
        var failed = waiting.oldestFailed();
        var cause = waiting.cause();
        var count = Map.of("count", "" + waits);
        if (failed != null && failed.isBefore(limit) && cause != null && concernsRelay.test(cause)) {
            all.add(about(waiting.relay(), IncidentKind.BACKLOG_GROWING, cause, count, failed));
        } else if (due != null && due.isBefore(limit)) {
            all.add(about(waiting.relay(), IncidentKind.BACKLOG_GROWING, null, count, due));
        }
    }

    private static Finding about(
            RelayName relay, IncidentKind kind, @Nullable String cause, Map<String, String> facts, Instant since) {
        var all = new HashMap<>(facts);
        all.put("server", relay.server());
        all.put("provider", relay.provider());
        return new Finding(relay.owner(), kind, relay.id(), cause, all, since);
    }

    /** What follows from the findings for the incidents that are open. */
    static List<Change> changes(List<Incident> open, List<Finding> findings, Instant now) {
        var changes = new ArrayList<Change>();
        var seen = new HashMap<Key, Finding>();
        findings.forEach(
                finding -> seen.putIfAbsent(new Key(finding.tenant(), finding.kind(), finding.subject()), finding));
        for (var incident : open) {
            var finding = seen.remove(new Key(incident.tenant(), incident.kind(), incident.subject()));
            if (finding == null) {
                gone(incident, findings, now, changes);
            } else if (incident.clearSince() != null || news(incident, finding)) {
                changes.add(new Change.GoesOn(incident, finding));
            }
        }
        seen.values().forEach(finding -> changes.add(new Change.Open(finding)));
        return changes;
    }

    private record Key(TenantId tenant, IncidentKind kind, String subject) {}

    private static boolean news(Incident incident, Finding finding) {
        return !incident.facts().equals(finding.facts())
                || !java.util.Objects.equals(incident.cause(), finding.cause());
    }

    private static void gone(Incident incident, List<Finding> findings, Instant now, List<Change> changes) {
        boolean outdone = findings.stream()
                .anyMatch(finding -> finding.outdoes(incident.kind(), incident.subject(), incident.tenant()));
        var since = incident.clearSince() == null ? now : incident.clearSince();
        if (outdone) {
            changes.add(new Change.Close(incident, true));
        } else if (!now.isBefore(since.plus(incident.kind().calm(incident.subject())))) {
            changes.add(new Change.Close(incident, false));
        } else if (incident.clearSince() == null) {
            changes.add(new Change.Clears(incident));
        }
    }
}
