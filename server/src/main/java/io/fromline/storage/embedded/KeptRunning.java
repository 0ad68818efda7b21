package io.fromline.storage.embedded;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after an embedded PostgreSQL: one that died is started again, at the same address.
 *
 * <p>It tries for as long as it takes; what is asked of the database meanwhile is refused. Closing it stops the database, and nothing
 * starts it again.
 */
public final class KeptRunning implements Closeable {

    /** So often it is looked at. */
    private static final Duration ROUND = Duration.ofMillis(200);

    /** Between two tries, since what hinders it, such as a full disk, lasts. */
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(KeptRunning.class);

    private final EmbeddedPostgres postgres;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread watch;

    /** Looks after one that runs. */
    public KeptRunning(EmbeddedPostgres postgres) {
        this.postgres = postgres;
        // Reading files holds a virtual thread's carrier.
        this.watch = Thread.ofPlatform().daemon().name("postgresql-watch").start(this::watch);
    }

    private void watch() {
        try {
            var patience = ROUND;
            while (!closing.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                patience = runs() ? ROUND : AGAIN;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** False when it does not, in spite of all. */
    private boolean runs() {
        try {
            if (!postgres.running()) {
                LOG.warn("PostgreSQL has died; starting it again");
                postgres.startAgain();
                LOG.info("PostgreSQL is back");
            }
            return true;
        } catch (IOException | RuntimeException hindered) {
            LOG.error("PostgreSQL could not be started again yet: {}", hindered.getMessage());
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        try {
            watch.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (postgres.running()) {
            postgres.close();
        }
    }
}
