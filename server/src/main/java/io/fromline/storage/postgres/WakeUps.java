package io.fromline.storage.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Calls nodes, and listens for calls to this one, by PostgreSQL's NOTIFY.
 *
 * <p>A call can be lost, as while the connection breaks: whoever is called looks by itself from time to time. It connects again by
 * itself, and treats every new connection as a call, since there may have been one meanwhile.
 */
public final class WakeUps implements AutoCloseable {

    /** In place of a node. */
    static final String EVERYBODY = "*";

    private static final String CHANNEL = "fromline_wake";

    /** After so long without a call the connection is looked at. */
    private static final int QUIET_MILLIS = 10_000;

    private static final int ANSWERS_WITHIN_SECONDS = 5;
    private static final long AGAIN_MILLIS = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(WakeUps.class);

    private final DataSource source;
    private final Supplier<UUID> node;
    private final Runnable wake;
    private final Thread listener;
    private volatile @Nullable Connection connection;
    private volatile boolean closed;

    WakeUps(DataSource source, Supplier<UUID> node, Runnable wake) {
        this.source = source;
        this.node = node;
        this.wake = wake;
        this.listener = Thread.ofVirtual().name("wake-ups").start(this::run);
    }

    /** Calls these nodes, or {@link #EVERYBODY}; heard after the commit. */
    static int call(JdbcClient jdbc, String... nodes) {
        return jdbc.sql("select count(pg_notify('" + CHANNEL + "', called)) from unnest(:nodes::text[]) as called")
                .param("nodes", nodes)
                .query(Integer.class)
                .single();
    }

    private void run() {
        while (!closed) {
            try (var opened = source.getConnection()) {
                connection = opened;
                listen(opened);
            } catch (SQLException e) {
                if (!closed) {
                    LOG.warn("calls of other nodes are not heard for now: {}", e.toString());
                }
            }
            pause();
        }
    }

    private void listen(Connection opened) throws SQLException {
        try (var statement = opened.createStatement()) {
            statement.execute("listen " + CHANNEL);
        }
        wake.run();
        var calls = opened.unwrap(PGConnection.class);
        while (!closed) {
            var heard = Objects.requireNonNullElse(calls.getNotifications(QUIET_MILLIS), new PGNotification[0]);
            if (heard.length == 0 && !opened.isValid(ANSWERS_WITHIN_SECONDS)) {
                throw new SQLException("the connection does not answer");
            }
            for (var call : heard) {
                if (call.getParameter().equals(EVERYBODY)
                        || call.getParameter().equals(node.get().toString())) {
                    wake.run();
                }
            }
        }
    }

    private void pause() {
        try {
            if (!closed) {
                Thread.sleep(AGAIN_MILLIS);
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        var open = connection;
        if (open != null) {
            try {
                open.abort(Runnable::run); // a polite close would wait for the listener
            } catch (SQLException e) {
                LOG.debug("closing", e);
            }
        }
        listener.interrupt();
        try {
            listener.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
