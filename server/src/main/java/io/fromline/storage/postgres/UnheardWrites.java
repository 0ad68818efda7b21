package io.fromline.storage.postgres;

import io.fromline.submission.SubmissionStore.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frees what may have been stored although its writer was refused, since nobody heard how the commit ended.
 *
 * <p>No node has such mail in memory, whatever its claim says; so it goes on by the queue as soon as the database is back.
 */
final class UnheardWrites implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UnheardWrites.class);

    private final Database database;
    private final BlockingQueue<Write> waiting = new LinkedBlockingQueue<>();
    private final Thread thread;

    UnheardWrites(Database database) {
        this.database = database;
        this.thread = Thread.ofVirtual().name("unheard-writes").start(this::run);
    }

    void add(Write write) {
        if (write.terms().node() != null) {
            waiting.add(write);
        }
    }

    private void run() {
        var writes = new ArrayList<Write>();
        try {
            while (true) {
                writes.add(waiting.take());
                do {
                    // A commit that is under way on a cut line has ended by then.
                    TimeUnit.SECONDS.sleep(1);
                    waiting.drainTo(writes);
                } while (!freed(writes));
                writes.clear();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean freed(List<Write> writes) {
        try {
            int there = free(writes);
            if (there > 0) {
                LOG.info(
                        "{} deliveries were stored although their writers were refused; they go on by the queue",
                        there);
            }
            return true;
        } catch (RuntimeException e) {
            LOG.warn("what may have been stored could not be freed yet: {}", e.toString());
            return false;
        }
    }

    /** Only what nobody has claimed since: it may not be heard how this ends either, and then it is freed once more. */
    private int free(List<Write> writes) {
        var claims = writes.stream().flatMap(UnheardWrites::claims).toList();
        return database.asServerAtOnce(jdbc -> ClaimEnds.giveBack(jdbc, claims));
    }

    private static Stream<ClaimEnds.Key> claims(Write write) {
        var node = Objects.requireNonNull(write.terms().node());
        return write.entry().recipients().stream()
                .map(recipient -> new ClaimEnds.Key(write.tenant(), recipient.delivery(), node, 0));
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
