package io.fromline.delivery;

import io.fromline.queue.DeliveryQueue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes nodes for which mail was queued here, each at most once in {@link #MOMENT_MILLIS}.
 *
 * <p>Nobody waits for it. Every node looks into the queue each second anyway, so a call that is lost costs no more than that.
 */
final class Calls implements AutoCloseable {

    static final long MOMENT_MILLIS = 20;

    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

    private final DeliveryQueue queue;
    private final Set<UUID> wanted = ConcurrentHashMap.newKeySet();
    private final Semaphore any = new Semaphore(0);
    private final Thread caller = Thread.ofVirtual().name("calls").start(this::run);

    Calls(DeliveryQueue queue) {
        this.queue = queue;
    }

    void wake(UUID node) {
        if (wanted.add(node)) {
            any.release();
        }
    }

    private void run() {
        try {
            while (true) {
                any.acquire();
                any.drainPermits();
                call();
                Thread.sleep(MOMENT_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void call() {
        var nodes = Set.copyOf(wanted);
        wanted.removeAll(nodes); // first, so that who comes now is told of after this call
        try {
            queue.wake(nodes);
        } catch (RuntimeException e) {
            LOG.debug("nodes could not be woken", e);
        }
    }

    @Override
    public void close() {
        caller.interrupt();
    }
}
