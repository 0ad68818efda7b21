package io.fromline.pacing;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Lets so much over one relay as its limits allow.
 *
 * <p>Thread-safe. In no window does more go than the limit says, counted from when each message was taken by the relay: what is under
 * way counts as if it went now. A single message that alone is more than a limit goes when nothing else is counted: it would never go
 * otherwise.
 */
public final class Pacer {

    /** When to ask again while what is under way decides. */
    static final Duration SOON = Duration.ofSeconds(1);

    private final Usage usage;
    private Limits limits;
    private Count underWay = new Count(0, 0);
    private Instant rests = Instant.MIN;
    private boolean probing;

    public Pacer(Limits limits, Usage usage) {
        this.limits = limits;
        this.usage = usage;
    }

    /** From now on these hold. */
    public synchronized void limits(Limits limits) {
        this.limits = limits;
    }

    public synchronized Limits limits() {
        return limits;
    }

    /** What went over it. */
    public Usage usage() {
        return usage;
    }

    /** Lets nothing through until this time; then a single message decides whether the others follow. */
    public synchronized void rest(Instant until) {
        rests = until;
        probing = true;
    }

    /** Ends the rest, if there is one; no single message has to go first. */
    public synchronized void resume() {
        rests = Instant.MIN;
        probing = false;
    }

    /** Whether nothing is under way. */
    public synchronized boolean idle() {
        return underWay.messages() == 0;
    }

    /** Whether a message to so many recipients may go now; if so, room is kept for it. */
    public synchronized Verdict admit(Instant now, int recipients) {
        var wait = resting(now);
        for (var quota : Quota.values()) {
            wait = later(wait, full(quota, quota.taken(recipients), now));
        }
        if (wait != null) {
            return wait;
        }
        underWay = underWay.plus(new Count(1, recipients));
        return new Verdict.Now();
    }

    private Verdict.@Nullable Wait resting(Instant now) {
        if (now.isBefore(rests)) {
            return new Verdict.Wait(rests, null);
        }
        return probing && underWay.messages() > 0 ? new Verdict.Wait(now.plus(SOON), null) : null;
    }

    private Verdict.@Nullable Wait full(Quota quota, int taken, Instant now) {
        var limit = limits.of(quota);
        if (limit == null) {
            return null;
        }
        int wanted = Math.min(taken, limit);
        int going = quota.ofRecipients() ? underWay.recipients() : underWay.messages();
        int used = usage.used(quota, now) + wanted;
        if (used + going <= limit) {
            return null;
        }
        // Nobody knows when what is under way ends, nor whether it counts then.
        return used <= limit
                ? new Verdict.Wait(now.plus(SOON), quota)
                : new Verdict.Wait(usage.frees(quota, used - limit, now), quota);
    }

    private static Verdict.@Nullable Wait later(Verdict.@Nullable Wait one, Verdict.@Nullable Wait other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.until().isAfter(one.until()) ? other : one;
    }

    /**
     * The relay took a message that had been let through.
     *
     * @param recipients that it was let through for
     * @param taken for which of them the relay took it; at least one
     */
    public synchronized void took(Instant now, int recipients, int taken) {
        gaveBack(recipients);
        usage.record(now, new Count(1, taken));
        probing &= now.isBefore(rests);
    }

    /** A message that had been let through did not go: nothing is counted. */
    public synchronized void gaveBack(int recipients) {
        underWay = underWay.plus(new Count(-1, -recipients));
        if (underWay.messages() < 0 || underWay.recipients() < 0) {
            throw new IllegalStateException("more was given back than had been let through");
        }
    }
}
