package io.fromline.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Sending by REST: composed, committed, delivered over TLS with log-in. */
final class Sending implements Suite {

    private static final int CALLERS = 16;

    @Override
    public String name() {
        return "send";
    }

    @Override
    public Section measure(Stage stage) throws Exception {
        int messages = stage.count(5_000);
        var sink = stage.sink(Sink.Chunking.NONE);
        var server = stage.server(sink);
        var load = new RestLoad(server.httpPort(), CALLERS, number -> Api.TENANT);
        load.handIn(new Numbers(messages));
        Map<String, Callable<Measured>> peers = new LinkedHashMap<>();
        peers.put("Fromline", () -> Measured.run(messages, load, sink, server::cpuSeconds));
        var runs = Turns.take(stage.runs(), peers).getOrDefault("Fromline", List.of());
        var table = new Table("what", "median", "all runs")
                .row(
                        "messages a second, accepted to delivered",
                        Medians.of(runs, Measured::perSecond),
                        Medians.all(runs, Measured::perSecond))
                .row(
                        "CPU seconds per 1,000 messages, Java and PostgreSQL",
                        Medians.of(runs, Measured::cpuSecondsPerThousand),
                        Medians.all(runs, Measured::cpuSecondsPerThousand))
                .row("202 answered, p50 (ms)", Medians.of(runs, Measured::p50), Medians.all(runs, Measured::p50))
                .row("202 answered, p99 (ms)", Medians.of(runs, Measured::p99), Medians.all(runs, Measured::p99));
        return new Section("Sending by REST", """
                %,d messages a run (text and HTML, one recipient), %d callers of `POST /v1/submissions` at once, each on a connection \
                that is kept.""".formatted(messages, CALLERS), table, List.of());
    }
}
