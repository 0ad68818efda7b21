package io.fromline.storage.postgres;

import io.fromline.queue.Turns;
import io.fromline.tenant.StoreUnavailable;
import io.fromline.tenant.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Lets many writers share a transaction: whoever comes while one group commits, goes with the next.
 *
 * <p>{@link #write} returns after the commit. When a group fails, each of it is written by itself, so that one bad row concerns nobody
 * else; when the database is away, all of it is tried once more and then refused. Closing it writes what was begun.
 */
final class GroupCommit<T, R> implements AutoCloseable {

    private static final int LARGEST_GROUP = 200;

    /** So many of one tenant's make up a group while others write, too: who comes next waits for all of it. */
    private static final int SHARE = 32;

    /** After so many groups without another tenant's, one has the groups for itself. */
    private static final int ALONE = 100;

    /** While several write, it waits so long for company: a transaction costs as much as some five that share it. */
    private static final Duration GATHERING = Duration.ofMillis(2);

    private final Work<T, R> work;
    private final Gathering gathering;
    private final Function<T, TenantId> whose;
    private final Lock lock = new ReentrantLock();
    private final Condition came = lock.newCondition();
    private final Turns<Waiting<T, R>> queue = new Turns<>();
    private final Thread writer;

    /** What writes a group in one transaction and answers for each, in the same order. */
    interface Work<T, R> {

        /** @param again whether it was tried before, and may have been committed although that failed */
        List<R> write(List<T> group, boolean again);
    }

    /** Waits for others to come. */
    interface Gathering {

        void await() throws InterruptedException;
    }

    /** @param whose tenants take turns, so that nobody's many let another's one wait */
    GroupCommit(String name, Function<T, TenantId> whose, Work<T, R> work) {
        this(name, whose, work, () -> Thread.sleep(GATHERING));
    }

    GroupCommit(String name, Function<T, TenantId> whose, Work<T, R> work, Gathering gathering) {
        this.whose = whose;
        this.work = work;
        this.gathering = gathering;
        this.writer = Thread.ofVirtual().name(name).start(this::run);
    }

    private record Waiting<T, R>(T item, CompletableFuture<R> result) {}

    /** Has it written with others; throws what writing it by itself threw. */
    R write(T item) {
        var waiting = new Waiting<T, R>(item, new CompletableFuture<>());
        lock.lock();
        try {
            queue.add(whose.apply(item), waiting);
            came.signal();
        } finally {
            lock.unlock();
        }
        try {
            return waiting.result().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** How many wait for a transaction to begin. */
    int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            boolean busy = false;
            boolean open = true;
            int ofOneTenant = ALONE;
            while (open) {
                var group = new ArrayList<>(List.of(take()));
                open = !busy || gathered();
                group.addAll(next(LARGEST_GROUP - 1, ofOneTenant < ALONE ? SHARE : LARGEST_GROUP));
                busy = group.size() > 1;
                ofOneTenant = isOfOneTenant(group) ? ofOneTenant + 1 : 0;
                write(group, false);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Waiting<T, R> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            for (var one = queue.poll(); ; one = queue.poll()) {
                if (one != null) {
                    return one;
                }
                came.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private List<Waiting<T, R>> next(int most, int ofOne) {
        lock.lock();
        try {
            return queue.poll(most, ofOne);
        } finally {
            lock.unlock();
        }
    }

    private boolean isOfOneTenant(List<Waiting<T, R>> group) {
        var first = whose.apply(group.getFirst().item());
        return group.stream().allMatch(one -> whose.apply(one.item()).equals(first));
    }

    /** False when it was closed meanwhile: what was begun is written all the same. */
    private boolean gathered() {
        try {
            gathering.await();
            return true;
        } catch (InterruptedException closed) {
            return false;
        }
    }

    private void write(List<Waiting<T, R>> group, boolean again) {
        try {
            var results = work.write(group.stream().map(Waiting::item).toList(), again);
            for (int i = 0; i < group.size(); i++) {
                group.get(i).result().complete(results.get(i));
            }
        } catch (StoreUnavailable e) {
            if (again) {
                refuse(withWhoeverWaits(group), e);
            } else {
                write(group, true);
            }
        } catch (RuntimeException | Error e) {
            if (group.size() == 1) {
                refuse(group, e);
            } else {
                group.forEach(one -> write(List.of(one), true));
            }
        }
    }

    /** Each group waits for the database as long as this one did; whoever is far behind would wait for very long. */
    private List<Waiting<T, R>> withWhoeverWaits(List<Waiting<T, R>> group) {
        var all = new ArrayList<>(group);
        all.addAll(next(Integer.MAX_VALUE, Integer.MAX_VALUE));
        return all;
    }

    private static <T, R> void refuse(List<Waiting<T, R>> group, Throwable why) {
        group.forEach(one -> one.result().completeExceptionally(why));
    }

    @Override
    public void close() {
        writer.interrupt();
        next(Integer.MAX_VALUE, Integer.MAX_VALUE)
                .forEach(waiting ->
                        waiting.result().completeExceptionally(new IllegalStateException("the server is stopping")));
    }
}
