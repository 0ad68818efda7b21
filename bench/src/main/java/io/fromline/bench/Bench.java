package io.fromline.bench;

import io.fromline.bench.EndToEnd.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.function.ToDoubleFunction;

/** Measures starting, resting and sending, prints the table and writes it to {@code docs/benchmarks.md}. */
public final class Bench {

    private static final int STARTS = 5;
    private static final int RUNS = 5;
    private static final int CALLERS = 16;
    private static final String RELAYING = """
            | size | who | messages a second | × Postfix | CPU seconds per 1,000 | 250 answered, p50 (ms) | p99 (ms) |
            |---|---|---|---|---|---|---|
            """;

    private final Path folder = Files.createTempDirectory("fromline-bench-");
    private final List<String> rows = new ArrayList<>();
    private final int messages;

    private Bench(int messages) throws IOException {
        this.messages = messages;
    }

    /**
     * Measures everything and writes it down; with {@code send}, only sending by REST, and with {@code relay}, only relaying beside
     * Postfix: both only print it. Then the number of messages.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        String only = arguments.length > 0 && !arguments[0].matches("\\d+") ? arguments[0] : "";
        int at = only.isEmpty() ? 0 : 1;
        var bench = new Bench(arguments.length > at ? Integer.parseInt(arguments[at]) : 2000);
        switch (only) {
            case "" -> bench.measure();
            case "send" -> bench.measureSending();
            case "relay" -> bench.measureRelaying();
            default -> throw new IllegalArgumentException("send, relay, or nothing, then a number; not " + only);
        }
        System.exit(0);
    }

    private void measureRelaying() throws IOException, InterruptedException, ExecutionException {
        try (Sink sink = new Sink();
                ServerUnderTest server = ServerUnderTest.start(folder, sink)) {
            EndToEnd.prepare(server);
            System.out.println(RELAYING + String.join("\n", relaying(server, sink)));
        }
    }

    private List<String> relaying(ServerUnderTest server, Sink sink)
            throws IOException, InterruptedException, ExecutionException {
        var postfix = Postfix.start(folder, sink);
        try {
            return new Relaying(messages, RUNS).measure(server, postfix, sink);
        } finally {
            if (postfix.isPresent()) {
                postfix.get().close();
            }
        }
    }

    private void measureSending() throws IOException, InterruptedException, ExecutionException {
        try (Sink sink = new Sink();
                ServerUnderTest server = ServerUnderTest.start(folder, sink)) {
            sending(server, sink);
        }
        System.out.println(String.join("\n", rows));
    }

    private void measure() throws IOException, InterruptedException, ExecutionException {
        try (Sink sink = new Sink()) {
            starting(sink);
            try (ServerUnderTest server = ServerUnderTest.start(folder, sink)) {
                resting(server);
                sending(server, sink);
            }
        }
        String table = "| what | median | all runs |\n|---|---|---|\n" + String.join("\n", rows) + "\n";
        System.out.println(table);
        write(table);
    }

    private void starting(Sink sink) throws IOException, InterruptedException {
        double first = start(sink);
        rows.add("| first start, database made, to ready (s) | " + number(first) + " | once |");
        double[] seconds = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            seconds[i] = start(sink);
        }
        row("start to ready, once unpacked (s)", seconds);
    }

    private double start(Sink sink) throws IOException, InterruptedException {
        try (ServerUnderTest server = ServerUnderTest.start(folder, sink)) {
            return server.startTime().toMillis() / 1000.0;
        }
    }

    private void resting(ServerUnderTest server) throws IOException, InterruptedException {
        Thread.sleep(10_000);
        Usage idle = server.usage();
        rows.add("| idle memory, Java (MB) | " + idle.javaMegabytes() + " | 10 s after the start |");
        rows.add("| idle memory, PostgreSQL (MB) | " + idle.postgresMegabytes() + " | 10 s after the start |");
    }

    private void sending(ServerUnderTest server, Sink sink)
            throws IOException, InterruptedException, ExecutionException {
        EndToEnd.prepare(server);
        EndToEnd load = new EndToEnd(messages, CALLERS);
        load.run(server, sink);
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            results.add(load.run(server, sink));
        }
        row("messages a second, accepted to delivered", values(results, Result::perSecond));
        row("CPU seconds per 1,000 messages, Java and PostgreSQL", values(results, Result::cpuSecondsPerThousand));
        row("202 answered, p50 (ms)", values(results, Result::p50));
        row("202 answered, p99 (ms)", values(results, Result::p99));
    }

    private static double[] values(List<Result> results, ToDoubleFunction<Result> value) {
        return results.stream().mapToDouble(value).toArray();
    }

    private void row(String what, double... values) {
        List<String> all = new ArrayList<>();
        for (double value : values) {
            all.add(number(value));
        }
        double[] sorted = values.clone();
        java.util.Arrays.sort(sorted);
        rows.add("| " + what + " | " + number(sorted[sorted.length / 2]) + " | " + String.join(", ", all) + " |");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
    }

    private void write(String table) throws IOException {
        String text = """
                # Benchmarks

                Written by `./fromline bench`: the packaged server with its embedded PostgreSQL, durable as always (fsync on), sends over a
                real SMTP relay with TLS and log-in on the same machine. %d messages a run (text and HTML, one recipient), %d callers of
                `POST /v1/submissions` at once, after one run to warm up. Caller and mail server share the processors with it, and so does
                anything else that runs there; CPU counts the server and its PostgreSQL only.

                %s, %s, %d processors, Java %s

                %s""".formatted(
                        messages,
                        CALLERS,
                        LocalDate.now(ZoneOffset.UTC),
                        processor(),
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version(),
                        table);
        Files.writeString(Path.of("docs", "benchmarks.md"), text);
    }

    private static String processor() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (Files.notExists(info)) {
            return System.getProperty("os.arch");
        }
        try (var lines = Files.lines(info)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        }
    }
}
