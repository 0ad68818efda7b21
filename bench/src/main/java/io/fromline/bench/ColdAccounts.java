package io.fromline.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Many tenants with an account each, one message of each: every one takes a new connection, a TLS handshake and a log-in. */
final class ColdAccounts implements Suite {

    private static final int ACCOUNTS = 10_000;
    private static final int CALLERS = 16;

    /** Longer than Fromline keeps a connection that has no mail. */
    private static final long COLD_MILLIS = 7_000;

    @Override
    public String name() {
        return "cold";
    }

    @Override
    public Section measure(Stage stage) throws Exception {
        int accounts = stage.count(ACCOUNTS, 2_000);
        var sink = stage.sink(Sink.Chunking.NONE);
        var server = stage.server(sink);
        double setUp = Accounts.setUp(server.api(), accounts, number -> sink.port());
        Map<String, Callable<Measured>> peers = new LinkedHashMap<>();
        var ours = new RestLoad(server.httpPort(), CALLERS, Accounts::tenant);
        peers.put("Fromline", () -> {
            Thread.sleep(COLD_MILLIS);
            return Measured.run(accounts, ours, sink, server::cpuSeconds);
        });
        Turns.warmUp(peers);
        var postfix = stage.postfix(settings(sink.port(), accounts));
        postfix.ifPresent(there ->
                peers.put("Postfix", () -> Measured.run(accounts, bySenders(there.port()), sink, there::cpuSeconds)));
        var results = Turns.take(stage.runs(), peers);
        var table = new Table(
                "who",
                "messages a second",
                "CPU seconds per 1,000",
                "new connections per 1,000",
                "messages a second, all runs");
        results.forEach((who, runs) -> table.row(
                who,
                Medians.of(runs, Measured::perSecond),
                Medians.of(runs, Measured::cpuSecondsPerThousand),
                Medians.of(runs, Measured::connectionsPerThousand),
                Medians.all(runs, Measured::perSecond)));
        List<Goal> goals = new ArrayList<>();
        if (results.containsKey("Postfix")) {
            goals.add(Goal.atLeast(
                    "cold accounts, × Postfix",
                    5,
                    Medians.of(results.getOrDefault("Fromline", List.of()), Measured::perSecond)
                            / Medians.of(results.getOrDefault("Postfix", List.of()), Measured::perSecond)));
        }
        return new Section("Cold accounts", """
                %,d tenants, each with an account of its own at the sink, one message each, until the last was delivered; every message goes \
                over a new connection with a full TLS handshake and a log-in. Handed in to Fromline by REST by %d callers, to Postfix by SMTP on as \
                many connections, without TLS sessions or connections kept. The tenants were set up through the API, test message \
                included, in %.0f s; then Fromline sent three such runs to warm up: it is the accounts that are cold.""".formatted(accounts, CALLERS, setUp), table, goals);
    }

    /** Another log-in for each sender; a connection for each message. */
    private static PostfixSettings settings(int port, int accounts) {
        return new PostfixSettings()
                .with("relayhost = [localhost]:" + port)
                .with("smtp_connection_cache_on_demand = no")
                .with("smtp_tls_connection_reuse = no")
                .with("smtp_sender_dependent_authentication = yes")
                .with("smtp_sasl_password_maps = hash:$config_directory/sasl")
                .table(
                        "sasl",
                        IntStream.range(0, accounts)
                                .mapToObj(i -> Accounts.address(i) + " " + Accounts.tenant(i) + ":" + Sink.PASSWORD)
                                .collect(Collectors.joining("\n", "", "\n")));
    }

    private static Load bySenders(int port) {
        return numbers -> Concurrently.call(CALLERS, caller -> {
            try (var connection = new SmtpConnection(port, "", "")) {
                for (int i = numbers.next(); i >= 0; i = numbers.next()) {
                    long begun = System.nanoTime();
                    connection.send(Accounts.address(i), "c" + i + "@buyers.example");
                    numbers.acknowledged(i, System.nanoTime() - begun);
                }
            }
            return caller;
        });
    }
}
