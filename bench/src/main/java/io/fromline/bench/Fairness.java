package io.fromline.bench;

import java.util.ArrayList;
import java.util.List;

/** One tenant hands in very much at once; others, who send now and then over the same mail service, should not notice. */
final class Fairness implements Suite {

    private static final int DUMPED = 100_000;
    private static final int POSTFIX_DUMPED = 10_000;
    private static final int QUIET = 100;
    private static final int SECONDS = 15;
    private static final int DUMPERS = 2;

    @Override
    public String name() {
        return "fair";
    }

    @Override
    public Section measure(Stage stage) throws Exception {
        int dumped = stage.count(DUMPED);
        var sink = stage.sink(Sink.Chunking.NONE);
        var server = stage.server(sink);
        var postfix = stage.postfix(PostfixSettings.relayingTo(sink.port()));
        for (int i = 0; i < QUIET; i++) {
            server.api().addTenant(Accounts.tenant(i));
        }
        var table = new Table("who", "when", "delivered", "p50 (ms)", "p99 (ms)");
        var steady = new Steady(sink);
        var ours = Steady.byRest(server.httpPort(), Accounts::tenant);
        Steady.warmUp(server, QUIET, sink);
        var idle = row(table, "Fromline", "idle", steady.run(SECONDS, QUIET, ours, tenant -> true));
        var dump = dump(new Accepting.Batches(server.httpPort(), Api.TENANT, DUMPERS), dumped / Accepting.BATCH);
        var busy = row(table, "Fromline", "during the dump", steady.run(SECONDS, QUIET, ours, tenant -> true));
        long handedIn = dump.acknowledged() * Accepting.BATCH;
        if (postfix.isPresent()) {
            server.kill(); // what it still has would go on arriving
            measurePostfix(postfix.get(), steady, table);
        }
        return new Section("Fairness", conditions(dumped, handedIn), table, goals(idle, busy));
    }

    private static void measurePostfix(Postfix postfix, Steady steady, Table table) throws Exception {
        var theirs = Steady.bySmtp(postfix.port());
        steady.run(SECONDS / 3, QUIET, theirs, tenant -> true); // warms up
        row(table, "Postfix", "idle", steady.run(SECONDS, QUIET, theirs, tenant -> true));
        dump(new SmtpLoad(postfix.port(), "", "", 16, 1 << 10), POSTFIX_DUMPED);
        row(table, "Postfix", "during the dump", steady.run(SECONDS, QUIET, theirs, tenant -> true));
    }

    /** Goes on until all was handed in, or the peer is stopped. */
    private static Numbers dump(Load load, int count) {
        var numbers = new Numbers(count);
        Thread.ofVirtual().start(() -> {
            try {
                load.handIn(numbers);
            } catch (Exception ended) {
                // with the peer
            }
        });
        return numbers;
    }

    private static Steady.Result row(Table table, String who, String when, Steady.Result result) {
        table.row(who, when, result.share(), result.p50(), result.p99());
        return result;
    }

    private static List<Goal> goals(Steady.Result idle, Steady.Result busy) {
        List<Goal> goals = new ArrayList<>();
        goals.add(Goal.atMost("quiet tenants during a dump, p99 × idle", 3, busy.p99() / idle.p99()));
        goals.add(Goal.atMost("quiet tenants during a dump, p99 (ms)", 50, busy.p99()));
        return goals;
    }

    private static String conditions(int dumped, long handedIn) {
        return """
                %d tenants send a message each second by REST for %d s, over the platform's mail service, while another one hands in %,d in batches of \
                %d from %d callers over the same (%,d of them by the end). Times run from when a message was due until the sink had it; once each. For Postfix \
                the quiet ones and a dump of %,d come by SMTP.""".formatted(QUIET, SECONDS, dumped, Accepting.BATCH, DUMPERS, handedIn, POSTFIX_DUMPED);
    }
}
