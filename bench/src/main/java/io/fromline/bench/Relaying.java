package io.fromline.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Durable relaying, side by side: Fromline by SMTP, Postfix by SMTP, both over TLS with log-in to the same sink. */
final class Relaying implements Suite {

    private static final int CONNECTIONS = 16;
    private static final int MESSAGES = 10_000;

    private static final String OURS = "Fromline, SMTP in";
    private static final String POSTFIX = "Postfix, SMTP in";
    private static final int REST_SHARE = 2;

    /** Postfix is given fewer, or the run would be mostly waiting for it. */
    private static final int POSTFIX_SHARE = 5;

    @Override
    public String name() {
        return "relay";
    }

    @Override
    public Section measure(Stage stage) throws Exception {
        int messages = stage.count(MESSAGES);
        var sink = stage.sink(Sink.Chunking.NONE);
        var server = stage.server(sink);
        var postfix = stage.postfix(PostfixSettings.relayingTo(sink.port()));
        var table = new Table(
                "size",
                "who",
                "messages a second",
                "× Postfix",
                "CPU seconds per 1,000",
                "250 answered, p50 (ms)",
                "p99 (ms)",
                "new connections per 1,000",
                "messages a second, all runs");
        List<Goal> goals = new ArrayList<>();
        warmUp(server, sink, messages);
        for (int kilobytes : List.of(1, 10, 100)) {
            int count = kilobytes == 100 ? messages / 4 : messages;
            int bytes = kilobytes << 10;
            Map<String, Callable<Measured>> peers = new LinkedHashMap<>();
            var ours = new SmtpLoad(server.smtpPort(), Api.TENANT, Api.KEY, CONNECTIONS, bytes);
            var byRest = RestLoad.ofSize(server.httpPort(), CONNECTIONS, bytes);
            peers.put(OURS, () -> Measured.run(count, ours, sink, server::cpuSeconds));
            peers.put("Fromline, REST in", () -> Measured.run(count / REST_SHARE, byRest, sink, server::cpuSeconds));
            postfix.ifPresent(there -> {
                var theirs = new SmtpLoad(there.port(), "", "", CONNECTIONS, bytes);
                peers.put(POSTFIX, () -> Measured.run(count / POSTFIX_SHARE, theirs, sink, there::cpuSeconds));
            });
            var results = Turns.take(stage.runs(), peers);
            results.forEach((who, runs) -> table.row(
                    kilobytes + " KB",
                    who,
                    Medians.of(runs, Measured::perSecond),
                    ratio(results, who),
                    Medians.of(runs, Measured::cpuSecondsPerThousand),
                    Medians.of(runs, Measured::p50),
                    Medians.of(runs, Measured::p99),
                    Medians.of(runs, Measured::connectionsPerThousand),
                    Medians.all(runs, Measured::perSecond)));
            goals.addAll(goals(kilobytes, results));
        }
        return new Section("Relaying", conditions(messages), table, goals);
    }

    /** A server is warm for nearly all of its life: Java has compiled what mail needs after some tens of thousands of messages. */
    private static void warmUp(ServerUnderTest server, Sink sink, int messages) throws Exception {
        sink.expect(6 * messages);
        new SmtpLoad(server.smtpPort(), Api.TENANT, Api.KEY, CONNECTIONS, 1 << 10).handIn(new Numbers(4 * messages));
        RestLoad.ofSize(server.httpPort(), CONNECTIONS, 1 << 10).handIn(new Numbers(2 * messages));
        sink.await();
    }

    private static double ratio(Map<String, List<Measured>> results, String who) {
        var postfix = results.getOrDefault(POSTFIX, List.of());
        return Medians.of(results.getOrDefault(who, List.of()), Measured::perSecond)
                / Medians.of(postfix, Measured::perSecond);
    }

    private static List<Goal> goals(int kilobytes, Map<String, List<Measured>> results) {
        var ours = results.getOrDefault(OURS, List.of());
        var size = ", " + kilobytes + " KB";
        List<Goal> goals = new ArrayList<>();
        if (results.containsKey(POSTFIX)) {
            goals.add(Goal.atLeast("durable relay, × Postfix" + size, kilobytes == 100 ? 4 : 10, ratio(results, OURS)));
        }
        if (kilobytes < 100) {
            goals.add(Goal.atMost(
                    "CPU seconds per 1,000 messages" + size, 0.20, Medians.of(ours, Measured::cpuSecondsPerThousand)));
            goals.add(Goal.atMost("250 after commit, p50 (ms)" + size, 3, Medians.of(ours, Measured::p50)));
            goals.add(Goal.atMost("250 after commit, p99 (ms)" + size, 10, Medians.of(ours, Measured::p99)));
        }
        return goals;
    }

    private static String conditions(int messages) {
        return """
                Messages are a page with the table of an order; what is beyond 10 KB is an attachment that was compressed before. \
                Handed in by SMTP over TLS on %d connections, one message after the other on each (the next envelope pipelined with the \
                message before it), or by `POST /v1/submissions` on as many; delivered over TLS with log-in to the same sink on connections that are kept. Fromline logs its \
                callers in, counts, limits and logs as always; Postfix takes mail from this machine without a log-in. \
                %,d messages a run, a quarter of it at 100 KB; half of that by REST and a fifth of it for Postfix, after six such runs to warm up. CPU is that of the server with its PostgreSQL, or of \
                all of Postfix's processes, until half a second after the last message arrived. p50 and p99 run from the final dot \
                to the 250, by REST from the request to the answer.""".formatted(CONNECTIONS, messages);
    }
}
