package io.fromline.storage.postgres;

import io.fromline.submission.SubmissionStore.Recipient;
import io.fromline.submission.SubmissionStore.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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
                LOG.info("{} deliveries were stored although their writers were refused; they are sent", there);
            }
            return true;
        } catch (RuntimeException e) {
            LOG.warn("what may have been stored could not be freed yet: {}", e.toString());
            return false;
        }
    }

    private record Row(Write write, Recipient recipient) {}

    /** Only what nobody has claimed since: it may not be heard how this ends either, and then it is freed once more. */
    private int free(List<Write> writes) {
        var rows = new Columns<>(writes.stream()
                .flatMap(write -> write.entry().recipients().stream().map(recipient -> new Row(write, recipient)))
                .toList());
        return database.asServerAtOnce(jdbc -> jdbc.sql("""
                        update queue q set claimed_by = null
                        from unnest(:tenants::text[], :ids::uuid[], :nodes::uuid[]) as w (tenant_id, id, node)
                        where q.tenant_id = w.tenant_id and q.delivery_id = w.id and q.claimed_by = w.node and q.claims = 0
                        """)
                .param("tenants", rows.texts(row -> row.write().tenant().value()))
                .param("ids", rows.ids(row -> row.recipient().delivery()))
                .param("nodes", rows.ids(row -> row.write().terms().node()))
                .update());
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
