package io.fromline.storage.postgres;

import io.fromline.queue.Turns;
import io.fromline.tenant.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/**
 * What waits to be written with others, taken out group by group: tenants take turns, so that nobody's many let another's one wait.
 *
 * <p>Thread-safe.
 */
final class GroupQueue<T> {

    private static final int LARGEST_GROUP = 100;

    /** When so many wait while a group is being written, another one is written beside it; fewer are cheaper all in the next. */
    private static final int CROWD = 64;

    /** So many of one tenant's make up a group while others write, too: who comes next waits for all of it. */
    private static final int SHARE = 16;

    /** After so many groups without another tenant's, one has the groups for itself. */
    private static final int ALONE = 100;

    private final Function<T, TenantId> whose;
    private final BlockingQueue<T> arrivals = new LinkedBlockingQueue<>();

    /** Who came, in the order of turns; guarded by this. */
    private final Turns<T> turns = new Turns<>();

    /** How many groups in a row were of one tenant's; guarded by this. */
    private int ofOneTenant = ALONE;

    GroupQueue(Function<T, TenantId> whose) {
        this.whose = whose;
    }

    void add(T item) {
        arrivals.add(item);
    }

    /** Takes one back; false when it is in a group, or on its way to one. */
    boolean remove(T item) {
        return arrivals.remove(item);
    }

    /** How many came since a group was taken out. */
    int arrived() {
        return arrivals.size();
    }

    boolean isCrowded() {
        return arrivals.size() >= CROWD;
    }

    /** Waits until there is somebody. */
    void await() throws InterruptedException {
        if (nobodyIsQueuedUp()) {
            queueUp(arrivals.take());
        }
    }

    private synchronized boolean nobodyIsQueuedUp() {
        return turns.isEmpty();
    }

    private synchronized void queueUp(T item) {
        turns.add(whose.apply(item), item);
    }

    /** The next group; empty when nobody waits. */
    synchronized List<T> next() {
        for (var came = arrivals.poll(); came != null; came = arrivals.poll()) {
            queueUp(came);
        }
        var group = turns.poll(LARGEST_GROUP, ofOneTenant < ALONE ? SHARE : LARGEST_GROUP);
        if (!group.isEmpty()) {
            ofOneTenant = isOfOneTenant(group) ? ofOneTenant + 1 : 0;
        }
        return group;
    }

    private boolean isOfOneTenant(List<T> group) {
        var first = whose.apply(group.getFirst());
        return group.stream().allMatch(one -> whose.apply(one).equals(first));
    }

    /** Takes out all. */
    synchronized List<T> drain() {
        var all = new ArrayList<>(turns.drain());
        arrivals.drainTo(all);
        return all;
    }
}
