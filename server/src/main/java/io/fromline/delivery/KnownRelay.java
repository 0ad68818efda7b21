package io.fromline.delivery;

import io.fromline.relay.LiveRelay;
import io.fromline.relay.LiveRelays.Sending;
import io.fromline.tenant.StoreUnavailable;
import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What a connection knows of its outlet's relay: read anew once a second, and what was known last while the database is away. */
final class KnownRelay {

    private final DeliveryWorker worker;
    private final Outlet outlet;
    private final Runnable changed;
    private Optional<LiveRelay> relay = Optional.empty();
    private Instant readAt = Instant.EPOCH;
    private boolean closed;
    private Set<TenantId> stopped = Set.of();

    /** @param changed called when another version of the relay's settings was read: it wants another session */
    KnownRelay(DeliveryWorker worker, Outlet outlet, Runnable changed) {
        this.worker = worker;
        this.outlet = outlet;
        this.changed = changed;
    }

    /** The relay as it is now, or was a moment ago, or when the database was last there; empty when there is none. */
    Optional<LiveRelay> now() {
        var now = worker.node.now();
        if (isOld(now) || now.isBefore(readAt)) {
            try {
                read(now);
            } catch (StoreUnavailable away) {
                if (relay.isEmpty()) {
                    throw away;
                }
            }
            readAt = now;
        }
        return relay;
    }

    private void read(Instant now) {
        var read = worker.relays.sending(outlet.route(), now);
        var live = read.map(Sending::relay);
        if (!live.map(LiveRelay::version).equals(relay.map(LiveRelay::version))) {
            changed.run();
        }
        relay = live;
        live.ifPresent(found -> outlet.mostConnections(connections(found)));
        closed = read.isPresent() && !read.get().open();
        stopped = worker.queue.stopped(outlet.route());
    }

    private int connections(LiveRelay live) {
        var route = outlet.route();
        return worker.breaker.open(route)
                ? 1
                : worker.handing.pacing().connections(live, Dispatcher.connections(route));
    }

    /** Whether what was read is less than a second old. */
    boolean isFresh() {
        return !isOld(worker.node.now());
    }

    private boolean isOld(Instant now) {
        return now.isAfter(readAt.plusSeconds(1));
    }

    /** Has it read anew before the next message. */
    void readAnew() {
        readAt = Instant.EPOCH;
    }

    /** Whether it took nothing when it was read. */
    boolean closed() {
        return closed;
    }

    /** Whether nothing of this tenant's went over it when it was read. */
    boolean stopped(TenantId tenant) {
        return stopped.contains(tenant);
    }
}
