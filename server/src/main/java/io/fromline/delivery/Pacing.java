package io.fromline.delivery;

import io.fromline.diagnosis.Diagnosis;
import io.fromline.pacing.Excess;
import io.fromline.pacing.LearnedLimit.Told;
import io.fromline.pacing.Limits;
import io.fromline.pacing.Pacer;
import io.fromline.pacing.Usage;
import io.fromline.pacing.Verdict;
import io.fromline.queue.Next;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.relay.LiveRelay;
import io.fromline.relay.RelayLimits;
import io.fromline.tenant.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets mail over the relays of this node as their limits allow, and lets them rest when their providers say that it is too much.
 *
 * <p>Thread-safe. What went is known again after a start; changed limits hold within {@link #FRESH}. A tenant's relay is
 * one node's at a time, which paces it exactly. Of the platform's relays several nodes share the room that is left and look every
 * {@link #FRESH} at what the others took of it: together they may be over a limit by what one of them handed over in that time, and no
 * more.
 */
public final class Pacing {

    static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration FORGOTTEN = Duration.ofHours(1);
    private static final int MANY = 500;

    /** How often it is looked for those to forget: looking at thousands for each message would cost more than sending it. */
    private static final Duration TIDYING = Duration.ofMinutes(5);

    private final RelayLimits limits;
    private final InstantSource clock;
    private final IntSupplier nodes;
    private final Map<Route, Paced> relays = new ConcurrentHashMap<>();
    private volatile Instant tidied = Instant.MIN;

    /** @param nodes that are alive, this one included: all of them send over the platform's relays */
    public Pacing(RelayLimits limits, InstantSource clock, IntSupplier nodes) {
        this.limits = limits;
        this.clock = clock;
        this.nodes = nodes;
    }

    private static final class Paced {

        private final Pacer pacer = new Pacer(Limits.NONE, new Usage());
        private int version = -1;
        private volatile Instant read = Instant.MIN;
    }

    /**
     * Whether a message to so many recipients may go over this relay now; if so, {@link #ended} must follow.
     *
     * <p>That it has to wait long is never told by limits that may have changed meanwhile.
     */
    public Verdict admit(LiveRelay relay, int recipients) {
        var paced = paced(relay);
        var verdict = paced.pacer.admit(clock.instant(), recipients);
        if (verdict instanceof Verdict.Wait wait && lasts(wait)) {
            refresh(paced, relay, clock.instant());
            return paced.pacer.admit(clock.instant(), recipients);
        }
        return verdict;
    }

    private boolean lasts(Verdict.Wait wait) {
        return wait.quota() != null && wait.until().isAfter(clock.instant().plusSeconds(1));
    }

    /**
     * A message that was let through has come to an end.
     *
     * @param recipients that it was let through for
     * @param taken for how many of them the relay took it
     */
    public void ended(LiveRelay relay, int recipients, int taken) {
        var pacer = paced(relay).pacer;
        if (taken > 0) {
            pacer.took(clock.instant(), recipients, taken);
        } else {
            pacer.gaveBack(recipients);
        }
    }

    /** What limits the relay now. */
    public Limits limits(LiveRelay relay) {
        return paced(relay).pacer.limits();
    }

    /** Over how many connections at once at most, of so many that are usual. */
    public int connections(LiveRelay relay, int usual) {
        var most = paced(relay).pacer.limits().connections();
        return most == null ? usual : Math.min(most, usual);
    }

    /**
     * What follows from an attempt: the relay rests when its provider said that there was too much of something.
     *
     * @param next what would follow otherwise
     * @param connections that were open to the relay
     */
    public Next after(LiveRelay relay, Next next, @Nullable Diagnosis diagnosis, int connections) {
        var excess = diagnosis == null ? null : Excess.of(diagnosis.cause()).orElse(null);
        if (excess == null) {
            return next;
        }
        var paced = paced(relay);
        var told = new Told(excess, clock.instant(), paced.pacer.usage(), connections);
        var until = limits.told(relay, told).restsUntil();
        paced.pacer.rest(until);
        paced.read = Instant.MIN;
        return new Next.PauseRelay(until);
    }

    /** Lets the relay rest until there is room again; false when only what is under way decides, and that is soon. */
    public boolean rests(LiveRelay relay, Verdict.Wait wait) {
        var full = wait.quota();
        if (full == null || !lasts(wait)) {
            return false;
        }
        limits.rest(relay, wait.until(), full);
        return true;
    }

    /** This node sends over a relay that another may have sent over meanwhile: what went is read again. */
    void took(Route route) {
        var paced = relays.get(route);
        if (paced != null) {
            synchronized (paced) {
                paced.version = -1;
                paced.read = Instant.MIN;
            }
        }
    }

    private Paced paced(LiveRelay relay) {
        var now = clock.instant();
        if (relays.size() > MANY && now.isAfter(tidied.plus(TIDYING))) {
            tidied = now;
            relays.values().removeIf(paced -> paced.read.isBefore(now.minus(FORGOTTEN)) && paced.pacer.idle());
        }
        var paced = relays.computeIfAbsent(new Route(relay.owner(), relay.id()), route -> new Paced());
        if (paced.read.isBefore(now.minus(FRESH)) || now.isBefore(paced.read)) {
            refresh(paced, relay, now);
        }
        return paced;
    }

    /** While the database is away, what was known last holds, for a relay that anything is known of. */
    private void refresh(Paced paced, LiveRelay relay, Instant now) {
        try {
            read(paced, relay, now);
        } catch (StoreUnavailable away) {
            if (paced.version != relay.version()) {
                throw away;
            }
            paced.read = now;
        }
    }

    private void read(Paced paced, LiveRelay relay, Instant now) {
        synchronized (paced) {
            int sharing = relay.owner().isPlatform() ? nodes.getAsInt() : 1;
            // A clock that was set back makes whatever was remembered by the time worthless.
            boolean another = paced.version != relay.version() || now.isBefore(paced.read);
            var usage = paced.pacer.usage();
            var standing = another || sharing > 1 ? limits.of(relay, usage) : limits.of(relay);
            paced.pacer.limits(standing.holds().sharedBy(sharing, quota -> usage.used(quota, now)));
            if (another) {
                var rest = standing.rest();
                paced.pacer.rest(standing.asked() && rest != null ? rest.until() : Instant.MIN);
                paced.version = relay.version();
            }
            if (!standing.asked()) {
                paced.pacer.resume();
            }
            paced.read = now;
        }
    }
}
