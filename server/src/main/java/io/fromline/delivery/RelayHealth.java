package io.fromline.delivery;

import io.fromline.mail.Fault;
import io.fromline.mail.Outcome;
import io.fromline.queue.Attempt;
import io.fromline.queue.Claim;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.relay.LiveRelays;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps when mail last got through each relay and when the relay itself last failed, and tells of a hold.
 *
 * <p>Successes are written together ({@link #write}), and at most every {@link #PACE} for a relay: a busy one does not write its row for
 * every message, nor thousands of idle ones a row each. Thread-safe.
 */
public final class RelayHealth implements RelayWatch {

    static final Duration PACE = Duration.ofSeconds(5);

    private final LiveRelays relays;
    private final HoldListener holds;
    private final Map<Route, Instant> unwritten = new ConcurrentHashMap<>();
    private final Map<Route, Instant> written = new ConcurrentHashMap<>();

    public RelayHealth(LiveRelays relays, HoldListener holds) {
        this.relays = relays;
        this.holds = holds;
    }

    /** Is told once when a relay is held. */
    @FunctionalInterface
    public interface HoldListener {

        void held(Route route, String cause);
    }

    @Override
    public void settled(Claim claim, Attempt attempt, Fault.@Nullable Scope scope, boolean heldNow) {
        var route = claim.route();
        switch (attempt.outcome()) {
            case Outcome.Accepted _ -> unwritten.merge(route, attempt.startedAt(), RelayHealth::later);
            case Outcome.Deferred _, Outcome.Refused _ -> failed(route, scope, attempt);
            case Outcome.Uncertain _ -> {}
        }
        var cause = attempt.cause();
        if (heldNow && cause != null) {
            holds.held(route, cause);
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Writes down where mail got through, as far as it is due; to be called each second. */
    public void write(Instant now) {
        written.values().removeIf(at -> !at.isAfter(now.minus(PACE)) || at.isAfter(now));
        var due = new HashMap<>(unwritten);
        due.keySet().removeAll(written.keySet());
        if (due.isEmpty()) {
            return;
        }
        relays.succeeded(due);
        due.forEach((route, at) -> {
            unwritten.remove(route, at);
            written.put(route, now);
        });
    }

    private void failed(Route route, Fault.@Nullable Scope scope, Attempt attempt) {
        var cause = attempt.cause();
        if (cause != null && (scope == Fault.Scope.RELAY || scope == Fault.Scope.PLATFORM)) {
            written.remove(route);
            relays.failed(route.owner(), route.relay(), attempt.startedAt(), cause);
        }
    }
}
