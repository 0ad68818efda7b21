package io.fromline.storage.postgres;

import io.fromline.tenant.StoreUnavailable;
import io.fromline.tenant.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Lets many writers share a transaction: whoever comes while one group commits, goes with the next.
 *
 * <p>{@link #write} returns after the commit. Where a crowd waits, two groups are written at a time. When a group fails, each of it is
 * written by itself, so that one bad row concerns nobody else; when the database is away, all of it is tried once more and then refused.
 * Closing it writes what was begun.
 */
final class GroupCommit<T, R> implements AutoCloseable {

    /** While several write, it waits so long for company: a transaction costs as much as some five that share it. */
    private static final Duration GATHERING = Duration.ofNanos(500_000);

    private final Work<T, R> work;
    private final Gathering gathering;
    private final GroupQueue<Waiting<T, R>> queue;

    private final Thread writer;
    private final Thread beside;
    private volatile boolean closed;

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
        this.queue = new GroupQueue<>(waiting -> whose.apply(waiting.item()));
        this.work = work;
        this.gathering = gathering;
        this.writer = Thread.ofVirtual().name(name).start(this::run);
        this.beside = Thread.ofVirtual().name(name + "-beside").start(this::runBeside);
    }

    private record Waiting<T, R>(T item, CompletableFuture<R> result) {}

    /** Has it written with others; throws what writing it by itself threw. */
    R write(T item) {
        var waiting = new Waiting<T, R>(item, new CompletableFuture<>());
        queue.add(waiting);
        if (queue.isCrowded()) {
            LockSupport.unpark(beside);
        }
        if (closed && queue.remove(waiting)) {
            throw stopping();
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

    /** How many came since a transaction began. */
    int waiting() {
        return queue.arrived();
    }

    private void run() {
        try {
            boolean busy = false;
            while (!closed) {
                queue.await();
                if (busy) {
                    gather();
                }
                busy = writeNext() > 1;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            refuseWhoeverWaits();
        }
    }

    /** Does not wait for company: it is there. */
    private void runBeside() {
        while (!closed) {
            LockSupport.park(this);
            while (queue.isCrowded() && !closed) {
                writeNext();
            }
        }
    }

    /** How many there were; none when those beside took them meanwhile. */
    private int writeNext() {
        var group = queue.next();
        if (!group.isEmpty()) {
            write(group, false);
        }
        return group.size();
    }

    /** When it is closed meanwhile, what was begun is written all the same. */
    private void gather() {
        try {
            gathering.await();
        } catch (InterruptedException _) {
            // It was closed: the group goes as it is.
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
        all.addAll(queue.drain());
        return all;
    }

    private static <T, R> void refuse(List<Waiting<T, R>> group, Throwable why) {
        group.forEach(one -> one.result().completeExceptionally(why));
    }

    private void refuseWhoeverWaits() {
        refuse(withWhoeverWaits(List.of()), stopping());
    }

    private static IllegalStateException stopping() {
        return new IllegalStateException("the server is stopping");
    }

    @Override
    public void close() {
        closed = true;
        writer.interrupt();
        LockSupport.unpark(beside);
    }
}
