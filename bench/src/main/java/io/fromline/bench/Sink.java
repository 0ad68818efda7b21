package io.fromline.bench;

import io.fromline.peer.MailServer;
import io.fromline.peer.ReceivedMessage;
import io.fromline.peer.TestAuthority;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A mail server with TLS and log-in that counts what it is given and throws it away. */
final class Sink implements AutoCloseable {

    private static final String USER = "bench";
    private static final String PASSWORD = "bench-password";

    private final TestAuthority authority = TestAuthority.create();
    private final MailServer server =
            MailServer.start(authority.serverContext("localhost"), Map.of(USER, PASSWORD), this::count);
    private volatile CountDownLatch awaited = new CountDownLatch(0);

    private void count(ReceivedMessage message) {
        awaited.countDown();
    }

    String relay() {
        return "smtps://" + USER + ":" + PASSWORD + "@localhost:" + server.tlsPort();
    }

    String pem() {
        return authority.pem();
    }

    void expect(int messages) {
        awaited = new CountDownLatch(messages);
    }

    /** Waits for the last expected message. */
    void await() throws InterruptedException {
        if (!awaited.await(10, TimeUnit.MINUTES)) {
            throw new IllegalStateException(awaited.getCount() + " messages did not arrive");
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
