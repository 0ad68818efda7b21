package io.fromline.bench;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What the server's process takes of the machine's memory with many accounts, many connections and much mail that waits. */
final class MemoryUse implements Suite {

    private static final int ACCOUNTS = 10_000;
    private static final int QUEUED = 100_000;
    private static final int CALLERS = 16;
    private static final int SECONDS = 20;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Section measure(Stage stage) throws Exception {
        int accounts = stage.count(ACCOUNTS, 3_000);
        var sink = stage.sink(Sink.Chunking.NONE);
        var server = stage.server(sink);
        var table = new Table("after", "server, resident (MiB)", "PostgreSQL (MB)", "connections open");
        row(table, "the start", server.usage(), 0);
        double setUp = Accounts.setUp(server.api(), accounts, number -> sink.port());
        row(table, "%,d tenants with a mail service each".formatted(accounts), server.usage(), sink.open());
        server.api().platformRelay("stop");
        new Accepting.Batches(server.httpPort(), Api.TENANT, 2).handIn(new Numbers(QUEUED / Accepting.BATCH));
        row(table, "%,d messages queued".formatted(QUEUED), server.usage(), sink.open());
        int warm = Math.min(accounts, ACCOUNTS / 2);
        var peak = warmed(server, sink, warm);
        row(
                table,
                "%d s of a message after the other of %,d tenants: the most".formatted(SECONDS, warm),
                peak.usage(),
                peak.open());
        return new Section(
                "Memory",
                """
                %,d tenants with accounts of their own at the sink, set up through the API in %.0f s; then %,d messages of another tenant that wait for \
                a stopped mail service; then %,d of the tenants send by turns as fast as %d callers can, so that connections are kept \
                warm. Fromline keeps a connection that has no mail for 5 seconds, so as many are warm as messages came in that time. \
                Resident is what the server's process has of the machine's memory, its start-up cache included, PostgreSQL apart.""".formatted(accounts, setUp, QUEUED, warm, CALLERS),
                table,
                List.of(Goal.atMost(
                        "%,d accounts, %,d connections, %,d queued, resident (MiB)"
                                .formatted(accounts, peak.open(), QUEUED),
                        512,
                        peak.usage().residentMegabytes())));
    }

    /** The most that was seen of each. */
    private record Peak(Usage usage, int open) {}

    private static Peak warmed(ServerUnderTest server, Sink sink, int tenants) throws Exception {
        long until = System.nanoTime() + SECONDS * 1_000_000_000L;
        var next = new AtomicInteger();
        var load = Thread.ofVirtual().start(() -> {
            try {
                RestLoad.callers(CALLERS, server.httpPort(), connection -> {
                    while (System.nanoTime() < until) {
                        int number = next.getAndIncrement();
                        RestLoad.submit(connection, Accounts.tenant(number % tenants), RestLoad.message("c" + number));
                    }
                });
            } catch (Exception broken) {
                throw new IllegalStateException(broken);
            }
        });
        var most = server.usage();
        int open = 0;
        while (load.isAlive()) {
            Thread.sleep(200);
            var now = server.usage();
            most = now.residentMegabytes() > most.residentMegabytes() ? now : most;
            open = Math.max(open, sink.open());
        }
        return new Peak(most, open);
    }

    private static void row(Table table, String after, Usage usage, int open) {
        table.row(after, usage.residentMegabytes(), usage.postgresMegabytes(), open);
    }
}
