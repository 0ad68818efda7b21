package io.fromline.app;

import io.fromline.storage.embedded.EmbeddedPostgres;
import io.fromline.storage.embedded.KeptRunning;
import io.fromline.storage.postgres.DatabaseAddress;
import io.fromline.storage.postgres.PooledDatabase;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The database of a running server, migrated: the PostgreSQL that was given, or our own below the data folder.
 *
 * <p>Closing stops only what was started here.
 */
final class OpenDatabase implements AutoCloseable {

    private final PooledDatabase pool;
    private final @Nullable KeptRunning own;

    private OpenDatabase(PooledDatabase pool, @Nullable KeptRunning own) {
        this.pool = pool;
        this.own = own;
    }

    static OpenDatabase open(Config.Storage storage, Path folder) {
        String given = storage.databaseUrl();
        if (given != null) {
            return new OpenDatabase(
                    PooledDatabase.open(DatabaseAddress.parse(given), storage.databaseConnections()), null);
        }
        EmbeddedPostgres own = startOwn(folder);
        try {
            DatabaseAddress address = new DatabaseAddress(own.jdbcUrl(), own.user(), own.password());
            return new OpenDatabase(PooledDatabase.open(address, storage.databaseConnections()), new KeptRunning(own));
        } catch (RuntimeException broken) {
            stop(own);
            throw broken;
        }
    }

    private static EmbeddedPostgres startOwn(Path folder) {
        try {
            Path postgres = folder.resolve("postgres");
            return EmbeddedPostgres.start(postgres, postgres.resolve("programs"), EmbeddedPostgres.Durability.DURABLE);
        } catch (IOException broken) {
            throw new ConfigProblem("cannot start the database: " + broken.getMessage());
        }
    }

    PooledDatabase pool() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
        if (own != null) {
            stop(own);
        }
    }

    private static void stop(Closeable postgres) {
        try {
            postgres.close();
        } catch (IOException broken) {
            System.err.println(
                    "PostgreSQL did not stop in order and will recover at the next start: " + broken.getMessage());
        }
    }
}
