package io.fromline.story;

import io.fromline.storage.postgres.DatabaseAddress;
import io.fromline.storage.postgres.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The product as a process of its own, which a story may kill at any moment and start again on the same data, at the same address.
 *
 * <p>Its mail server lives on in this JVM, and so does its database unless it has one of its own.
 */
public final class ChildProduct implements AutoCloseable {

    private static final String READY = "Fromline is ready at ";
    private static final Path PROGRAMS = Path.of("target", "postgres-programs").toAbsolutePath();

    private final PlatformMail mail;
    private final Path folder = Product.temporaryFolder();
    private final @Nullable DatabaseAddress database;
    private final Map<String, String> more;
    private final int port = Ports.free();
    private final int submissionPort = Ports.free();
    private final List<String> output = new CopyOnWriteArrayList<>();
    private @Nullable Process process;

    /** On an empty database of the tests. */
    public ChildProduct() {
        this(Map.of());
    }

    /** On an empty database of the tests, with settings besides the usual ones. */
    public ChildProduct(Map<String, String> more) {
        this(new PlatformMail(), TestDatabase.emptyDatabase(), more);
    }

    private ChildProduct(PlatformMail mail, @Nullable DatabaseAddress database, Map<String, String> more) {
        this.mail = mail;
        this.database = database;
        this.more = more;
    }

    /** With a PostgreSQL of its own below its folder, as it comes out of the box. */
    public static ChildProduct withItsOwnDatabase() {
        return new ChildProduct(new PlatformMail(), null, Map.of());
    }

    /** One more node of it, on the same database, with the same settings; close it first. */
    public ChildProduct anotherNode() {
        return new ChildProduct(mail, database, more);
    }

    /** Starts it, or starts it again, and waits until it is ready. */
    public void start() {
        try {
            if (database == null) {
                lendPrograms();
            }
            Process started = builder().start();
            process = started;
            BufferedReader lines = started.inputReader();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                if (line.startsWith(READY)) {
                    Thread.ofVirtual().start(() -> keep(lines));
                    return;
                }
            }
            throw new IllegalStateException("it did not start:\n" + String.join("\n", output));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void keep(BufferedReader lines) {
        try {
            lines.lines().forEach(output::add);
        } catch (UncheckedIOException killed) {
            // it says no more
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

    /** Halts it in the middle of everything; to the others it looks dead. */
    public void halt() {
        signal("STOP");
    }

    /** Lets it go on where it was halted. */
    public void goOn() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            long pid = Objects.requireNonNull(process).pid();
            int code = new ProcessBuilder("kill", "-" + name, String.valueOf(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill -" + name + " ended with " + code);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Kill -9 for the PostgreSQL of its own: the postmaster and all its processes, as when the machine runs out of memory. */
    public void killDatabase() {
        var postmaster = postmaster();
        var all = Stream.concat(Stream.of(postmaster), postmaster.children()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    private ProcessHandle postmaster() {
        try {
            return ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile()).getFirst()))
                    .orElseThrow();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Path pidFile() {
        return dataFolder().resolve("postgres/data/postmaster.pid");
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
        return new Api(URI.create("http://127.0.0.1:" + port), Map.of()).withKey(Product.PLATFORM_KEY);
    }

    /** Where it takes mail in by SMTP, with TLS from the start. */
    public int submissionPort() {
        return submissionPort;
    }

    public PlatformMail mail() {
        return mail;
    }

    /** All it has printed, over all its starts. */
    public String output() {
        return String.join("\n", output);
    }

    @Override
    public void close() {
        kill();
        if (Files.exists(pidFile())) {
            killDatabase();
        }
        mail.close();
    }

    /** Where its data are. */
    Path dataFolder() {
        return folder.resolve("data");
    }

    /** Unpacking PostgreSQL's programs takes longer than all the rest. */
    private void lendPrograms() throws IOException {
        var postgres = Files.createDirectories(dataFolder().resolve("postgres"));
        if (Files.isDirectory(PROGRAMS) && Files.notExists(postgres.resolve("programs"))) {
            Files.createSymbolicLink(postgres.resolve("programs"), PROGRAMS);
        }
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Product.settings(folder, mail, database));
        settings.put("FROMLINE_HTTP_PORT", String.valueOf(port));
        settings.put("FROMLINE_SUBMISSION_TLS_PORT", String.valueOf(submissionPort));
        settings.putAll(more);
        return settings;
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
        builder.environment().putAll(settings());
        return builder;
    }
}
