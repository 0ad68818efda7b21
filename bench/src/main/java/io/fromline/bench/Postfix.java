package io.fromline.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Postfix, tuned, with a configuration and queue of its own: takes mail by TLS, queues it on the same disk, and relays it over TLS with
 * log-in to the same sink.
 *
 * <p>Its own senders need not log in, which is less work for it than Fromline has.
 */
final class Postfix implements AutoCloseable {

    private static final double TICKS = 100;

    private final Path folder;
    private final int port;

    private Postfix(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Starts it, having it installed where that is possible; empty where it is not. */
    static Optional<Postfix> start(Path parent, PostfixSettings settings) throws IOException, InterruptedException {
        if (!System.getProperty("user.name").equals("root")
                || (run("sh", "-c", "command -v postfix >/dev/null") != 0 && !installed())) {
            return Optional.empty();
        }
        // Its programs, which drop to another user, must be able to get here.
        Path folder = Files.createDirectories(parent.resolve("postfix"));
        run("chmod", "755", parent.toString(), folder.toString());
        int port = ServerUnderTest.freePort();
        settings.write(folder, port);
        if (run("postfix", "-c", folder.toString(), "start") != 0) {
            return Optional.empty();
        }
        return Optional.of(new Postfix(folder, port));
    }

    private static boolean installed() throws IOException, InterruptedException {
        return run(
                        "sh",
                        "-c",
                        "DEBIAN_FRONTEND=noninteractive apt-get install -y postfix libsasl2-modules openssl >/dev/null 2>&1")
                == 0;
    }

    /** Of what is installed; says so where nothing is. */
    static String version() {
        try {
            var process = new ProcessBuilder("postconf", "-h", "mail_version").start();
            return "Postfix " + new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        } catch (IOException absent) {
            return "no Postfix";
        }
    }

    int port() {
        return port;
    }

    /** What it and its processes have used so far; those that have ended, too. */
    double cpuSeconds() throws IOException {
        long master = Long.parseLong(
                Files.readString(folder.resolve("queue/pid/master.pid")).strip());
        double cpu = 0;
        var all = new ArrayList<>(List.of(master));
        for (String child : Files.readString(Path.of("/proc/" + master + "/task/" + master + "/children"))
                .strip()
                .split(" ", -1)) {
            if (!child.isBlank()) {
                all.add(Long.parseLong(child));
            }
        }
        for (long process : all) {
            cpu += cpu(process, process == master);
        }
        return cpu;
    }

    private static double cpu(long process, boolean withEnded) {
        try {
            String stat = Files.readString(Path.of("/proc/" + process + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            return (withEnded ? ticks + Long.parseLong(fields[13]) + Long.parseLong(fields[14]) : ticks) / TICKS;
        } catch (IOException ended) {
            return 0;
        }
    }

    static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(Duration.ofMinutes(5).toSeconds(), TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("postfix", "-c", folder.toString(), "stop");
    }
}
