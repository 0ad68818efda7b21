package io.fromline.delivery;

import io.fromline.queue.MailTransaction;
import io.fromline.tenant.TenantId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The mail that waits in memory for one relay, and the room that is kept for mail on its way there.
 *
 * <p>Not thread-safe: whoever calls holds the outlet's lock.
 */
final class Backlog {

    /** So many deliveries of one tenant's are kept in memory; the rest waits in the database. */
    static final int WINDOW = 500;

    private final FairRing waiting = new FairRing();
    private final Map<TenantId, Integer> reserved = new HashMap<>();

    /** Room left for deliveries of this tenant; below 0 where more of them were put back than there was room for. */
    int room(TenantId tenant) {
        return WINDOW - waiting.waiting(tenant) - reserved.getOrDefault(tenant, 0);
    }

    /** Keeps room for so many more deliveries; false when there is none. */
    boolean reserve(TenantId tenant, int deliveries) {
        if (room(tenant) < deliveries) {
            return false;
        }
        reserved.merge(tenant, deliveries, Integer::sum);
        return true;
    }

    /** Gives up room that was kept. */
    void release(TenantId tenant, int deliveries) {
        reserved.computeIfPresent(
                tenant, (t, count) -> count - deliveries == 0 ? null : Integer.valueOf(count - deliveries));
    }

    void add(MailTransaction transaction) {
        waiting.add(transaction);
    }

    /** Whose turn it is; {@code null} when nothing waits. */
    @Nullable
    MailTransaction poll() {
        return waiting.poll();
    }

    /** How many messages wait. */
    int size() {
        return waiting.size();
    }

    /** Takes out all that waits. */
    List<MailTransaction> drain() {
        return waiting.drain();
    }

    /** Those of whom mail waits with less room left than this. */
    List<TenantId> crowded(int deliveries) {
        if (waiting.size() == 0) {
            return List.of(); // as most are that are asked, by thousands
        }
        return waiting.tenants().stream()
                .filter(tenant -> room(tenant) < deliveries)
                .toList();
    }

    /** Whether nothing waits and nothing is expected. */
    boolean isEmpty() {
        return waiting.size() == 0 && reserved.isEmpty();
    }
}
