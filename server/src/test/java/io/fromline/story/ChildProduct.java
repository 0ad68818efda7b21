package io.fromline.story;

import io.fromline.storage.postgres.DatabaseAddress;
import io.fromline.storage.postgres.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The product as a process of its own, which a story may kill at any moment and start again on the same data.
 *
 * <p>Its mail server and its database live on in this JVM.
 */
public final class ChildProduct implements AutoCloseable {

    private static final String READY = "Fromline is ready at ";

    private final PlatformMail mail;
    private final Path folder = Product.temporaryFolder();
    private final DatabaseAddress database;
    private final Map<String, String> more;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private @Nullable Process process;
    private @Nullable URI address;

    public ChildProduct() {
        this(Map.of());
    }

    /** With settings besides the usual ones. */
    public ChildProduct(Map<String, String> more) {
        this(new PlatformMail(), TestDatabase.emptyDatabase(), more);
    }

    private ChildProduct(PlatformMail mail, DatabaseAddress database, Map<String, String> more) {
        this.mail = mail;
        this.database = database;
        this.more = more;
    }

    /** One more node of it, on the same database, with the same settings. */
    public ChildProduct anotherNode() {
        return new ChildProduct(mail, database, more);
    }

    /** Starts it, or starts it again, and waits until it is ready. */
    public void start() {
        try {
            Process started = builder().start();
            process = started;
            BufferedReader lines = started.inputReader();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                if (line.startsWith(READY)) {
                    address = URI.create("http://127.0.0.1:"
                            + URI.create(line.substring(READY.length())).getPort());
                    Thread.ofVirtual().start(() -> lines.lines().forEach(output::add));
                    return;
                }
            }
            throw new IllegalStateException("it did not start:\n" + String.join("\n", output));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Kill -9: no shutdown hook runs. */
    public void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            running.onExit().join();
        }
    }

    /** As Ctrl-C or a service manager stop it; waits for its end. */
    public int stop() {
        Process running = process;
        if (running == null) {
            return 0;
        }
        running.destroy();
        return running.onExit().join().exitValue();
    }

    /** Calls it with the platform's key. */
    public Api api() {
        if (address == null) {
            throw new IllegalStateException("not started");
        }
        return new Api(address, Map.of()).withKey(Product.PLATFORM_KEY);
    }

    public PlatformMail mail() {
        return mail;
    }

    /** The database it works on. */
    public DatabaseAddress database() {
        return database;
    }

    /** All it has printed, over all its starts. */
    public String output() {
        return String.join("\n", output);
    }

    @Override
    public void close() {
        kill();
        mail.close();
    }

    private ProcessBuilder builder() {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(
                        java.toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.fromline.app.Fromline")
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(key -> key.startsWith("FROMLINE_"));
        builder.environment().putAll(Product.settings(folder, mail, database));
        builder.environment().putAll(more);
        return builder;
    }
}
