package io.fromline.storage.postgres;

import io.fromline.storage.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL that the tests of one JVM share: a real one, migrated, under row-level security like the server's.
 *
 * <p>{@code FROMLINE_TEST_DATABASE_URL} names a server to use instead of the embedded one; each JVM makes a database of its own
 * there and drops it at the end. Tests share the tables, so each makes tenants of its own.
 */
public final class TestDatabase {

    private static @Nullable TestDatabase shared;

    private final DatabaseAddress server;
    private final DatabaseAddress address;
    private final PooledDatabase pool;

    private TestDatabase(DatabaseAddress server) {
        this.server = server;
        this.address = fresh(server);
        this.pool = PooledDatabase.open(address, 12);
    }

    /** The database, with tables, that everything in this JVM shares. */
    public static Database database() {
        return shared().pool.database();
    }

    /** Connections outside of any scope. */
    public static DataSource tenants() {
        return shared().pool.tenants();
    }

    /** Where the shared database is, for a server started on it. */
    public static DatabaseAddress address() {
        return shared().address;
    }

    /** A new, empty database beside the shared one, for a server that should find nothing. */
    public static DatabaseAddress emptyDatabase() {
        return fresh(shared().server);
    }

    private static synchronized TestDatabase shared() {
        TestDatabase there = shared;
        if (there == null) {
            there = new TestDatabase(serverAddress());
            shared = there;
        }
        return there;
    }

    private static DatabaseAddress serverAddress() {
        String given = System.getenv("FROMLINE_TEST_DATABASE_URL");
        return given != null && !given.isBlank() ? DatabaseAddress.parse(given) : embedded();
    }

    private static DatabaseAddress embedded() {
        try {
            Path target = Files.createDirectories(Path.of("target"));
            Path folder = Files.createTempDirectory(target, "postgres-");
            EmbeddedPostgres postgres = EmbeddedPostgres.start(
                    folder, target.resolve("postgres-programs"), EmbeddedPostgres.Durability.FOR_TESTS);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres, folder)));
            return new DatabaseAddress(postgres.jdbcUrl(), postgres.user(), postgres.password());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void stop(EmbeddedPostgres postgres, Path folder) {
        try {
            postgres.close();
            try (var inside = Files.walk(folder)) {
                for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static DatabaseAddress fresh(DatabaseAddress server) {
        String name = "fromline_test_" + UUID.randomUUID().toString().replace("-", "");
        onServer(server, "create database " + name);
        if (System.getenv("FROMLINE_TEST_DATABASE_URL") != null) {
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> onServer(server, "drop database " + name + " with (force)")));
        }
        String url = server.jdbcUrl().replaceFirst("(//[^/]+/)[^?]*", "$1" + name);
        return new DatabaseAddress(url, server.user(), server.password());
    }

    private static void onServer(DatabaseAddress server, String sql) {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
