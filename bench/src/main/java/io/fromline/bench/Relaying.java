package io.fromline.bench;

import io.fromline.bench.EndToEnd.Result;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.ToDoubleFunction;

/** Durable relaying, side by side and by turns: Fromline by SMTP, Postfix by SMTP, both over TLS with log-in to the same sink. */
final class Relaying {

    private static final int CONNECTIONS = 32;
    private static final List<Integer> KILOBYTES = List.of(1, 10, 100);

    private final int messages;
    private final int runs;

    Relaying(int messages, int runs) {
        this.messages = messages;
        this.runs = runs;
    }

    private interface Run {

        Result once(int messages, int bytes) throws IOException, InterruptedException, ExecutionException;
    }

    /** The table's rows. */
    List<String> measure(ServerUnderTest server, Optional<Postfix> postfix, Sink sink)
            throws IOException, InterruptedException, ExecutionException {
        Map<String, Run> peers = new LinkedHashMap<>();
        peers.put("Fromline", (count, bytes) -> {
            var load = new SmtpLoad(server.smtpPort(), EndToEnd.TENANT, ServerUnderTest.KEY, bytes);
            return EndToEnd.measured(
                    count, CONNECTIONS, sink, () -> server.usage().cpuSeconds(), load::send);
        });
        postfix.ifPresent(there -> peers.put("Postfix", (count, bytes) -> {
            var load = new SmtpLoad(there.port(), "", "", bytes);
            return EndToEnd.measured(count, CONNECTIONS, sink, there::cpuSeconds, load::send);
        }));
        List<String> rows = new ArrayList<>();
        for (int kilobytes : KILOBYTES) {
            rows.addAll(measure(kilobytes, peers));
        }
        return rows;
    }

    private List<String> measure(int kilobytes, Map<String, Run> peers)
            throws IOException, InterruptedException, ExecutionException {
        int count = kilobytes == 100 ? messages / 4 : messages;
        Map<String, List<Result>> results = new LinkedHashMap<>();
        for (int i = 0; i <= runs; i++) {
            for (var peer : peers.entrySet()) {
                var result = peer.getValue().once(count, kilobytes << 10);
                if (i > 0) { // the first warms up
                    results.computeIfAbsent(peer.getKey(), name -> new ArrayList<>())
                            .add(result);
                }
            }
        }
        List<String> rows = new ArrayList<>();
        results.forEach((name, all) -> rows.add("| %d KB | %s | %s | %s | %s | %s | %s |"
                .formatted(
                        kilobytes,
                        name,
                        median(all, Result::perSecond),
                        results.containsKey("Postfix")
                                ? number(value(all, Result::perSecond)
                                        / value(results.get("Postfix"), Result::perSecond))
                                : "",
                        median(all, Result::cpuSecondsPerThousand),
                        median(all, Result::p50),
                        median(all, Result::p99))));
        return rows;
    }

    private static double value(List<Result> results, ToDoubleFunction<Result> what) {
        double[] sorted = results.stream().mapToDouble(what).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static String median(List<Result> results, ToDoubleFunction<Result> what) {
        return number(value(results, what));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
    }
}
