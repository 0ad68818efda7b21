package io.fromline.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A fifth of the tenants' mail services take connections and say nothing; the mail of the others should go on as before. */
final class SilentProviders implements Suite {

    private static final int TENANTS = 100;
    private static final int SECONDS = 20;

    @Override
    public String name() {
        return "silent";
    }

    @Override
    public Section measure(Stage stage) throws Exception {
        int seconds = stage.count(SECONDS);
        var sink = stage.sink(Sink.Chunking.NONE);
        var server = stage.server(sink);
        List<Proxy> providers = new ArrayList<>();
        for (int i = 0; i < TENANTS; i++) {
            providers.add(stage.proxy(sink.port(), 0));
        }
        var postfix = stage.postfix(settings(providers));
        Accounts.setUp(server.api(), TENANTS, number -> providers.get(number).port());
        var steady = new Steady(sink);
        var ours = Steady.byRest(server.httpPort(), Accounts::tenant);
        var table = new Table("who", "when", "delivered of the healthy", "p50 (ms)", "p99 (ms)");
        Steady.warmUp(server, TENANTS, sink);
        var idle = row(table, "Fromline", "all healthy", steady.run(10, TENANTS, ours, SilentProviders::healthy));
        if (postfix.isPresent()) {
            var theirs = Steady.bySmtp(postfix.get().port());
            steady.run(5, TENANTS, theirs, SilentProviders::healthy); // warms up
            row(table, "Postfix", "all healthy", steady.run(10, TENANTS, theirs, SilentProviders::healthy));
        }
        IntStream.range(0, TENANTS)
                .filter(tenant -> !healthy(tenant))
                .forEach(tenant -> providers.get(tenant).fallSilent());
        var during =
                row(table, "Fromline", "a fifth silent", steady.run(seconds, TENANTS, ours, SilentProviders::healthy));
        if (postfix.isPresent()) {
            var theirs = Steady.bySmtp(postfix.get().port());
            row(table, "Postfix", "a fifth silent", steady.run(seconds, TENANTS, theirs, SilentProviders::healthy));
        }
        return new Section("Silent providers", """
                %d tenants, each with a mail service of its own on a port of its own, send a message each second: for 10 s while all are well, then \
                for %d s after every fifth service fell silent (it takes connections and says nothing). Times as under Fairness, of \
                the healthy only; what had not arrived 15 s after the end counts as not delivered.""".formatted(TENANTS, seconds), table, goals(idle, during));
    }

    private static boolean healthy(int tenant) {
        return tenant % 5 != 0;
    }

    private static PostfixSettings settings(List<Proxy> providers) {
        return new PostfixSettings()
                .with("sender_dependent_relayhost_maps = hash:$config_directory/relays")
                .with("smtp_sender_dependent_authentication = yes")
                .with("smtp_sasl_password_maps = hash:$config_directory/sasl")
                .table("relays", lines(i -> "[localhost]:" + providers.get(i).port()))
                .table("sasl", lines(i -> Accounts.tenant(i) + ":" + Sink.PASSWORD));
    }

    private static String lines(java.util.function.IntFunction<String> value) {
        return IntStream.range(0, TENANTS)
                .mapToObj(i -> Accounts.address(i) + " " + value.apply(i))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static Steady.Result row(Table table, String who, String when, Steady.Result result) {
        table.row(who, when, result.share(), result.p50(), result.p99());
        return result;
    }

    private static List<Goal> goals(Steady.Result idle, Steady.Result during) {
        return List.of(
                Goal.atLeast(
                        "a fifth silent, healthy mail delivered (%)", 100, 100.0 * during.arrived() / during.sent()),
                Goal.atMost("a fifth silent, p99 × idle", 2, during.p99() / idle.p99()));
    }
}
