package io.fromline.delivery;

import io.fromline.queue.Claim;
import io.fromline.queue.DeliveryQueue;
import io.fromline.queue.Lane;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what is due from the queue and has it attempted, each lane on threads of its own.
 *
 * <p>No lane occupies more than {@link #RUNS_PER_LANE} threads or connections, so a slow relay keeps only its own mail waiting.
 * Closing it lets attempts under way finish, within a time limit, and gives back what was not begun.
 */
public final class Dispatcher implements AutoCloseable {

    static final int RUNS_PER_LANE = 4;

    private static final DeliveryQueue.Share SHARE = new DeliveryQueue.Share(25, 1000);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration CLAIM = Duration.ofSeconds(20);
    private static final Duration HOUSEKEEPING = Duration.ofSeconds(5);
    private static final Duration GRACE = Duration.ofSeconds(20);

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Node node;
    private final DeliveryQueue queue;
    private final DeliveryWorker worker;
    private final Map<Lane, Integer> running = new HashMap<>();
    private final Queue<List<Claim>> brokenOff = new ConcurrentLinkedQueue<>();
    private final Semaphore wake = new Semaphore(0);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread loop;
    private volatile boolean closing;

    /** Starts dispatching. */
    public Dispatcher(Node node, DeliveryQueue queue, DeliveryWorker worker, boolean alone) {
        this.node = node;
        this.queue = queue;
        this.worker = worker;
        this.loop = Thread.ofPlatform().name("dispatcher").start(() -> run(alone));
    }

    /** Tells that something may be due now. */
    public void wake() {
        if (wake.availablePermits() == 0) {
            wake.release();
        }
    }

    private void run(boolean alone) {
        boolean first = true;
        var lastKept = node.now();
        while (!closing) {
            try {
                if (first || Duration.between(lastKept, node.now()).compareTo(HOUSEKEEPING) >= 0) {
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
        queue.prolong(node.id(), node.now().plus(CLAIM));
        int recovered = queue.recover(node.id(), node.now(), alone);
        for (var claims = brokenOff.peek(); claims != null; claims = brokenOff.peek()) {
            queue.interrupted(node.id(), node.now(), claims);
            brokenOff.remove();
        }
        if (recovered > 0) {
            LOG.warn("{} deliveries were under way when a process ended; they are attempted again", recovered);
        }
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
        var claims = queue.claim(node.id(), node.now(), node.now().plus(CLAIM), SHARE, busyLanes());
        claims.stream().collect(Collectors.groupingBy(Claim::lane)).forEach(this::start);
        return !claims.isEmpty();
    }

    private Set<Lane> busyLanes() {
        synchronized (running) {
            var busy = new HashSet<Lane>();
            running.forEach((lane, runs) -> {
                if (runs >= RUNS_PER_LANE) {
                    busy.add(lane);
                }
            });
            return busy;
        }
    }

    private void start(Lane lane, List<Claim> claims) {
        synchronized (running) {
            running.merge(lane, 1, Integer::sum);
        }
        threads.execute(() -> {
            try {
                if (closing) {
                    queue.giveBack(node.id(), claims);
                } else {
                    worker.attempt(claims);
                }
            } catch (RuntimeException e) {
                LOG.error("an attempt for {} broke off; its deliveries are marked and attempted again", lane, e);
                brokenOff.add(claims);
            } finally {
                synchronized (running) {
                    running.computeIfPresent(lane, (l, runs) -> runs == 1 ? null : runs - 1);
                }
                wake();
            }
        });
    }

    @Override
    public void close() {
        closing = true;
        wake();
        try {
            loop.join(Duration.ofSeconds(5));
            threads.shutdown();
            if (!threads.awaitTermination(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("some attempts did not end in time; they are marked and repeated at the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
