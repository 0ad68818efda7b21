package io.fromline.delivery;

import io.fromline.queue.DeliveryQueue;
import io.fromline.queue.HandOver;
import io.fromline.queue.Hold;
import io.fromline.queue.Lane;
import io.fromline.queue.MailTransaction;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.relay.LiveRelays;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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

    private static final DeliveryQueue.Share SHARE = new DeliveryQueue.Share(Backlog.WINDOW / 4, 2000);
    private static final Duration IDLE = Duration.ofSeconds(1);

    /** Between two looks at the queue: each connection that ends asks for one, and thousands may end in a second. */
    private static final Duration BREATH = Duration.ofMillis(20);

    private static final Duration GRACE = Duration.ofSeconds(20);

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Node node;
    private final DeliveryQueue queue;
    private final DeliveryWorker worker;
    private final Settlements settlements;
    private final Returns returns;
    private final Membership membership;
    private final Lanes lanes;
    private final Calls calls;
    private final Outlets outlets = new Outlets();
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
        this.membership = new Membership(node, queue, alone);
        this.lanes = new Lanes(node, queue, handing.pacing()::took);
        this.calls = new Calls(queue);
        this.loop = Thread.ofPlatform().name("dispatcher").start(this::run);
    }

    @Override
    public void wake(Lane lane) {
        var holder = lanes.holder(lane);
        if (holder == null) {
            wake();
        } else {
            calls.wake(holder);
        }
    }

    /** Looks for mail that may be due now, instead of within a second. */
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
        if (lanes.own(lane)) {
            var asked = outlets.reserve(lane, deliveries);
            if (asked != null) {
                return place(asked, lane, deliveries, id);
            }
        }
        return lanes.holding(lane, hold -> switch (hold) {
            case Hold.Elsewhere _ -> null;
            case Hold.Open _ -> place(outlets.reserve(lane, deliveries, true), lane, deliveries, id);
            case Hold.Closed _ -> place(outlets.reserve(lane, deliveries, false), lane, deliveries, id);
        });
    }

    private @Nullable Place place(Outlets.Asked asked, Lane lane, int deliveries, UUID id) {
        return asked.room() ? new Reserved(asked.outlet(), lane, deliveries, id) : null;
    }

    /** So many connections at once where the relay takes as many. */
    static int connections(Route route) {
        return Outlets.connections(route);
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

    private void run() {
        while (!closing) {
            try {
                keep();
                if (!dispatch()) {
                    pause();
                }
            } catch (RuntimeException e) {
                LOG.error("dispatching failed; trying again", e);
                pause();
            }
        }
    }

    private void keep() {
        if (!membership.sign(outlets::drain)) {
            return;
        }
        returns.retry();
        membership.takeOver();
        lanes.letGo(outlets::removeDeserted);
    }

    private void pause() {
        try {
            if (wake.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS)) {
                Thread.sleep(BREATH);
                wake.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing = true;
        }
    }

    /** Takes and hands out one round; false when there was nothing to take. */
    private boolean dispatch() {
        var transactions = queue.claim(node.id(), node.now(), SHARE, outlets.busy(SHARE.perLane()));
        for (var transaction : transactions) {
            lanes.came(transaction);
            bring(outlets.taking(transaction.first().route()), transaction);
        }
        return !transactions.isEmpty();
    }

    private void bring(Outlet outlet, MailTransaction transaction) {
        switch (outlet.add(transaction)) {
            case WAITS -> {}
            case WANTS_CONNECTION -> threads.execute(() -> connect(outlet));
            case WANTS_LOOK -> threads.execute(() -> watch(outlet));
            case STOPPED -> returns.giveBack(transaction.claims());
        }
    }

    private void watch(Outlet outlet) {
        try {
            boolean again = true;
            while (again) {
                Thread.sleep(Crew.MOMENT);
                var look = outlet.look();
                for (int i = 0; i < look.connections(); i++) {
                    threads.execute(() -> connect(outlet));
                }
                again = look.again();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
            for (var outlet : outlets.all()) {
                returns.giveBack(outlet.stop().stream()
                        .flatMap(transaction -> transaction.claims().stream())
                        .toList());
            }
            threads.shutdown();
            finish();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        settlements.close();
        returns.retry(); // nobody would before the others sweep up
        calls.close();
        leave();
    }

    /** Its lanes are free at once; if the database does not hear it, a little later. */
    private void leave() {
        try {
            queue.leave(node.id());
        } catch (RuntimeException e) {
            LOG.warn("the others could not be told that this node ends: {}", e.toString());
        }
    }

    /** Others count on it until the last attempt has ended. */
    private void finish() throws InterruptedException {
        for (var left = GRACE; left.isPositive(); left = left.minus(Membership.SIGN_OF_LIFE)) {
            if (threads.awaitTermination(Membership.SIGN_OF_LIFE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            try {
                membership.sign(outlets::drain);
            } catch (RuntimeException e) {
                LOG.warn("no sign of life could be given while stopping: {}", e.toString());
            }
        }
        LOG.warn("some attempts did not end in time; they are marked and repeated by others, or at the next start");
    }
}
