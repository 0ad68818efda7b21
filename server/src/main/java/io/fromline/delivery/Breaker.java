package io.fromline.delivery;

import io.fromline.queue.WaitingMail.Route;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts how often in a row no connection to a relay came about, so that one message tries it again and the others wait.
 *
 * <p>Thread-safe. {@link RetrySchedule} says how long they wait.
 */
final class Breaker {

    private final Map<Route, Broken> broken = new ConcurrentHashMap<>();

    private record Broken(int times, Instant since) {}

    /** No connection came about by an attempt that began at this time: how often in a row, connections tried side by side being one. */
    int failed(Route route, Instant startedAt, Instant now) {
        return broken.merge(
                        route,
                        new Broken(1, now),
                        (known, first) -> startedAt.isAfter(known.since()) ? new Broken(known.times() + 1, now) : known)
                .times();
    }

    /** A connection stands. */
    void opened(Route route) {
        broken.remove(route);
    }

    /** Whether a single connection finds out first whether there are any to be had. */
    boolean open(Route route) {
        return broken.containsKey(route);
    }
}
