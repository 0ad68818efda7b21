package io.fromline.storage.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/**
 * Lets many writers share a transaction: whoever comes while one group commits, goes with the next.
 *
 * <p>{@link #write} returns after the commit. When a group fails, each of it is written by itself, so that one bad row concerns nobody
 * else. Closing it writes what was begun.
 */
final class GroupCommit<T, R> implements AutoCloseable {

    /** One commits while the other gathers. */
    private static final int WRITERS = 1;

    private static final int LARGEST_GROUP = 200;

    private final Function<List<T>, List<R>> work;
    private final BlockingQueue<Waiting<T, R>> queue = new LinkedBlockingQueue<>();
    private final List<Thread> writers = new ArrayList<>();

    /** @param work writes a group in one transaction and answers for each, in the same order */
    GroupCommit(String name, Function<List<T>, List<R>> work) {
        this.work = work;
        for (int i = 0; i < WRITERS; i++) {
            writers.add(Thread.ofVirtual().name(name).start(this::run));
        }
    }

    private record Waiting<T, R>(T item, CompletableFuture<R> result) {}

    /** Has it written with others; throws what writing it by itself threw. */
    R write(T item) {
        var waiting = new Waiting<T, R>(item, new CompletableFuture<>());
        queue.add(waiting);
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
        return queue.size();
    }

    private void run() {
        try {
            while (true) {
                var group = new ArrayList<Waiting<T, R>>();
                group.add(queue.take());
                queue.drainTo(group, LARGEST_GROUP - 1);
                write(group);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(List<Waiting<T, R>> group) {
        try {
            var results = work.apply(group.stream().map(Waiting::item).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).result().complete(results.get(i));
            }
        } catch (RuntimeException | Error e) {
            if (group.size() == 1) {
                group.getFirst().result().completeExceptionally(e);
            } else {
                group.forEach(one -> write(List.of(one)));
            }
        }
    }

    @Override
    public void close() {
        writers.forEach(Thread::interrupt);
        queue.forEach(
                waiting -> waiting.result().completeExceptionally(new IllegalStateException("the server is stopping")));
    }
}
