package io.fromline.delivery;

import io.fromline.queue.Claim;
import io.fromline.queue.DeliveryQueue;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings claims back to the queue that were not settled; what the database does not take now, it takes later. */
final class Returns {

    private static final Logger LOG = LoggerFactory.getLogger(Returns.class);

    private final DeliveryQueue queue;
    private final InstantSource clock;
    private final Queue<Return> waiting = new ConcurrentLinkedQueue<>();

    Returns(DeliveryQueue queue, InstantSource clock) {
        this.queue = queue;
        this.clock = clock;
    }

    private record Return(List<Claim> claims, boolean interrupted) {}

    /** For what was not attempted. */
    void giveBack(List<Claim> claims) {
        add(new Return(List.copyOf(claims), false));
    }

    /** For what broke off in the middle: it may have been handed over. */
    void interrupted(List<Claim> claims) {
        add(new Return(List.copyOf(claims), true));
    }

    private void add(Return claims) {
        if (!claims.claims().isEmpty() && !brought(claims)) {
            waiting.add(claims);
        }
    }

    /** Tries those again that could not be brought back. */
    void retry() {
        for (var next = waiting.peek(); next != null && brought(next); next = waiting.peek()) {
            waiting.remove(next);
        }
    }

    private boolean brought(Return back) {
        try {
            if (back.interrupted()) {
                queue.interrupted(clock.instant(), back.claims());
            } else {
                queue.giveBack(back.claims());
            }
            return true;
        } catch (RuntimeException e) {
            LOG.warn("{} claims could not be given back yet: {}", back.claims().size(), e.toString());
            return false;
        }
    }
}
