package io.fromline.delivery;

import io.fromline.delivery.DeliveryWorker.Tale;
import io.fromline.driver.Driver;
import io.fromline.driver.Session;
import io.fromline.mail.Fault;
import io.fromline.mail.Outcome;
import io.fromline.mail.Phase;
import io.fromline.pacing.Verdict;
import io.fromline.queue.Claim;
import io.fromline.queue.MailTransaction;
import io.fromline.queue.MailTransaction.StoredMessage;
import io.fromline.queue.Next;
import io.fromline.relay.LiveRelay;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One after the other of an outlet's connections, on one thread; on each of them what waits follows as closely as its driver can. */
final class Connection {

    /** A connection without mail is kept for so long. */
    private static final Duration WARM = Duration.ofSeconds(5);

    /** Until it is asked again whether mail may go that waits for others under way. */
    private static final Duration MOMENT = Duration.ofMillis(50);

    final DeliveryWorker worker;
    final Outlet outlet;
    private @Nullable Session session;
    private final Stream stream;
    private int offered;
    private Recorder opening = new Recorder(step -> {});
    private final KnownRelay relay;

    Connection(DeliveryWorker worker, Outlet outlet) {
        this.worker = worker;
        this.outlet = outlet;
        this.stream = new Stream(this);
        this.relay = new KnownRelay(worker, outlet, this::hangUp);
    }

    /** Sends what the outlet has until nothing more comes. */
    void run() {
        try {
            relay.now(); // how many connections there may be
            boolean goesOn = true;
            while (goesOn) {
                var next = stream.carried();
                if (next == null) {
                    next = outlet.take(session == null ? Duration.ZERO : WARM);
                }
                if (next == null) {
                    return;
                }
                try {
                    if (worker.node.holds(next.first())) {
                        goesOn = send(next);
                    }
                } catch (RuntimeException e) {
                    stream.broken(next);
                    throw e;
                }
            }
        } finally {
            hangUp();
        }
    }

    /** False when this connection has ended, since others that are under way decide. */
    private boolean send(MailTransaction transaction) {
        var live = relay.now();
        if (relay.closed()) {
            giveBack(transaction);
            outlet.settled();
        } else if (relay.stopped(transaction.first().tenant())) {
            worker.after.returns().giveBack(transaction.claims());
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
        return switch (pacing.admit(live, transaction.claims().size())) {
            case Verdict.Now _ -> {
                stream.admitted(live, transaction, message(live, transaction));
                handOver(live);
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

    /** All that was let through, and what follows it, over as many sessions as it takes. */
    private void handOver(LiveRelay live) {
        while (stream.hasAdmitted()) {
            var tale = tale(live);
            if (tale.failed() == null) {
                stream.over(live, Objects.requireNonNull(session), tale);
                if (full(live)) {
                    hangUp();
                }
            } else {
                // It holds for all of them alike; trying each on a connection of its own would only hammer.
                var result = Result.of(tale.failed(), live.settings().provider(), worker.handing.diagnoser());
                stream.taken().forEach(transaction -> all(transaction, live, tale, result));
            }
        }
    }

    /** What may go right behind the others, or {@code null}: nothing unless the session takes more and what is known of the relay is fresh. */
    @Nullable
    MailTransaction follow(LiveRelay live) {
        if (!relay.isFresh() || full(live)) {
            return null;
        }
        var next = outlet.follow();
        return next != null && worker.node.holds(next.first()) ? shortened(live, next) : null;
    }

    private boolean full(LiveRelay live) {
        var most = worker.handing.pacing().limits(live).messagesPerConnection();
        return most != null && offered >= most;
    }

    /** One message more was offered to the session. */
    void offered() {
        offered++;
    }

    /** The story of a message that follows others: it begins with how the session was opened. */
    Tale following() {
        return new Tale(worker.node.now(), opening.afterOpening());
    }

    /** Whether this is the story of a session's first message. */
    boolean first(Tale tale) {
        return tale.recorder() == opening;
    }

    /** A connection that stands, or why there is none. */
    private Tale tale(LiveRelay live) {
        var current = session;
        if (current != null && current.usable()) {
            return following();
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
                    relay.readAnew(); // as many connections as usual again
                }
                session = opened;
                opening = tale.recorder();
                opening.markOpening();
                yield tale;
            }
        };
    }

    private StoredMessage message(LiveRelay live, MailTransaction transaction) {
        try {
            return message(transaction);
        } catch (RuntimeException e) {
            worker.handing.pacing().ended(live, transaction.claims().size(), 0);
            throw e;
        }
    }

    StoredMessage message(MailTransaction transaction) {
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

    void settle(Claim claim, @Nullable LiveRelay live, Tale tale, Result result) {
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
        offered = 0;
        if (open != null) {
            open.close();
        }
    }
}
