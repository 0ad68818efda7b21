package io.fromline.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How fast the API takes mail in and commits it: one by one and in batches, while the mail leaves and while it waits. */
final class Accepting implements Suite {

    static final int BATCH = 100;

    private static final int CALLERS = 32;
    private static final int BATCH_CALLERS = 4;
    private static final int MESSAGES = 10_000;

    @Override
    public String name() {
        return "accept";
    }

    @Override
    public Section measure(Stage stage) throws Exception {
        int messages = stage.count(MESSAGES) / BATCH * BATCH;
        var sink = stage.sink(Sink.Chunking.NONE);
        var server = stage.server(sink);
        Map<String, Callable<Measured>> ways = new LinkedHashMap<>();
        ways.put("one by one", () -> single(server, messages));
        ways.put("in batches of " + BATCH, () -> batches(server, messages));
        var table = new Table(
                "how",
                "the mail",
                "messages a second",
                "CPU seconds per 1,000",
                "answered, p50 (ms)",
                "p99 (ms)",
                "all runs");
        sink.expect((Turns.WARM_UPS + 1 + stage.runs()) * ways.size() * messages);
        Turns.warmUp(ways);
        rows(table, "leaves", Turns.take(stage.runs(), ways));
        sink.await();
        server.api().platformRelay("stop");
        var waiting = Turns.take(stage.runs(), ways);
        rows(table, "waits", waiting);
        List<Goal> goals = new ArrayList<>();
        waiting.forEach((how, runs) -> goals.add(Goal.atLeast(
                "REST accept, durable, " + how + " (messages a second)",
                how.startsWith("one") ? 5_000 : 20_000,
                Medians.of(runs, Measured::perSecond))));
        return new Section("Accepting by REST", """
                %,d messages a run, text and HTML, composed and committed before the answer. One by one: %d callers of \
                `POST /v1/submissions`; in batches: %d callers of `POST /v1/submissions/batch`, for one tenant. First while the platform's \
                mail service sends what came, then while it is stopped and the mail waits in the database: the goals are for that. CPU as far as the \
                answers. Three runs to warm up.""".formatted(messages, CALLERS, BATCH_CALLERS), table, goals);
    }

    private static void rows(Table table, String mail, Map<String, List<Measured>> results) {
        results.forEach((how, runs) -> table.row(
                how,
                mail,
                Medians.of(runs, Measured::perSecond),
                Medians.of(runs, Measured::cpuSecondsPerThousand),
                Medians.of(runs, Measured::p50),
                Medians.of(runs, Measured::p99),
                Medians.all(runs, Measured::perSecond)));
    }

    private static Measured single(ServerUnderTest server, int messages) throws Exception {
        return run(server, messages, new RestLoad(server.httpPort(), CALLERS, number -> Api.TENANT));
    }

    /** Answers are counted by batches, throughput by messages. */
    private static Measured batches(ServerUnderTest server, int messages) throws Exception {
        var counted = run(server, messages / BATCH, new Batches(server.httpPort(), Api.TENANT, BATCH_CALLERS));
        return new Measured(
                counted.perSecond() * BATCH, counted.cpuSecondsPerThousand() / BATCH, counted.p50(), counted.p99(), 0);
    }

    private static Measured run(ServerUnderTest server, int count, Load load) throws Exception {
        var numbers = new Numbers(count);
        double cpu = server.cpuSeconds();
        long begun = System.nanoTime();
        load.handIn(numbers);
        double seconds = (System.nanoTime() - begun) / 1e9;
        return Measured.of(numbers, seconds, server.cpuSeconds() - cpu, 0);
    }

    /** Each number is a batch. */
    record Batches(int port, String tenant, int callers) implements Load {

        @Override
        public void handIn(Numbers numbers) throws Exception {
            String body = IntStream.range(0, BATCH)
                    .mapToObj(i -> RestLoad.message("b" + i))
                    .collect(Collectors.joining(",", "{\"items\":[", "]}"));
            RestLoad.callers(callers, port, connection -> {
                for (int i = numbers.next(); i >= 0; i = numbers.next()) {
                    long begun = System.nanoTime();
                    int status = connection.post("/v1/submissions/batch", tenant, body);
                    if (status != 200) {
                        throw new IllegalStateException("a batch was answered " + status);
                    }
                    numbers.acknowledged(i, System.nanoTime() - begun);
                }
            });
        }
    }
}
