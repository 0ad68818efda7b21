package io.fromline.delivery;

import io.fromline.queue.DeliveryQueue;
import io.fromline.queue.Hold;
import io.fromline.queue.Lane;
import io.fromline.queue.MailTransaction;
import io.fromline.queue.WaitingMail.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which tenants' relays this node works on, and which another does.
 *
 * <p>Thread-safe. No lane is let go while somebody who has just been given one is about to use it. What it was given as one node it
 * does not hold as another.
 */
final class Lanes {

    /** So that a busy lane of another node is not asked for at each message. */
    private static final Duration REMEMBERED = Duration.ofSeconds(2);

    private final Node node;
    private final DeliveryQueue queue;
    private final Consumer<Route> taken;
    private final Map<Route, UUID> own = new ConcurrentHashMap<>();
    private final Map<Route, Elsewhere> others = new ConcurrentHashMap<>();
    private final ReadWriteLock lettingGo = new ReentrantReadWriteLock();

    private record Elsewhere(UUID holder, Instant until) {}

    /** @param taken is told of each relay that another node may have sent over before */
    Lanes(Node node, DeliveryQueue queue, Consumer<Route> taken) {
        this.node = node;
        this.queue = queue;
        this.taken = taken;
    }

    /** Whether this node may send over it, as far as it knows without asking. */
    boolean own(Lane lane) {
        return lane.shared() || node.id().equals(own.get(lane.route()));
    }

    /** Asks for the lane and uses it as the answer allows, before it can be let go. */
    <T extends @Nullable Object> T holding(Lane lane, Function<Hold, T> use) {
        lettingGo.readLock().lock();
        try {
            return use.apply(hold(lane));
        } finally {
            lettingGo.readLock().unlock();
        }
    }

    private Hold hold(Lane lane) {
        var known = others.get(lane.route());
        if (known != null && node.now().isBefore(known.until())) {
            return new Hold.Elsewhere(known.holder());
        }
        var id = node.id();
        var hold = queue.hold(lane, id, node.now());
        if (!lane.shared()) {
            switch (hold) {
                case Hold.Open _, Hold.Closed _ -> took(lane.route(), id);
                case Hold.Elsewhere(var holder) -> {
                    own.remove(lane.route());
                    others.put(lane.route(), new Elsewhere(holder, node.now().plus(REMEMBERED)));
                }
            }
        }
        return hold;
    }

    private void took(Route route, UUID id) {
        if (!id.equals(own.put(route, id))) {
            taken.accept(route);
        }
        others.remove(route);
    }

    /** Mail that the queue gave to this node came with its lane. */
    void came(MailTransaction transaction) {
        if (!transaction.first().lane().shared()) {
            took(transaction.first().route(), transaction.first().node());
        }
    }

    /** Who works on it, if that is another node. */
    @Nullable
    UUID holder(Lane lane) {
        var known = others.get(lane.route());
        return known == null ? null : known.holder();
    }

    /** Lets those go over which nothing is sent any more. */
    void letGo(Supplier<Collection<Route>> idle) {
        others.values().removeIf(known -> known.until().isBefore(node.now().minus(REMEMBERED)));
        lettingGo.writeLock().lock();
        try {
            var lanes = idle.get().stream()
                    .filter(route -> !route.owner().isPlatform())
                    .map(route -> new Lane(route.owner(), route))
                    .toList();
            lanes.forEach(lane -> own.remove(lane.route()));
            if (!lanes.isEmpty()) {
                queue.letGo(lanes, node.id());
            }
        } finally {
            lettingGo.writeLock().unlock();
        }
    }
}
