package io.fromline.delivery;

import io.fromline.mail.Outcome;
import io.fromline.queue.Attempt;
import io.fromline.queue.Claim;
import io.fromline.queue.DeliveryQueue;
import io.fromline.queue.Next;
import io.fromline.queue.Settlement;
import io.fromline.queue.Settlement.Written;
import io.fromline.relay.LiveRelay;
import io.fromline.relay.LiveRelays;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sends what waits at an outlet over one connection after the other, each kept as long as mail comes, and settles every delivery.
 *
 * <p>Thread-safe; blocking, to be run on virtual threads. What it takes from an outlet is settled, or given back once the relay turned
 * out not to take more now.
 */
final class DeliveryWorker {

    /** A connection without mail is kept for so long. */
    static final Duration WARM = Duration.ofSeconds(5);

    final Node node;
    final DeliveryQueue queue;
    final LiveRelays relays;
    final Handing handing;
    final After after;
    final Breaker breaker = new Breaker();

    DeliveryWorker(Node node, DeliveryQueue queue, LiveRelays relays, Handing handing, After after) {
        this.node = node;
        this.queue = queue;
        this.relays = relays;
        this.handing = handing;
        this.after = after;
    }

    /** Where what was attempted goes, and what was not. */
    record After(Settlements settlements, Returns returns, RelayWatch watch) {}

    /** Sends what the outlet has until nothing more comes. */
    void serve(Outlet outlet) {
        new Connection(this, outlet).run();
    }

    /**
     * When an attempt began and what was said.
     *
     * @param failed why there is no connection, or {@code null}
     * @param unreachable how often in a row there was none
     */
    record Tale(
            Instant startedAt, Recorder recorder, @Nullable Outcome failed, int unreachable) {

        Tale(Instant startedAt, Recorder recorder) {
            this(startedAt, recorder, null, 0);
        }
    }

    /** Has written down what happened and what follows. */
    Next settle(Outlet outlet, Claim claim, @Nullable LiveRelay relay, Tale tale, Result result) {
        var now = node.now();
        var attempt = new Attempt(
                tale.startedAt(),
                Math.toIntExact(Duration.between(tale.startedAt(), now).toMillis()),
                result.outcome(),
                result.cause(),
                result.reply(),
                relay == null ? 0 : relay.version(),
                tale.recorder().steps(),
                tale.recorder().lines());
        boolean shared = claim.route().owner().isPlatform();
        var tried = new RetrySchedule.Tried(
                claim.createdAt(), now, claim.attempts() + 1, tale.unreachable(), shared, node.chance());
        var follows = RetrySchedule.after(result.outcome(), result.diagnosis(), tried);
        var next = relay == null
                ? follows
                : handing.pacing().after(relay, follows, result.diagnosis(), outlet.connections());
        after.settlements().add(new Settlement(claim, attempt, next), written -> {
            if (next instanceof Next.PauseRelay || next instanceof Next.HoldRelay) {
                outlet.settled();
            }
            if (written != Written.LOST) {
                after.watch().settled(claim, attempt, result.scope(shared), written == Written.HELD_THE_RELAY);
            }
        });
        return next;
    }
}
