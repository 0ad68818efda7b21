package io.fromline.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The packaged server as a process of its own, on a data folder of its own.
 *
 * <p>{@code FROMLINE_BENCH_JAVA_OPTIONS} gives its JVM more options, to profile it.
 */
final class ServerUnderTest implements AutoCloseable {

    private static final String READY = "Fromline is ready at ";

    private final Process process;
    private final Path folder;
    private final URI address;
    private final Duration start;
    private final int smtpPort;

    private ServerUnderTest(Process process, Path folder, URI address, Duration start, int smtpPort) {
        this.smtpPort = smtpPort;
        this.process = process;
        this.folder = folder;
        this.address = address;
        this.start = start;
    }

    /** Starts it with the sink as the platform's mail service, and waits until it says that it is ready. */
    static ServerUnderTest start(Path folder, Sink sink) throws IOException {
        Path ca = Files.writeString(folder.resolve("bench-ca.pem"), Wire.AUTHORITY.pem());
        var builder = new ProcessBuilder(command()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(key -> key.startsWith("FROMLINE_"));
        int smtpPort = freePort();
        builder.environment()
                .putAll(Map.of(
                        "FROMLINE_DATA_DIR",
                        folder.toString(),
                        "FROMLINE_HTTP_PORT",
                        "0",
                        "FROMLINE_SUBMISSION_TLS_PORT",
                        "" + smtpPort,
                        "FROMLINE_PLATFORM_KEY",
                        Api.KEY,
                        "FROMLINE_PLATFORM_RELAY",
                        sink.relay(),
                        "FROMLINE_DEFAULT_SENDER",
                        "Bench <bench@platform.example>",
                        "FROMLINE_EGRESS_ALLOW",
                        "127.0.0.1/32,::1/128",
                        "FROMLINE_EXTRA_CA",
                        ca.toString()));
        long begun = System.nanoTime();
        Process process = builder.start();
        URI address = address(process, folder.resolve("server.log"));
        if (!new Api(address).ready()) {
            throw new IllegalStateException("not ready");
        }
        var took = Duration.ofNanos(System.nanoTime() - begun);
        return new ServerUnderTest(process, folder, address, took, smtpPort);
    }

    static int freePort() throws IOException {
        try (var any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private static List<String> command() {
        var command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        String cache = System.getenv("FROMLINE_JAVA_CACHE");
        if (cache != null && Files.isRegularFile(Path.of(cache))) {
            command.add("-XX:AOTCache=" + cache);
            command.add("-Xlog:aot=off");
        }
        var options = Objects.requireNonNull(System.getenv("FROMLINE_JAVA_FLAGS"), "start it by ./fromline bench") + " "
                + Objects.requireNonNullElse(System.getenv("FROMLINE_BENCH_JAVA_OPTIONS"), "");
        command.addAll(Arrays.asList(options.strip().split("\\s+")));
        command.add("-jar");
        command.add(Objects.requireNonNull(System.getenv("FROMLINE_JAVA_APP"), "start it by ./fromline bench"));
        return command;
    }

    private static URI address(Process process, Path log) throws IOException {
        var lines = process.inputReader();
        var said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(READY)) {
                Thread.ofPlatform().daemon().start(() -> keep(lines, log));
                return URI.create(line.substring(READY.length()));
            }
            said.append(line).append('\n');
        }
        throw new IllegalStateException("the server did not start:\n" + said);
    }

    private static void keep(BufferedReader lines, Path log) {
        try (var out = new PrintWriter(Files.newBufferedWriter(log))) {
            lines.lines().forEach(out::println);
        } catch (IOException | UncheckedIOException ended) {
            // with the server
        }
    }

    Duration startTime() {
        return start;
    }

    Usage usage() throws IOException {
        return Usage.of(process.pid(), folder);
    }

    double cpuSeconds() throws IOException {
        return usage().cpuSeconds();
    }

    Api api() {
        return new Api(address);
    }

    int httpPort() {
        return address.getPort();
    }

    int smtpPort() {
        return smtpPort;
    }

    /** Kills it; its PostgreSQL goes on. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Kills its PostgreSQL, all of its processes. */
    void killPostgres() throws IOException {
        Usage.postgres(folder).reversed().forEach(id -> ProcessHandle.of(id).ifPresent(ProcessHandle::destroyForcibly));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            kill();
        }
        if (Usage.runsPostgres(folder)) { // after a kill
            killPostgres();
        }
    }
}
