package io.fromline.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * Tenants that send one message each second, and how long each took from when it was due until the sink had it: what the sender or the
 * server is late by counts, too.
 */
final class Steady {

    private static final long SECOND = 1_000_000_000L;
    private static final int WARM_UP = 5_000;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Map<String, Long> due = new ConcurrentHashMap<>();
    private final Map<String, Long> taken = new ConcurrentHashMap<>();
    private final AtomicInteger round = new AtomicInteger();

    Steady(Sink sink) {
        sink.watch(recipient -> {
            if (due.containsKey(recipient)) {
                taken.putIfAbsent(recipient, System.nanoTime());
            }
        });
    }

    /** Whoever sends for one tenant; each works on a thread and a connection of its own. */
    interface Sender extends AutoCloseable {

        /** Returns once it was acknowledged. */
        void send(String recipient) throws Exception;
    }

    /** Opens the connection of a tenant. */
    interface Senders {

        Sender open(int tenant) throws Exception;
    }

    /**
     * What came of it.
     *
     * @param p50 milliseconds, of what arrived
     */
    record Result(int sent, int arrived, double p50, double p99) {

        String share() {
            return "%,d of %,d".formatted(arrived, sent);
        }
    }

    /** Lets the server's JVM compile what it is about to run, and waits until all of it was delivered. */
    static void warmUp(ServerUnderTest server, int tenants, Sink sink) throws Exception {
        sink.expect(WARM_UP);
        new RestLoad(server.httpPort(), 8, number -> Accounts.tenant(number % tenants)).handIn(new Numbers(WARM_UP));
        sink.await();
    }

    /** Sends for so many seconds, from as many tenants; those that count are looked at. */
    Result run(int seconds, int tenants, Senders senders, IntPredicate counts) throws Exception {
        due.clear();
        taken.clear();
        int number = round.incrementAndGet();
        var opened = Concurrently.call(tenants, senders::open);
        long begin = System.nanoTime() + SECOND / 10;
        Concurrently.call(tenants, tenant -> {
            try (var sender = opened.get(tenant)) {
                long first = begin + tenant * SECOND / tenants;
                send(sender, first, seconds, (counts.test(tenant) ? "q" + number : "other") + "-" + tenant);
            }
            return tenant;
        });
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (taken.size() < due.size() && System.nanoTime() < until) {
            Thread.sleep(20);
        }
        double[] millis = taken.entrySet().stream()
                .mapToDouble(arrival -> (arrival.getValue() - due.getOrDefault(arrival.getKey(), 0L)) / 1e6)
                .toArray();
        Arrays.sort(millis);
        return new Result(due.size(), millis.length, Medians.percentile(millis, 0.5), Medians.percentile(millis, 0.99));
    }

    private void send(Sender sender, long first, int seconds, String prefix) throws Exception {
        for (int i = 0; i < seconds; i++) {
            long at = first + i * SECOND;
            Thread.sleep(Duration.ofNanos(Math.max(0, at - System.nanoTime())));
            String recipient = prefix + "-" + i;
            if (prefix.startsWith("q")) {
                due.put(recipient, at);
            }
            sender.send(recipient);
        }
    }

    /** Senders by REST, each for the tenant that the number stands for. */
    static Senders byRest(int port, IntFunction<String> tenants) {
        return tenant -> {
            var connection = new HttpConnection(port);
            return new Sender() {
                @Override
                public void send(String recipient) throws Exception {
                    RestLoad.submit(connection, tenants.apply(tenant), RestLoad.message(recipient));
                }

                @Override
                public void close() throws Exception {
                    connection.close();
                }
            };
        };
    }

    /** Senders by SMTP without a log-in, each from an address of its own. */
    static Senders bySmtp(int port) {
        return tenant -> {
            var connection = new SmtpConnection(port, "", "");
            return new Sender() {
                @Override
                public void send(String recipient) throws Exception {
                    connection.send(Accounts.address(tenant), recipient + "@buyers.example");
                }

                @Override
                public void close() throws Exception {
                    connection.close();
                }
            };
        };
    }
}
