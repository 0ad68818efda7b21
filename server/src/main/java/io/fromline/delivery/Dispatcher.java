package io.fromline.delivery;

import io.fromline.queue.DeliveryQueue;
import io.fromline.queue.HandOver;
import io.fromline.queue.Lane;
import io.fromline.queue.MailTransaction;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.relay.LiveRelays;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings mail to its relay's outlet: what was just accepted as it comes, the rest from the queue, each relay on connections of its own.
 *
 * <p>A slow relay keeps only its own mail waiting. Closing it lets attempts under way finish, within a time limit, and gives back what
 * was not begun.
 */
public final class Dispatcher implements HandOver, AutoCloseable {

    private static final int CONNECTIONS = 4;
    private static final int CONNECTIONS_OF_THE_PLATFORM = 10;
    private static final DeliveryQueue.Share SHARE = new DeliveryQueue.Share(Outlet.WINDOW / 4, 2000);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration HOUSEKEEPING = Duration.ofSeconds(5);
    private static final Duration GRACE = Duration.ofSeconds(20);

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Node node;
    private final DeliveryQueue queue;
    private final DeliveryWorker worker;
    private final Settlements settlements;
    private final Returns returns;
    private final Map<Route, Outlet> outlets = new ConcurrentHashMap<>();
    private final Semaphore wake = new Semaphore(0);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread loop;
    private volatile boolean closing;

    /**
     * Starts dispatching.
     *
     * @param alone whether no other node can be alive
     */
    public Dispatcher(
            Node node, DeliveryQueue queue, LiveRelays relays, Handing handing, RelayWatch watch, boolean alone) {
        this.node = node;
        this.queue = queue;
        this.returns = new Returns(queue, node.clock());
        this.settlements = new Settlements(queue, node.clock());
        this.worker =
                new DeliveryWorker(node, queue, relays, handing, new DeliveryWorker.After(settlements, returns, watch));
        this.loop = Thread.ofPlatform().name("dispatcher").start(() -> run(alone));
    }

    @Override
    public void wake() {
        if (wake.availablePermits() == 0) {
            wake.release();
        }
    }

    @Override
    public @Nullable Place reserve(Lane lane, int deliveries) {
        if (closing) {
            return null;
        }
        var id = node.id();
        // Read outside of the map's lock; who is in the map already is known to take mail, or not to.
        boolean open = outlets.containsKey(lane.route()) || queue.open(lane.route(), node.now());
        var reserved = new AtomicBoolean();
        var outlet = outlets.compute(lane.route(), (route, present) -> {
            var there = present == null ? outlet(route, open) : present;
            reserved.set(there.reserve(lane.tenant(), deliveries));
            return there;
        });
        return reserved.get() ? new Reserved(outlet, lane, deliveries, id) : null;
    }

    /** So many connections at once where the relay takes as many. */
    static int connections(Route route) {
        return route.owner().isPlatform() ? CONNECTIONS_OF_THE_PLATFORM : CONNECTIONS;
    }

    private static Outlet outlet(Route route, boolean open) {
        var outlet = new Outlet(route, connections(route));
        if (!open) {
            outlet.stop();
            outlet.settled();
        }
        return outlet;
    }

    private final class Reserved implements Place {

        private final Outlet outlet;
        private final Lane lane;
        private final int deliveries;
        private final UUID node;

        Reserved(Outlet outlet, Lane lane, int deliveries, UUID node) {
            this.outlet = outlet;
            this.lane = lane;
            this.deliveries = deliveries;
            this.node = node;
        }

        @Override
        public UUID node() {
            return node;
        }

        @Override
        public void take(MailTransaction transaction) {
            bring(outlet, transaction);
            leave();
        }

        @Override
        public void leave() {
            outlet.release(lane.tenant(), deliveries);
        }
    }

    private void run(boolean alone) {
        boolean first = true;
        var lastKept = Instant.EPOCH;
        while (!closing) {
            try {
                if (Duration.between(lastKept, node.now()).compareTo(HOUSEKEEPING) >= 0) {
                    keep(first && alone);
                    lastKept = node.now();
                    first = false;
                }
                if (!dispatch()) {
                    pause();
                }
            } catch (RuntimeException e) {
                LOG.error("dispatching failed; trying again", e);
                pause();
            }
        }
    }

    private void keep(boolean alone) {
        var now = node.now();
        var until = now.plus(Node.LEASE);
        int nodes = queue.keepAlive(node.id(), now, until);
        if (nodes > 0) {
            node.alive(until, nodes);
        } else {
            LOG.warn(
                    "this node was not heard of for too long; it goes on as another, and what it had taken is attempted again");
            outlets.values().forEach(Outlet::drain);
            node.reborn();
            node.alive(until, queue.keepAlive(node.id(), now, until));
        }
        returns.retry();
        int recovered = queue.recover(node.id(), now, alone);
        if (recovered > 0) {
            LOG.warn("{} deliveries were under way when a process ended; they are attempted again", recovered);
        }
        outlets.keySet()
                .forEach(route -> outlets.computeIfPresent(route, (r, outlet) -> outlet.deserted() ? null : outlet));
    }

    private void pause() {
        try {
            if (wake.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS)) {
                wake.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing = true;
        }
    }

    /** Takes and hands out one round; false when there was nothing to take. */
    private boolean dispatch() {
        var transactions = queue.claim(node.id(), node.now(), SHARE, busy());
        for (var transaction : transactions) {
            bring(outlets.compute(transaction.first().route(), Dispatcher::taking), transaction);
        }
        return !transactions.isEmpty();
    }

    /** Mail that the queue gives out is for a relay that takes mail. */
    private static Outlet taking(Route route, @Nullable Outlet present) {
        return present == null || present.closed() ? outlet(route, true) : present;
    }

    private DeliveryQueue.Busy busy() {
        var lanes = new HashSet<Lane>();
        var routes = new HashSet<Route>();
        for (var outlet : outlets.values()) {
            lanes.addAll(outlet.crowded(SHARE.perLane()));
            if (outlet.stopping()) {
                routes.add(outlet.route());
            }
        }
        return new DeliveryQueue.Busy(lanes, routes);
    }

    private void bring(Outlet outlet, MailTransaction transaction) {
        switch (outlet.add(transaction)) {
            case WAITS -> {}
            case WANTS_CONNECTION -> threads.execute(() -> connect(outlet));
            case STOPPED -> returns.giveBack(transaction.claims());
        }
    }

    private void connect(Outlet outlet) {
        boolean again = true;
        while (again) {
            again = false;
            try {
                worker.serve(outlet);
            } catch (RuntimeException e) {
                LOG.error(
                        "a connection for {} broke off; what it was sending is marked and attempted again",
                        outlet.route(),
                        e);
                again = outlet.disconnected();
            }
        }
        wake();
    }

    @Override
    public void close() {
        closing = true;
        wake();
        try {
            loop.join(Duration.ofSeconds(5));
            for (var outlet : outlets.values()) {
                returns.giveBack(outlet.stop().stream()
                        .flatMap(transaction -> transaction.claims().stream())
                        .toList());
            }
            threads.shutdown();
            if (!threads.awaitTermination(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("some attempts did not end in time; they are marked and repeated at the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        settlements.close();
    }
}
