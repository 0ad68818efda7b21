package io.fromline.bench;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Kills the server, then its PostgreSQL, then both, at random moments under load, again and again, and looks for mail that was acknowledged and did
 * not arrive, and for mail that arrived twice without a reason that the log tells.
 */
final class Crashes implements Suite {

    private static final int ROUNDS = 200;
    private static final int CONNECTIONS = 8;
    private static final int LONGEST_LOAD_MILLIS = 3_000;
    private static final int RESUMES_SECONDS = 15;
    private static final int ARRIVES_SECONDS = 300;

    private final Ledger ledger = new Ledger(System::nanoTime);
    private final Map<Kill, Integer> kills = new EnumMap<>(Kill.class);
    private int resumed;

    @Override
    public String name() {
        return "crash";
    }

    @Override
    public Section measure(Stage stage) throws Exception {
        int rounds = stage.count(ROUNDS, 6);
        long seed = Long.parseLong(Objects.requireNonNullElse(
                System.getenv("FROMLINE_BENCH_SEED"), String.valueOf(System.nanoTime() & 0xFFFFFF)));
        System.out.printf("crash: seed %d (FROMLINE_BENCH_SEED)%n", seed);
        var random = new Random(seed);
        var sink = stage.sink(Sink.Chunking.NONE);
        sink.watch(ledger::arrived);
        var server = stage.server(sink);
        for (int round = 0; round < rounds; round++) {
            var kill = Kill.values()[round % Kill.values().length];
            server = round(server, new Round(stage, sink, round, kill), random.nextInt(LONGEST_LOAD_MILLIS));
        }
        for (int i = 0; i < ARRIVES_SECONDS && !ledger.complete(); i++) {
            Thread.sleep(1_000);
        }
        return section(server.api(), rounds, seed);
    }

    private record Round(Stage stage, Sink sink, int number, Kill kill) {}

    /** The server that runs after it. */
    private ServerUnderTest round(ServerUnderTest server, Round round, int loadMillis) throws Exception {
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CONNECTIONS; i++) {
                String prefix = "r" + round.number() + "-" + i + "-";
                senders.execute(() -> send(server.smtpPort(), prefix, round.kill()));
            }
            Thread.sleep(loadMillis + 200);
            long at = System.nanoTime();
            kills.merge(round.kill(), 1, Integer::sum);
            switch (round.kill()) {
                case SERVER -> server.kill();
                case POSTGRES -> server.killPostgres();
                case BOTH -> {
                    server.killPostgres();
                    server.kill();
                }
            }
            var again = running(server, round);
            ledger.interrupted(at, System.nanoTime());
            return again;
        }
    }

    /** Until the connection ends or a message is not acknowledged. */
    private void send(int port, String prefix, Kill round) {
        try (var connection = new SmtpConnection(port, Api.TENANT, Api.KEY)) {
            for (int i = 0; ; i++) {
                connection.send("bench@platform.example", prefix + i + "@buyers.example");
                ledger.acknowledged(prefix + i, round);
            }
        } catch (IOException ended) {
            // what was not acknowledged is the sender's
        }
    }

    private ServerUnderTest running(ServerUnderTest server, Round round) throws Exception {
        if (round.kill() == Kill.POSTGRES) {
            long until = System.nanoTime() + RESUMES_SECONDS * 1_000_000_000L;
            while (System.nanoTime() < until) {
                Thread.sleep(1_000);
                if (server.api().ready()) {
                    resumed++;
                    return server;
                }
            }
            server.kill();
        }
        return round.stage().again(round.sink());
    }

    private Section section(Api api, int rounds, long seed) throws Exception {
        var table = new Table("killed", "times", "messages acknowledged", "lost");
        int lost = 0;
        for (var kill : Kill.values()) {
            var missing = ledger.missing(kill);
            missing.forEach(recipient -> System.out.println("lost: " + recipient));
            lost += missing.size();
            table.row(kill.words(), kills.getOrDefault(kill, 0), ledger.acknowledged(kill), missing.size());
        }
        int surprising = 0;
        var duplicates = ledger.duplicates();
        for (var duplicate : duplicates) {
            boolean inFlight = ledger.inFlight(duplicate);
            boolean marked = marked(api, duplicate);
            if (!inFlight || !marked) {
                surprising++;
                System.out.printf("twice: %s, in flight %s, marked %s%n", duplicate, inFlight, marked);
            }
        }
        return new Section(
                "Crashes",
                """
                %d rounds, seed %d: %d connections hand in mail by SMTP one after the other for up to %.1f s, then a kill (-9). Afterwards %d messages had \
                arrived twice, of which %d were not under way at a kill or not marked in the log. After a kill of PostgreSQL alone the server \
                went on by itself within %d s %d times of %d and was started anew otherwise.""".formatted(
                                rounds,
                                seed,
                                CONNECTIONS,
                                LONGEST_LOAD_MILLIS / 1000.0,
                                duplicates.size(),
                                surprising,
                                RESUMES_SECONDS,
                                resumed,
                                kills.getOrDefault(Kill.POSTGRES, 0)),
                table,
                List.of(
                        Goal.none("crashes: acknowledged and lost", lost),
                        Goal.none("crashes: duplicates not under way at the kill or not marked", surprising)));
    }

    /** Whether the log says of an attempt that it may have arrived. */
    private static boolean marked(Api api, String recipient) throws Exception {
        var rows = api.call("GET", "/v1/deliveries?recipient=" + recipient + "@buyers.example", Api.TENANT, "")
                .get("items");
        return IntStream.range(0, rows.size())
                .mapToObj(i -> rows.get(i).get("id").asString())
                .anyMatch(id -> uncertain(api, id));
    }

    private static boolean uncertain(Api api, String delivery) {
        try {
            var attempts = api.call("GET", "/v1/deliveries/" + delivery, Api.TENANT, "")
                    .get("attempts");
            return IntStream.range(0, attempts.size())
                    .anyMatch(i -> attempts.get(i).get("outcome").asString().equals("uncertain"));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
