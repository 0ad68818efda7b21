package io.fromline.delivery;

import io.fromline.diagnosis.Diagnoser;
import io.fromline.driver.Driver;
import io.fromline.driver.DriverRegistry;
import io.fromline.driver.Session;
import io.fromline.mail.Envelope;
import io.fromline.mail.Fault;
import io.fromline.mail.Mailbox;
import io.fromline.mail.Message;
import io.fromline.mail.Outcome;
import io.fromline.mail.Phase;
import io.fromline.queue.Attempt;
import io.fromline.queue.Claim;
import io.fromline.queue.DeliveryQueue;
import io.fromline.queue.Next;
import io.fromline.relay.LiveRelay;
import io.fromline.relay.LiveRelays;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/**
 * Attempts claimed deliveries of one lane, over one connection as long as that lasts, and settles each.
 *
 * <p>Thread-safe; blocking, to be run on virtual threads. Every claim handed in is settled, or given back once the relay
 * turned out not to take more now.
 */
public final class DeliveryWorker {

    private final Node node;
    private final DeliveryQueue queue;
    private final LiveRelays relays;
    private final DriverRegistry drivers;
    private final Diagnoser diagnoser;
    private final RelayWatch watch;

    /** Sends over these relays, with what else a worker needs. */
    public DeliveryWorker(Node node, DeliveryQueue queue, LiveRelays relays, Handing handing, RelayWatch watch) {
        this.node = node;
        this.queue = queue;
        this.relays = relays;
        this.drivers = handing.drivers();
        this.diagnoser = handing.diagnoser();
        this.watch = watch;
    }

    /** Attempts these deliveries, all of one lane. */
    public void attempt(List<Claim> claims) {
        var route = claims.getFirst().route();
        var relay = relays.find(route.owner(), route.relay());
        if (relay.isPresent()) {
            overConnections(relay.get(), bySubmission(claims));
        } else {
            var fault = Fault.of(Fault.Scope.RELAY, Phase.RESOLVE, Fault.Kind.RELAY_GONE);
            var result = Result.of(new Outcome.Refused(fault), "smtp", diagnoser);
            claims.forEach(claim -> settle(claim, 0, new Tale(node.now(), new Recorder(step -> {})), result));
        }
    }

    private static Deque<List<Claim>> bySubmission(List<Claim> claims) {
        var groups = new LinkedHashMap<UUID, List<Claim>>();
        claims.forEach(c ->
                groups.computeIfAbsent(c.submission(), _ -> new ArrayList<>()).add(c));
        return new ArrayDeque<>(groups.values());
    }

    private void overConnections(LiveRelay relay, Deque<List<Claim>> groups) {
        while (!groups.isEmpty()) {
            var tale = new Tale(node.now(), new Recorder(step -> {}));
            switch (drivers.open(relay.settings().driver(), tale.recorder())) {
                case Driver.Opening.Failed(var outcome) -> {
                    // It holds for all of them alike; trying each on a connection of its own would only hammer.
                    var result = Result.of(outcome, relay.settings().provider(), diagnoser);
                    groups.forEach(group -> group.forEach(claim -> settle(claim, relay.version(), tale, result)));
                    return;
                }
                case Driver.Opening.Opened(var session) -> {
                    if (!overSession(relay, session, groups, tale)) {
                        groups.forEach(group -> queue.giveBack(node.id(), group));
                        return;
                    }
                }
            }
        }
    }

    /** Sends groups while the session lasts; false when the relay takes no more for now. */
    private boolean overSession(LiveRelay relay, Session session, Deque<List<Claim>> groups, Tale opening) {
        try (session) {
            var tale = opening;
            do {
                if (!send(relay, session, groups.removeFirst(), tale)) {
                    return false;
                }
                tale = new Tale(node.now(), opening.recorder().afterOpening());
            } while (session.usable() && !groups.isEmpty());
            return true;
        }
    }

    /** Sends one submission's message to its claimed recipients; false when the relay takes no more for now. */
    private boolean send(LiveRelay relay, Session session, List<Claim> group, Tale tale) {
        var first = group.getFirst();
        var stored = queue.message(first);
        if (stored.isEmpty()) {
            throw new IllegalStateException("no message for submission " + first.submission());
        }
        tale.recorder().markOpening();
        var message = new Message(stored.get().messageId(), stored.get().bytes());
        var returnPath = first.returnPath().isEmpty() ? null : Mailbox.of(first.returnPath());
        var envelope =
                new Envelope(returnPath, group.stream().map(Claim::recipient).toList());
        var outcomes = session.send(envelope, message, tale.recorder());
        boolean goesOn = true;
        for (var claim : group) {
            var outcome = outcomes.get(claim.recipient());
            if (outcome == null) {
                throw new IllegalStateException("the driver left out " + claim.recipient());
            }
            var result = Result.of(outcome, relay.settings().provider(), diagnoser);
            goesOn &= settle(claim, relay.version(), tale, result);
        }
        return goesOn;
    }

    /** When an attempt began and what was said. */
    private record Tale(Instant startedAt, Recorder recorder) {}

    /** Writes down what happened and what follows; false when the relay takes no more for now. */
    private boolean settle(Claim claim, int relayVersion, Tale tale, Result result) {
        var now = node.now();
        var attempt = new Attempt(
                tale.startedAt(),
                Math.toIntExact(Duration.between(tale.startedAt(), now).toMillis()),
                result.outcome(),
                result.cause(),
                result.reply(),
                relayVersion,
                tale.recorder().steps(),
                tale.recorder().lines());
        boolean shared = claim.route().owner().isPlatform();
        var tried = new RetrySchedule.Tried(claim.createdAt(), now, claim.attempts() + 1, shared, node.chance());
        var next = RetrySchedule.after(result.outcome(), result.diagnosis(), tried);
        boolean heldNow = queue.settle(node.id(), claim, attempt, next);
        watch.settled(claim, attempt, result.scope(shared), heldNow);
        return switch (next) {
            case Next.Done _, Next.RetryAt _, Next.GiveUp _ -> true;
            case Next.PauseRelay _, Next.HoldRelay _ -> false;
        };
    }
}
