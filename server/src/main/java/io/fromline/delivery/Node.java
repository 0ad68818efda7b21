package io.fromline.delivery;

import io.fromline.queue.Claim;
import io.fromline.tenant.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * This process among those that may work on the same database: who it is, for how long the others count on it, its clock, its
 * source of chance.
 *
 * <p>A process that was not heard of for too long goes on under another identity, because what it had claimed is others' by then.
 */
public final class Node {

    /** For so long after it was last heard of, nobody takes its claims. */
    static final Duration LEASE = Duration.ofSeconds(8);

    /** It sends nothing more so long before others may take its claims. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private final InstantSource clock;
    private final RandomGenerator random;
    private volatile Identity identity;
    private volatile int nodes = 1;

    private record Identity(UUID id, Instant until) {}

    public Node(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
        this.identity = new Identity(Ids.next(), Instant.EPOCH);
    }

    /** Who it is now. */
    public UUID id() {
        return identity.id();
    }

    /** How many nodes are alive as far as is known, this one included. */
    public int nodes() {
        return nodes;
    }

    /** Whether the others still counted on it at this time, as far as it knows. */
    boolean countedOn(Instant now) {
        return now.isBefore(identity.until());
    }

    /** The other nodes, if there are any, count on it until then. */
    synchronized void alive(Instant until, int nodes) {
        this.nodes = Math.max(1, nodes);
        identity = new Identity(identity.id(), until);
        notifyAll();
    }

    /** It was given up by the others, or ends. */
    synchronized void reborn() {
        identity = new Identity(Ids.next(), Instant.EPOCH);
        notifyAll();
    }

    /**
     * Waits until it is certain that this claim is its own, as it is at once unless the database was away for long.
     *
     * @return false when it is no more
     */
    boolean holds(Claim claim) {
        if (certain(claim)) {
            return true;
        }
        synchronized (this) {
            try {
                while (claim.node().equals(identity.id()) && !certain(claim)) {
                    wait(1000);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return certain(claim);
    }

    private boolean certain(Claim claim) {
        var now = identity;
        return claim.node().equals(now.id())
                && clock.instant().isBefore(now.until().minus(MARGIN));
    }

    InstantSource clock() {
        return clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** From 0 (inclusive) to 1 (exclusive). */
    double chance() {
        return random.nextDouble();
    }
}
