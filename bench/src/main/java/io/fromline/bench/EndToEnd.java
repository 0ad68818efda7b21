package io.fromline.bench;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Submits so many messages by REST from several callers at once and waits until the mail server has the last one. */
record EndToEnd(int messages, int callers) {

    static final String TENANT = "bench";

    /** What one run came to; times in milliseconds. */
    record Result(double perSecond, double cpuSecondsPerThousand, double p50, double p99) {}

    static void prepare(ServerUnderTest server) throws IOException, InterruptedException {
        send(server, "PUT", "/v1/plans/bench", "", """
                {"modes":["default"],"messagesPerDay":100000000,"logRetentionDays":1}""");
        send(server, "POST", "/v1/tenants", "", """
                {"id":"bench","name":"Bench","plan":"bench","contact":"owner@bench.example"}""");
    }

    Result run(ServerUnderTest server, Sink sink) throws IOException, InterruptedException, ExecutionException {
        return measured(messages, callers, sink, () -> server.usage().cpuSeconds(), (next, nanos) -> {
            for (int i = next.getAndIncrement(); i < nanos.length; i = next.getAndIncrement()) {
                nanos[i] = submit(server, i);
            }
        });
    }

    /** What one of several callers at once does: takes numbers until they are used up, and notes how long each took. */
    interface Caller {

        void call(AtomicInteger next, long[] nanos) throws IOException, InterruptedException;
    }

    /** Seconds of the processors' time used so far. */
    interface Cpu {

        double seconds() throws IOException;
    }

    static Result measured(int messages, int callers, Sink sink, Cpu usage, Caller caller)
            throws IOException, InterruptedException, ExecutionException {
        long[] nanos = new long[messages];
        AtomicInteger next = new AtomicInteger();
        sink.expect(messages);
        double cpu = usage.seconds();
        long begun = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, callers)
                    .mapToObj(number -> threads.submit(() -> {
                        caller.call(next, nanos);
                        return null;
                    }))
                    .toList();
            for (Future<?> each : all) {
                each.get();
            }
        }
        sink.await();
        double seconds = (System.nanoTime() - begun) / 1e9;
        double used = usage.seconds() - cpu;
        Arrays.sort(nanos);
        return new Result(
                messages / seconds,
                used * 1000 / messages,
                nanos[messages / 2] / 1e6,
                nanos[(int) Math.ceil(messages * 0.99) - 1] / 1e6);
    }

    private static long submit(ServerUnderTest server, int number) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        send(server, "POST", "/v1/submissions", TENANT, """
                {"to":["customer%d@buyers.example"],"subject":"Order %d","text":"Thank you for your order. It is being packed.",\
                "html":"<p>Thank you for your <b>order</b>. It is being packed.</p>"}""".formatted(number, number));
        return System.nanoTime() - begun;
    }

    private static void send(ServerUnderTest server, String method, String path, String tenant, String body)
            throws IOException, InterruptedException {
        var answer = ServerUnderTest.HTTP.send(
                server.request(path, tenant)
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
    }
}
