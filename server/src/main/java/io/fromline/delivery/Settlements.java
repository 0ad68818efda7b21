package io.fromline.delivery;

import io.fromline.queue.DeliveryQueue;
import io.fromline.queue.Settlement;
import io.fromline.queue.Settlement.Written;
import io.fromline.tenant.StoreUnavailable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what became of attempts, many in one transaction, while the connections go on sending.
 *
 * <p>Nothing is dropped: while the database is away it tries again each second, and connections wait once {@link #MOST_WAITING} are
 * unwritten. What breaks by itself is marked as interrupted and attempted again.
 */
final class Settlements implements AutoCloseable {

    static final int MOST_WAITING = 5000;
    private static final int GROUP = 500;

    /** While much is settled, it waits so long for company: nobody waits for a settlement, and few large groups cost less. */
    private static final Duration GATHERING = Duration.ofMillis(20);

    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final Logger LOG = LoggerFactory.getLogger(Settlements.class);

    private final DeliveryQueue queue;
    private final InstantSource clock;
    private final BlockingQueue<Entry> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread writer;
    private volatile boolean closing;

    Settlements(DeliveryQueue queue, InstantSource clock) {
        this.queue = queue;
        this.clock = clock;
        this.writer = Thread.ofVirtual().name("settlements").start(this::run);
    }

    private record Entry(Settlement settlement, Consumer<Written> then) {}

    /** Has it written soon; tells what came of it after the commit. */
    void add(Settlement settlement, Consumer<Written> then) {
        try {
            waiting.put(new Entry(settlement, then));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "interrupted while settling " + settlement.claim().delivery(), e);
        }
    }

    private void run() {
        var group = new ArrayList<Entry>(GROUP);
        boolean busy = false;
        while (!closing || !waiting.isEmpty()) {
            try {
                var first = waiting.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    group.add(first);
                    if (busy) {
                        TimeUnit.MILLISECONDS.sleep(GATHERING.toMillis());
                    }
                    waiting.drainTo(group, GROUP - 1);
                    busy = group.size() > 1;
                    write(group);
                    group.clear();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private enum Tried {
        WRITTEN,
        /** The database is away: it says nothing about what was to be written. */
        AWAY,
        /** Something of it cannot be written. */
        BROKEN
    }

    private void write(List<Entry> group) throws InterruptedException {
        if (untilThere(group) == Tried.BROKEN) {
            for (var entry : group) {
                alone(entry);
            }
        }
    }

    /** Tries again while the database is away; so it may return when the server is stopping: then claims end with this node. */
    private Tried untilThere(List<Entry> group) throws InterruptedException {
        var tried = tried(group);
        while (tried == Tried.AWAY && !closing) {
            TimeUnit.SECONDS.sleep(1);
            tried = tried(group);
        }
        return tried;
    }

    private Tried tried(List<Entry> group) {
        List<Written> results;
        try {
            results = queue.settle(group.stream().map(Entry::settlement).toList());
        } catch (StoreUnavailable e) {
            LOG.warn("{} settlements were not written yet: {}", group.size(), e.toString());
            return Tried.AWAY;
        } catch (RuntimeException e) {
            LOG.warn("{} settlements were not written: {}", group.size(), e.toString());
            return Tried.BROKEN;
        }
        for (int i = 0; i < group.size(); i++) {
            tell(group.get(i), results.get(i));
        }
        return Tried.WRITTEN;
    }

    private static void tell(Entry entry, Written written) {
        try {
            entry.then().accept(written);
        } catch (RuntimeException e) {
            LOG.error("after the settlement of {}", entry.settlement().claim().delivery(), e);
        }
    }

    /** Until it is written, or marked: what can be neither waits for the database. */
    private void alone(Entry entry) throws InterruptedException {
        while (untilThere(List.of(entry)) == Tried.BROKEN && !interrupted(entry) && !closing) {
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private boolean interrupted(Entry entry) {
        try {
            queue.interrupted(clock.instant(), List.of(entry.settlement().claim()));
        } catch (RuntimeException e) {
            return false;
        }
        tell(entry, Written.LOST);
        return true;
    }

    /** Writes what is left, within a time limit. */
    @Override
    public void close() {
        closing = true;
        try {
            if (!writer.join(GRACE)) {
                writer.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
