package io.fromline.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail service far away, one connection to it: how many round trips a message takes. */
final class RoundTrip implements Suite {

    private static final int MILLIS = 60;
    private static final int MESSAGES = 100;

    /** Fewer, as each takes longer. */
    private static final int POSTFIX_MESSAGES = 30;

    @Override
    public String name() {
        return "rtt";
    }

    /** Who sends, and what the server offers. */
    private record Peer(String who, String offered) {}

    private static final Peer PIPELINING = new Peer("Fromline", "PIPELINING");
    private static final Peer CHUNKING = new Peer("Fromline", "PIPELINING, CHUNKING");
    private static final Peer POSTFIX = new Peer("Postfix", "PIPELINING");

    /** Round trips and messages a second of one run. */
    private record Run(double trips, double perSecond) {}

    @Override
    public Section measure(Stage stage) throws Exception {
        int messages = stage.count(MESSAGES);
        var pipelining = stage.sink(Sink.Chunking.NONE);
        var chunking = stage.sink(Sink.Chunking.OFFERED);
        var server = stage.server(pipelining);
        Map<Peer, Callable<Run>> peers = new LinkedHashMap<>();
        for (var sink : List.of(pipelining, chunking)) {
            int port = stage.proxy(sink.port(), MILLIS / 2).port();
            var tenant = Accounts.tenant(sink == chunking ? 1 : 0);
            server.api().addTenant(tenant);
            var relay = server.api().addRelay(tenant, port);
            server.api().call("PUT", "/v1/relays/" + relay + "/limits", tenant, """
                    {"connections":1}""");
            var ours = new RestLoad(server.httpPort(), 4, number -> tenant);
            peers.put(sink == chunking ? CHUNKING : PIPELINING, () -> run(sink, messages, ours));
        }
        var postfix = stage.postfix(PostfixSettings.relayingTo(
                        stage.proxy(pipelining.port(), MILLIS / 2).port())
                .with("smtp_destination_concurrency_limit = 1"));
        postfix.ifPresent(there -> peers.put(
                POSTFIX,
                () -> run(
                        pipelining,
                        Math.min(messages, POSTFIX_MESSAGES),
                        new SmtpLoad(there.port(), "", "", 1, 1 << 10))));
        var results = Turns.take(stage.runs(), peers);
        var table = new Table("who", "the server offers", "round trips a message", "messages a second", "all runs");
        results.forEach((peer, runs) -> table.row(
                peer.who(),
                peer.offered(),
                Medians.of(runs, Run::trips),
                Medians.of(runs, Run::perSecond),
                Medians.all(runs, Run::trips)));
        return new Section("Round trips", """
                %d ms between us and the sink, half of it each way, by a proxy in between; one connection at once. %d messages handed in \
                at once (%d for Postfix), counted from the first that arrived to the last.""".formatted(MILLIS, messages, POSTFIX_MESSAGES), table, goals(results));
    }

    private static Run run(Sink sink, int messages, Load load) throws Exception {
        List<Long> arrivals = new CopyOnWriteArrayList<>();
        sink.watch(recipient -> arrivals.add(System.nanoTime()));
        sink.expect(messages);
        load.handIn(new Numbers(messages));
        sink.await();
        double seconds = (arrivals.getLast() - arrivals.getFirst()) / 1e9;
        return new Run(seconds * 1000 / MILLIS / (messages - 1), (messages - 1) / seconds);
    }

    private static List<Goal> goals(Map<Peer, List<Run>> results) {
        var pipelining = results.getOrDefault(PIPELINING, List.of());
        var chunking = results.getOrDefault(CHUNKING, List.of());
        List<Goal> goals = new ArrayList<>();
        goals.add(
                Goal.atMost("60 ms away, PIPELINING, round trips a message", 1.1, Medians.of(pipelining, Run::trips)));
        if (results.containsKey(POSTFIX)) {
            goals.add(Goal.atLeast(
                    "60 ms away, CHUNKING, × Postfix",
                    10,
                    Medians.of(chunking, Run::perSecond)
                            / Medians.of(results.getOrDefault(POSTFIX, List.of()), Run::perSecond)));
        }
        return goals;
    }
}
