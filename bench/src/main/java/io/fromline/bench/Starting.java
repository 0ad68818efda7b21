package io.fromline.bench;

import java.util.ArrayList;
import java.util.List;

/** How long a start takes, and what the server needs while nothing happens. */
final class Starting implements Suite {

    private static final int REST_MILLIS = 10_000;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public Section measure(Stage stage) throws Exception {
        var sink = stage.sink(Sink.Chunking.NONE);
        double first = start(stage, sink);
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < stage.count(stage.runs()); i++) {
            seconds.add(start(stage, sink));
        }
        Usage idle;
        try (var server = ServerUnderTest.start(stage.folder(), sink)) {
            Thread.sleep(REST_MILLIS);
            idle = server.usage();
        }
        var table = new Table("what", "median", "all runs")
                .row("first start, database made, to ready (s)", first, "once")
                .row("start to ready, once unpacked (s)", Medians.of(seconds, s -> s), Medians.all(seconds, s -> s))
                .row("idle memory, Java (MB)", idle.javaMegabytes(), "10 s after the start")
                .row("idle memory, PostgreSQL (MB)", idle.postgresMegabytes(), "10 s after the start");
        return new Section(
                "Starting and resting",
                "The packaged server with its start-up cache; memory is the proportional set.",
                table,
                List.of());
    }

    private static double start(Stage stage, Sink sink) throws Exception {
        try (var server = ServerUnderTest.start(stage.folder(), sink)) {
            return server.startTime().toMillis() / 1000.0;
        }
    }
}
