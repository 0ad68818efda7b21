package io.fromline.delivery;

import io.fromline.queue.MailTransaction;
import io.fromline.queue.Priority;
import io.fromline.tenant.TenantId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Mail that waits in memory for one relay, in the order in which it goes: tenants take turns whatever their backlog, and of each
 * fifteen turns the priorities get ten, four and one while all have mail.
 *
 * <p>Not thread-safe.
 */
final class FairRing {

    private final List<Turns> turns = List.of(new Turns(10), new Turns(4), new Turns(1));
    private final Map<TenantId, Integer> deliveries = new HashMap<>();
    private int size;

    void add(MailTransaction transaction) {
        of(transaction.priority()).add(transaction);
        deliveries.merge(transaction.first().tenant(), transaction.claims().size(), Integer::sum);
        size++;
    }

    private Turns of(Priority priority) {
        return switch (priority) {
            case HIGH -> turns.get(0);
            case NORMAL -> turns.get(1);
            case LOW -> turns.get(2);
        };
    }

    /** Whose turn it is; {@code null} when nothing waits. */
    @Nullable
    MailTransaction poll() {
        if (size == 0) {
            return null;
        }
        var transaction = next().poll();
        size--;
        deliveries.computeIfPresent(transaction.first().tenant(), (tenant, count) -> {
            int left = count - transaction.claims().size();
            return left == 0 ? null : left;
        });
        return transaction;
    }

    /** The most urgent with mail and credit; when none of those with mail has any left, all get theirs anew. */
    private Turns next() {
        while (true) {
            for (var one : turns) {
                if (one.credit > 0 && !one.queues.isEmpty()) {
                    return one;
                }
            }
            turns.forEach(one -> one.credit = one.share);
        }
    }

    /** How many deliveries of the tenant wait. */
    int waiting(TenantId tenant) {
        return deliveries.getOrDefault(tenant, 0);
    }

    /** Whose deliveries wait. */
    Set<TenantId> tenants() {
        return deliveries.keySet();
    }

    int size() {
        return size;
    }

    /** Takes out all that waits. */
    List<MailTransaction> drain() {
        var all = new ArrayList<MailTransaction>();
        for (var next = poll(); next != null; next = poll()) {
            all.add(next);
        }
        return all;
    }

    /** One priority's mail: a queue for each tenant, the next tenant's first. */
    private static final class Turns {

        private final int share;
        private final Map<TenantId, Deque<MailTransaction>> queues = new LinkedHashMap<>();
        private int credit;

        Turns(int share) {
            this.share = share;
            this.credit = share;
        }

        void add(MailTransaction transaction) {
            queues.computeIfAbsent(transaction.first().tenant(), tenant -> new ArrayDeque<>())
                    .addLast(transaction);
        }

        MailTransaction poll() {
            credit--;
            var tenant = queues.keySet().iterator().next();
            var queue = Objects.requireNonNull(queues.remove(tenant));
            var transaction = queue.removeFirst();
            if (!queue.isEmpty()) {
                queues.put(tenant, queue);
            }
            return transaction;
        }
    }
}
