package io.fromline.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The packaged server as a process of its own, on a data folder of its own. */
final class ServerUnderTest implements AutoCloseable {

    static final String KEY = "bench-platform-key-0123456789";
    static final HttpClient HTTP = HttpClient.newHttpClient();

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

    /** Starts it and waits until it says that it is ready. */
    static ServerUnderTest start(Path folder, Sink sink) throws IOException, InterruptedException {
        Path ca = Files.writeString(folder.resolve("bench-ca.pem"), sink.pem());
        ProcessBuilder builder = new ProcessBuilder(command()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(key -> key.startsWith("FROMLINE_"));
        int smtpPort = freePort();
        builder.environment().put("FROMLINE_SUBMISSION_TLS_PORT", "" + smtpPort);
        builder.environment()
                .putAll(Map.of(
                        "FROMLINE_DATA_DIR",
                        folder.toString(),
                        "FROMLINE_HTTP_PORT",
                        "0",
                        "FROMLINE_PLATFORM_KEY",
                        KEY,
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
        URI address = address(process);
        HttpRequest ready =
                HttpRequest.newBuilder(address.resolve("/health/ready")).build();
        int status = HTTP.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new IllegalStateException("not ready: " + status);
        }
        return new ServerUnderTest(process, folder, address, Duration.ofNanos(System.nanoTime() - begun), smtpPort);
    }

    private static int freePort() throws IOException {
        try (var any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }

    /** Where it takes mail by SMTP over TLS. */
    int smtpPort() {
        return smtpPort;
    }

    private static List<String> command() {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        Path cache = Path.of(Objects.requireNonNullElse(System.getenv("FROMLINE_JAVA_CACHE"), ""));
        if (Files.isRegularFile(cache)) {
            command.add("-XX:AOTCache=" + cache);
            command.add("-Xlog:aot=off");
        }
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=4",
                "-Xss512k",
                "-Djava.awt.headless=true",
                "-jar",
                Objects.requireNonNull(System.getenv("FROMLINE_JAVA_APP"), "start it by ./fromline bench")));
        return command;
    }

    private static URI address(Process process) throws IOException {
        var lines = process.inputReader();
        StringBuilder said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(READY)) {
                Thread.ofVirtual().start(() -> lines.lines().forEach(ignored -> {}));
                return URI.create(line.substring(READY.length()));
            }
            said.append(line).append('\n');
        }
        throw new IllegalStateException("the server did not start:\n" + said);
    }

    Duration startTime() {
        return start;
    }

    Usage usage() throws IOException {
        return Usage.of(process.pid(), folder);
    }

    /** A request with the platform's key, for this tenant unless it is empty. */
    HttpRequest.Builder request(String path, String tenant) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .header("Authorization", "Bearer " + KEY)
                .header("Content-Type", "application/json");
        return tenant.isEmpty() ? request : request.header("Fromline-Tenant", tenant);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
