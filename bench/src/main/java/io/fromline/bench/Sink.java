package io.fromline.bench;

import io.netty.channel.Channel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A mail server with TLS and log-in that counts what it is given and throws it away as fast as it comes, so that what is measured is who
 * sends. Every TLS handshake with it is a full one: it gives out no session tickets.
 */
final class Sink implements AutoCloseable {

    /** Any log-in will do. */
    static final String USER = "bench";

    static final String PASSWORD = "bench-password";

    private final Channel listener;
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private volatile CountDownLatch awaited = new CountDownLatch(0);
    private volatile Consumer<String> watcher = recipient -> {};
    private volatile boolean watched;

    /** Whether it announces CHUNKING (RFC 3030) besides PIPELINING. */
    enum Chunking {
        OFFERED,
        NONE
    }

    Sink(Chunking chunking) {
        String extensions = "250-localhost\r\n250-PIPELINING\r\n250-SIZE 50000000\r\n250-8BITMIME\r\n"
                + (chunking == Chunking.OFFERED ? "250-CHUNKING\r\n" : "")
                + "250 AUTH PLAIN\r\n";
        listener = Wire.listen(true, () -> new SinkSession(this, extensions));
    }

    int port() {
        return Wire.port(listener);
    }

    /** As a setting of the platform's relay. */
    String relay() {
        return "smtps://" + USER + ":" + PASSWORD + "@localhost:" + port();
    }

    void expect(int messages) {
        awaited = new CountDownLatch(messages);
    }

    /** Waits for the last expected message. */
    void await() throws InterruptedException {
        if (!await(600)) {
            throw new IllegalStateException(awaited.getCount() + " messages did not arrive");
        }
    }

    /** Whether the last expected message came within so many seconds. */
    boolean await(int seconds) throws InterruptedException {
        return awaited.await(seconds, TimeUnit.SECONDS);
    }

    /** From now on the part before the {@code @} of every message's recipient is told here, on an event loop. */
    void watch(Consumer<String> recipients) {
        watcher = recipients;
        watched = true;
    }

    boolean watched() {
        return watched;
    }

    /** Log-ins so far. */
    int logIns() {
        return opened.get();
    }

    /** Connections that are logged in now. */
    int open() {
        return open.get();
    }

    void loggedIn() {
        opened.incrementAndGet();
        open.incrementAndGet();
    }

    void left() {
        open.decrementAndGet();
    }

    void taken(String recipient) {
        watcher.accept(recipient);
        awaited.countDown();
    }

    @Override
    public void close() {
        listener.close().syncUninterruptibly();
    }
}
