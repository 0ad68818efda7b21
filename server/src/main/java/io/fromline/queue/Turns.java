package io.fromline.queue;

import io.fromline.tenant.TenantId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What waits for its turn: tenants take turns whatever their backlog, and of each tenant what came first goes first.
 *
 * <p>Not thread-safe.
 */
public final class Turns<T> {

    /** A queue for each tenant that has any, the next tenant's first. */
    private final Map<TenantId, Deque<T>> queues = new LinkedHashMap<>();

    private int size;

    public void add(TenantId tenant, T one) {
        queues.computeIfAbsent(tenant, of -> new ArrayDeque<>()).addLast(one);
        size++;
    }

    /** Whose turn it is; {@code null} when nothing waits. */
    public @Nullable T poll() {
        if (size == 0) {
            return null;
        }
        var tenant = queues.keySet().iterator().next();
        var queue = Objects.requireNonNull(queues.remove(tenant));
        var one = queue.removeFirst();
        size--;
        if (!queue.isEmpty()) {
            queues.put(tenant, queue);
        }
        return one;
    }

    /**
     * The next.
     *
     * @param most of all tenants together
     * @param ofOne most of one tenant's
     */
    public List<T> poll(int most, int ofOne) {
        var next = new ArrayList<T>();
        for (int round = 0; round < ofOne && size > 0; round++) {
            for (int tenants = queues.size(); tenants > 0; tenants--) {
                if (next.size() == most) {
                    return next;
                }
                next.add(Objects.requireNonNull(poll()));
            }
        }
        return next;
    }

    /** All that waits, in the order of turns. */
    public List<T> drain() {
        return poll(Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }
}
