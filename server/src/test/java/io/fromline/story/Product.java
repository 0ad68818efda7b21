package io.fromline.story;

import io.fromline.app.Config;
import io.fromline.app.Fromline;
import io.fromline.app.Running;
import io.fromline.storage.postgres.DatabaseAddress;
import io.fromline.storage.postgres.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The whole product in this JVM, on a free port and an empty database, with a mail server as the platform's relay and a clock
 * that is moved by hand.
 */
public final class Product implements AutoCloseable {

    public static final String PLATFORM_KEY = "story-platform-key-0123456789abcdef";

    private final PlatformMail mail;
    private final HandMovedClock clock;
    private final Path folder;
    private final DatabaseAddress database;
    private final Running running;

    private Product(Around around, Map<String, String> more, Consumer<GenericApplicationContext> parts) {
        mail = around.mail();
        clock = around.clock();
        database = around.database();
        folder = temporaryFolder();
        Map<String, String> settings = new HashMap<>(settings(folder, mail, database));
        settings.putAll(more);
        running = Fromline.start(Config.load(settings), beans -> {
            beans.registerBean(InstantSource.class, () -> clock);
            parts.accept(beans);
        });
    }

    /** Starts it. */
    public static Product start() {
        return start(Map.of());
    }

    /** Starts it with settings besides the usual ones. */
    public static Product start(Map<String, String> more) {
        return start(more, parts -> {});
    }

    /** Starts it with parts of a test's own, too. */
    public static Product start(Map<String, String> more, Consumer<GenericApplicationContext> parts) {
        return new Product(
                new Around(new PlatformMail(), new HandMovedClock(), TestDatabase.emptyDatabase()), more, parts);
    }

    /** Starts it on this database, with a clock that goes by itself. */
    public static Product startInRealTime(DatabaseAddress database, Map<String, String> more) {
        return new Product(new Around(new PlatformMail(), HandMovedClock.running(), database), more, parts -> {});
    }

    /** What nodes of one product share. */
    private record Around(PlatformMail mail, HandMovedClock clock, DatabaseAddress database) {}

    /** Starts one more node of it, on the same database and clock; close it first. */
    public Product anotherNode(Map<String, String> more) {
        return new Product(new Around(mail, clock, database), more, parts -> {});
    }

    /**
     * The settings of a story's server.
     *
     * @param database null for one of its own
     */
    static Map<String, String> settings(Path folder, PlatformMail mail, @Nullable DatabaseAddress database) {
        Map<String, String> settings = new HashMap<>(mail.settings(folder));
        settings.put("FROMLINE_DATA_DIR", folder.resolve("data").toString());
        if (database != null) {
            settings.put("FROMLINE_DATABASE_URL", url(database));
        }
        settings.put("FROMLINE_DATABASE_CONNECTIONS", "8");
        settings.put("FROMLINE_HTTP_PORT", "0");
        settings.put("FROMLINE_HTTP_ADDRESS", "127.0.0.1");
        settings.put("FROMLINE_PLATFORM_KEY", PLATFORM_KEY);
        return settings;
    }

    /** Where it is served. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + running.port());
    }

    /** Calls it with the platform's key. */
    public Api api() {
        return anonymous().withKey(PLATFORM_KEY);
    }

    /** Calls it without any key. */
    public Api anonymous() {
        return new Api(address(), Map.of());
    }

    /** The mail server that stands for the world. */
    public PlatformMail mail() {
        return mail;
    }

    public HandMovedClock clock() {
        return clock;
    }

    /** A part behind the API. */
    public <T> T part(Class<T> type) {
        return running.part(type);
    }

    /** Every row of every table as text, bytes as hexadecimal; read as the database's owner, from whom nothing is hidden. */
    public String everythingStored() {
        var all = new StringBuilder();
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var statement = connection.createStatement()) {
            var tables = new ArrayList<String>();
            try (var names = statement.executeQuery("select tablename from pg_tables where schemaname = 'public'")) {
                while (names.next()) {
                    tables.add(names.getString(1));
                }
            }
            for (var table : tables) {
                try (var rows = statement.executeQuery("select t::text from " + table + " t")) {
                    while (rows.next()) {
                        all.append(rows.getString(1)).append('\n');
                    }
                }
            }
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
        return all.toString();
    }

    @Override
    public void close() {
        running.close();
        mail.close();
    }

    static Path temporaryFolder() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target", "stories")), "story-")
                    .toAbsolutePath();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String url(DatabaseAddress address) {
        String login = encoded(Objects.requireNonNull(address.user())) + ":"
                + encoded(Objects.requireNonNullElse(address.password(), ""));
        return address.jdbcUrl().replaceFirst("//", "//" + login + "@");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
