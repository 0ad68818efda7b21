package io.fromline.app;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Something that is being started on a thread of its own.
 *
 * <p>Whoever waits gets it, or the exception that stopped it.
 */
final class Starting<T> {

    private final CompletableFuture<T> result;

    private Starting(CompletableFuture<T> result) {
        this.result = result;
    }

    static <T> Starting<T> of(Supplier<T> start) {
        return new Starting<>(
                CompletableFuture.supplyAsync(start, Thread.ofPlatform().name("starting")::start));
    }

    T await() {
        try {
            return result.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }
}
