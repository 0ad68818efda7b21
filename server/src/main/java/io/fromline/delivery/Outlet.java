package io.fromline.delivery;

import io.fromline.queue.MailTransaction;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One relay on this node: the mail that waits for it in memory, and how many connections take from it.
 *
 * <p>Thread-safe. Once stopped it takes nothing and gives nothing.
 */
final class Outlet {

    private final Route route;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition mail = lock.newCondition();
    private final Condition later = lock.newCondition();
    private final Crew crew;
    private final Backlog backlog = new Backlog();
    private int heldBack;
    private boolean stopped;
    private boolean settled;

    Outlet(Route route, int mostConnections) {
        this.route = route;
        this.crew = new Crew(mail, mostConnections);
    }

    Route route() {
        return route;
    }

    /** From now on so many connections at most; those beyond end as they come to take mail. */
    void mostConnections(int most) {
        locked(() -> crew.most(most));
    }

    int connections() {
        return locked(() -> crew.connections());
    }

    /** Keeps room for so many more deliveries; false when there is none. */
    boolean reserve(TenantId tenant, int deliveries) {
        return locked(() -> !stopped && backlog.reserve(tenant, deliveries));
    }

    /** Gives up room that was kept. */
    void release(TenantId tenant, int deliveries) {
        locked(() -> backlog.release(tenant, deliveries));
    }

    /** Room left for deliveries of this tenant. */
    int room(TenantId tenant) {
        return locked(() -> stopped ? 0 : backlog.room(tenant));
    }

    /** What becomes of mail that is brought. */
    enum Added {
        /** A connection will take it. */
        WAITS,
        /** It waits, and one more connection is wanted, which counts from now on. */
        WANTS_CONNECTION,
        /** It waits for those at work, and somebody is to {@linkplain #look look} after a moment. */
        WANTS_LOOK,
        /** It was not taken. */
        STOPPED
    }

    Added add(MailTransaction transaction) {
        lock.lock();
        try {
            if (stopped) {
                return Added.STOPPED;
            }
            backlog.add(transaction);
            return switch (crew.came(backlog.size())) {
                case NOBODY -> Added.WAITS;
                case CONNECTION -> Added.WANTS_CONNECTION;
                case WATCH -> Added.WANTS_LOOK;
            };
        } finally {
            lock.unlock();
        }
    }

    /**
     * What somebody saw who looked after mail that waits.
     *
     * @param connections so many more are wanted, which count from now on
     * @param again whether to look again after a moment
     */
    record Look(int connections, boolean again) {}

    /** Looks whether those at work get through with what waits. */
    Look look() {
        lock.lock();
        try {
            if (stopped || backlog.size() == 0 || heldBack > 0) {
                crew.unwatched();
                return new Look(0, false);
            }
            int wanted = crew.look(backlog.size());
            boolean again = crew.spare();
            if (!again) {
                crew.unwatched();
            }
            return new Look(wanted, again);
        } finally {
            lock.unlock();
        }
    }

    /** The next to be sent, waiting so long for one; {@code null} when none came: then the connection has ended. */
    @Nullable
    MailTransaction take(Duration patience) {
        lock.lock();
        try {
            if (crew.tooMany()) {
                crew.ended();
                return null;
            }
            long nanos = patience.toNanos();
            try {
                while (!stopped && backlog.size() == 0 && nanos > 0) {
                    nanos = crew.rest(nanos);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            var next = stopped ? null : poll();
            if (next == null) {
                crew.ended();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** What may go right behind another, without waiting; {@code null} when nothing waits for which nobody was called. */
    @Nullable
    MailTransaction follow() {
        return locked(() -> stopped || crew.tooMany() || backlog.size() <= crew.called() ? null : poll());
    }

    private @Nullable MailTransaction poll() {
        var next = backlog.poll();
        if (next != null) {
            crew.took();
        }
        return next;
    }

    /** Whether it takes and gives nothing. */
    boolean stopped() {
        return locked(() -> stopped);
    }

    /** What became of mail that was put back. */
    enum PutBack {
        /** Another connection takes it, and this one has ended. */
        ENDED,
        /** It waits for this connection, after a moment. */
        WAITS,
        STOPPED
    }

    /** Takes back what can't go while others are under way. */
    PutBack putBack(MailTransaction transaction, Duration moment) {
        lock.lock();
        try {
            if (stopped) {
                return PutBack.STOPPED;
            }
            backlog.add(transaction);
            if (crew.connections() > 1) {
                crew.ended();
                crew.call();
                return PutBack.ENDED;
            }
            return held(moment);
        } finally {
            lock.unlock();
        }
    }

    private PutBack held(Duration moment) {
        heldBack++;
        try {
            later.awaitNanos(moment.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            heldBack--;
        }
        return PutBack.WAITS;
    }

    /** Keeps the rest of a transaction for the next turn; false when it has stopped. */
    boolean keep(MailTransaction rest) {
        lock.lock();
        try {
            if (!stopped) {
                backlog.add(rest);
                crew.call();
            }
            return !stopped;
        } finally {
            lock.unlock();
        }
    }

    /** A connection ended otherwise than by finding nothing to take; true when what waits wants another in its place. */
    boolean disconnected() {
        lock.lock();
        try {
            if (!stopped && backlog.size() > 0) {
                return true;
            }
            crew.ended();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Takes out all that waits. */
    List<MailTransaction> drain() {
        return locked(backlog::drain);
    }

    /** Takes and gives nothing from now on; returns what waited. */
    List<MailTransaction> stop() {
        lock.lock();
        try {
            stopped = true;
            mail.signalAll();
            later.signalAll();
            return backlog.drain();
        } finally {
            lock.unlock();
        }
    }

    /** The database knows by now that the relay takes nothing. */
    void settled() {
        locked(() -> settled = true);
    }

    /** Whether it has stopped, and only this node knows so far. */
    boolean stopping() {
        return locked(() -> stopped && !settled);
    }

    /** Whether it has stopped and the database knows: who is given mail for this relay all the same learns that it takes mail again. */
    boolean closed() {
        return locked(() -> stopped && settled);
    }

    /** Those of whom mail waits with less room left than this. */
    List<TenantId> crowded(int deliveries) {
        return locked(() -> backlog.crowded(deliveries));
    }

    /** Whether nothing waits, is expected, or is under way, and there is nothing to remember. */
    boolean deserted() {
        return locked(() -> crew.connections() == 0 && backlog.isEmpty() && !stopped);
    }

    private <T extends @Nullable Object> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }
}
