package io.fromline.delivery;

import io.fromline.queue.DeliveryQueue.Busy;
import io.fromline.queue.Lane;
import io.fromline.queue.WaitingMail.Route;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The outlets of this node, one for each relay that it sends over.
 *
 * <p>Thread-safe. Room is kept in an outlet before it can be found deserted.
 */
final class Outlets {

    private static final int CONNECTIONS = 4;
    private static final int CONNECTIONS_OF_THE_PLATFORM = 10;

    private final Map<Route, Outlet> all = new ConcurrentHashMap<>();

    /** So many connections at once where the relay takes as many. */
    static int connections(Route route) {
        return route.owner().isPlatform() ? CONNECTIONS_OF_THE_PLATFORM : CONNECTIONS;
    }

    Collection<Outlet> all() {
        return all.values();
    }

    /** An outlet that was asked for room. */
    record Asked(Outlet outlet, boolean room) {}

    /** Keeps room on this lane, if there is an outlet for it: {@code null} otherwise. */
    @Nullable
    Asked reserve(Lane lane, int deliveries) {
        var asked = new Asked[1];
        all.computeIfPresent(lane.route(), (route, outlet) -> {
            asked[0] = new Asked(outlet, outlet.reserve(lane.tenant(), deliveries));
            return outlet;
        });
        return asked[0];
    }

    /**
     * Keeps room on this lane.
     *
     * @param open whether the relay takes mail, which decides about an outlet that is new
     */
    Asked reserve(Lane lane, int deliveries, boolean open) {
        var asked = new Asked[1];
        all.compute(lane.route(), (route, present) -> {
            var outlet = present == null ? outlet(route, open) : present;
            asked[0] = new Asked(outlet, outlet.reserve(lane.tenant(), deliveries));
            return outlet;
        });
        return asked[0];
    }

    /** For mail that the queue gave out: its relay takes mail. */
    Outlet taking(Route route) {
        return all.compute(route, (r, present) -> present == null || present.closed() ? outlet(r, true) : present);
    }

    private static Outlet outlet(Route route, boolean open) {
        var outlet = new Outlet(route, connections(route));
        if (!open) {
            outlet.stop();
            outlet.settled();
        }
        return outlet;
    }

    /** What the queue need not give out now: lanes with less room than this, and relays that have just stopped. */
    Busy busy(int room) {
        var lanes = new HashSet<Lane>();
        var routes = new HashSet<Route>();
        for (var outlet : all.values()) {
            outlet.crowded(room).forEach(tenant -> lanes.add(new Lane(tenant, outlet.route())));
            if (outlet.stopping()) {
                routes.add(outlet.route());
            }
        }
        return new Busy(lanes, routes);
    }

    /** Forgets all that waits. */
    void drain() {
        all.values().forEach(Outlet::drain);
    }

    /** Removes those with nothing to do and nothing to remember, and says which. */
    Set<Route> removeDeserted() {
        var removed = new HashSet<Route>();
        all.keySet()
                .forEach(route -> all.computeIfPresent(route, (r, outlet) -> {
                    if (!outlet.deserted()) {
                        return outlet;
                    }
                    removed.add(r);
                    return null;
                }));
        return removed;
    }
}
