package io.fromline.delivery;

import io.fromline.delivery.DeliveryWorker.Tale;
import io.fromline.driver.Driver;
import io.fromline.driver.Session;
import io.fromline.mail.Envelope;
import io.fromline.mail.Fault;
import io.fromline.mail.Mailbox;
import io.fromline.mail.Message;
import io.fromline.mail.Outcome;
import io.fromline.mail.Phase;
import io.fromline.pacing.Verdict;
import io.fromline.queue.Claim;
import io.fromline.queue.MailTransaction;
import io.fromline.queue.MailTransaction.StoredMessage;
import io.fromline.queue.Next;
import io.fromline.relay.LiveRelay;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One after the other of an outlet's connections, on one thread. */
final class Connection {

    /** A connection without mail is kept for so long. */
    private static final Duration WARM = Duration.ofSeconds(5);

    /** Until it is asked again whether mail may go that waits for others under way. */
    private static final Duration MOMENT = Duration.ofMillis(50);

    /** A server that leaves says so with this code (RFC 5321 §3.8). */
    private static final int LEAVING = 421;

    private final DeliveryWorker worker;
    private final Outlet outlet;
    private @Nullable Session session;
    private int sent;
    private Recorder opening = new Recorder(step -> {});
    private boolean closed;
    private Optional<LiveRelay> relay = Optional.empty();
    private Instant relayRead = Instant.EPOCH;

    Connection(DeliveryWorker worker, Outlet outlet) {
        this.worker = worker;
        this.outlet = outlet;
    }

    /** Sends what the outlet has until nothing more comes. */
    void run() {
        try {
            relay(); // how many connections there may be
            boolean goesOn = true;
            while (goesOn) {
                var next = outlet.take(session == null ? Duration.ZERO : WARM);
                if (next == null) {
                    return;
                }
                try {
                    if (worker.node.holds(next.first())) {
                        goesOn = send(next);
                    }
                } catch (RuntimeException e) {
                    worker.after.returns().interrupted(next.claims());
                    throw e;
                }
            }
        } finally {
            hangUp();
        }
    }

    /** False when this connection has ended, since others that are under way decide. */
    private boolean send(MailTransaction transaction) {
        var live = relay();
        if (closed) {
            giveBack(transaction);
            outlet.settled();
        } else if (live.isEmpty()) {
            var fault = Fault.of(Fault.Scope.RELAY, Phase.RESOLVE, Fault.Kind.RELAY_GONE);
            var result = Result.of(new Outcome.Refused(fault), "smtp", worker.handing.diagnoser());
            all(transaction, null, new Tale(worker.node.now(), new Recorder(step -> {})), result);
        } else {
            return paced(live.get(), shortened(live.get(), transaction));
        }
        return true;
    }

    /** To no more recipients at once than the relay takes; the others have the next turn. */
    private MailTransaction shortened(LiveRelay live, MailTransaction transaction) {
        var most = worker.handing.pacing().limits(live).recipientsPerMessage();
        var claims = transaction.claims();
        if (most == null || claims.size() <= most) {
            return transaction;
        }
        var rest =
                new MailTransaction(claims.subList(most, claims.size()), transaction.priority(), transaction.message());
        if (!outlet.keep(rest)) {
            worker.after.returns().giveBack(rest.claims());
        }
        return new MailTransaction(claims.subList(0, most), transaction.priority(), transaction.message());
    }

    private boolean paced(LiveRelay live, MailTransaction transaction) {
        var pacing = worker.handing.pacing();
        int recipients = transaction.claims().size();
        return switch (pacing.admit(live, recipients)) {
            case Verdict.Now _ -> {
                int taken = 0;
                try {
                    taken = attempt(live, transaction);
                } finally {
                    pacing.ended(live, recipients, taken);
                }
                yield true;
            }
            case Verdict.Wait wait
            when pacing.rests(live, wait) -> {
                giveBack(transaction);
                outlet.settled();
                yield true;
            }
            case Verdict.Wait _ ->
                switch (outlet.putBack(transaction, MOMENT)) {
                    case WAITS -> true;
                    case ENDED -> false;
                    case STOPPED -> {
                        worker.after.returns().giveBack(transaction.claims());
                        yield true;
                    }
                };
        };
    }

    private void giveBack(MailTransaction transaction) {
        stop();
        worker.after.returns().giveBack(transaction.claims());
    }

    /** For how many recipients the relay may have taken it. */
    private int attempt(LiveRelay live, MailTransaction transaction) {
        var tale = tale(live);
        if (tale.failed() == null) {
            return overSession(live, transaction, tale);
        }
        // It holds for all of them alike; trying each on a connection of its own would only hammer.
        var result = Result.of(tale.failed(), live.settings().provider(), worker.handing.diagnoser());
        all(transaction, live, tale, result);
        return 0;
    }

    /** The relay as it is now, or was a moment ago; another version of its settings wants another connection. */
    private Optional<LiveRelay> relay() {
        var now = worker.node.now();
        if (now.isAfter(relayRead.plusSeconds(1))) {
            var read = worker.relays.find(outlet.route().owner(), outlet.route().relay());
            if (!read.map(LiveRelay::version).equals(relay.map(LiveRelay::version))) {
                hangUp();
            }
            relay = read;
            read.ifPresent(live -> outlet.mostConnections(connections(live)));
            closed = !worker.queue.open(outlet.route(), now);
            relayRead = now;
        }
        return relay;
    }

    private int connections(LiveRelay live) {
        var route = outlet.route();
        return worker.breaker.open(route)
                ? 1
                : worker.handing.pacing().connections(live, Dispatcher.connections(route));
    }

    /** A connection that stands, or why there is none. */
    private Tale tale(LiveRelay live) {
        var current = session;
        if (current != null && current.usable()) {
            return new Tale(worker.node.now(), opening.afterOpening());
        }
        hangUp();
        var tale = new Tale(worker.node.now(), new Recorder(step -> {}));
        return switch (worker.handing.drivers().open(live.settings().driver(), tale.recorder())) {
            case Driver.Opening.Failed(var outcome) -> {
                int times = worker.breaker.failed(outlet.route(), tale.startedAt(), worker.node.now());
                yield new Tale(tale.startedAt(), tale.recorder(), outcome, times);
            }
            case Driver.Opening.Opened(var opened) -> {
                if (worker.breaker.open(outlet.route())) {
                    worker.breaker.opened(outlet.route());
                    relayRead = Instant.EPOCH; // as many connections as usual again
                }
                session = opened;
                opening = tale.recorder();
                opening.markOpening();
                yield tale;
            }
        };
    }

    private int overSession(LiveRelay live, MailTransaction transaction, Tale tale) {
        boolean reused = tale.recorder() != opening;
        var outcomes = handOver(transaction, tale);
        if (reused && outcomes.values().stream().allMatch(Connection::hadLeft)) {
            // Servers end connections that rest; that is nobody's failure, and no attempt.
            hangUp();
            return attempt(live, transaction);
        }
        int taken = 0;
        for (var claim : transaction.claims()) {
            var outcome = outcomes.get(claim.recipient());
            if (outcome == null) {
                throw new IllegalStateException("the driver left out " + claim.recipient());
            }
            var result = Result.of(outcome, live.settings().provider(), worker.handing.diagnoser());
            taken += outcome instanceof Outcome.Accepted || outcome instanceof Outcome.Uncertain ? 1 : 0;
            settle(claim, live, tale, result);
        }
        var most = worker.handing.pacing().limits(live).messagesPerConnection();
        if (most != null && ++sent >= most) {
            hangUp();
        }
        return taken;
    }

    private Map<Mailbox, Outcome> handOver(MailTransaction transaction, Tale tale) {
        var stored = message(transaction);
        var returnPath = transaction.first().returnPath();
        var envelope = new Envelope(
                returnPath.isEmpty() ? null : Mailbox.of(returnPath),
                transaction.claims().stream().map(Claim::recipient).toList());
        return Objects.requireNonNull(session)
                .send(envelope, new Message(stored.messageId(), stored.bytes()), tale.recorder());
    }

    private static boolean hadLeft(Outcome outcome) {
        return outcome instanceof Outcome.Deferred(Fault fault)
                && fault.phase() == Phase.SENDER
                && (fault.kind() == Fault.Kind.CLOSED
                        || fault.reply() != null && fault.reply().code() == LEAVING);
    }

    private StoredMessage message(MailTransaction transaction) {
        var atHand = transaction.message();
        return atHand != null
                ? atHand
                : worker.queue
                        .message(transaction.first())
                        .orElseThrow(() -> new IllegalStateException("no message for submission "
                                + transaction.first().submission()));
    }

    /** One result for this one and for everything that waits. */
    private void all(MailTransaction transaction, @Nullable LiveRelay live, Tale tale, Result result) {
        transaction.claims().forEach(claim -> settle(claim, live, tale, result));
        for (var other : outlet.drain()) {
            other.claims().forEach(claim -> settle(claim, live, tale, result));
        }
    }

    private void settle(Claim claim, @Nullable LiveRelay live, Tale tale, Result result) {
        var next = worker.settle(outlet, claim, live, tale, result);
        switch (next) {
            case Next.Done _, Next.RetryAt _, Next.GiveUp _ -> {}
            case Next.PauseRelay _, Next.HoldRelay _ -> stop();
        }
    }

    private void stop() {
        worker.after
                .returns()
                .giveBack(outlet.stop().stream()
                        .flatMap(transaction -> transaction.claims().stream())
                        .toList());
    }

    private void hangUp() {
        var open = session;
        session = null;
        sent = 0;
        if (open != null) {
            open.close();
        }
    }
}
