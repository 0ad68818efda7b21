package io.fromline.delivery;

import io.fromline.queue.MailTransaction;
import io.fromline.queue.Priority;
import io.fromline.queue.Turns;
import io.fromline.tenant.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
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

    private final List<Share> shares = List.of(new Share(10), new Share(4), new Share(1));
    private final Map<TenantId, Integer> deliveries = new HashMap<>();
    private int size;

    void add(MailTransaction transaction) {
        of(transaction.priority()).mail.add(transaction.first().tenant(), transaction);
        deliveries.merge(transaction.first().tenant(), transaction.claims().size(), Integer::sum);
        size++;
    }

    private Share of(Priority priority) {
        return switch (priority) {
            case HIGH -> shares.get(0);
            case NORMAL -> shares.get(1);
            case LOW -> shares.get(2);
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
    private Share next() {
        while (true) {
            for (var one : shares) {
                if (one.credit > 0 && !one.mail.isEmpty()) {
                    return one;
                }
            }
            shares.forEach(one -> one.credit = one.turns);
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

    /** One priority's mail, and how many turns it has left before all get theirs anew. */
    private static final class Share {

        private final int turns;
        private final Turns<MailTransaction> mail = new Turns<>();
        private int credit;

        Share(int turns) {
            this.turns = turns;
            this.credit = turns;
        }

        MailTransaction poll() {
            credit--;
            return Objects.requireNonNull(mail.poll());
        }
    }
}
