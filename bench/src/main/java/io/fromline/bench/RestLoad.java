package io.fromline.bench;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Hands in messages by {@code POST /v1/submissions} from several callers at once, each on a connection that is kept.
 *
 * @param tenants for whom the message of this number is
 */
record RestLoad(int port, int callers, IntFunction<String> tenants) implements Load {

    /** Text and HTML to one recipient, whose name has the number. */
    static String message(String recipient) {
        return """
                {"to":["%s@buyers.example"],"subject":"Your order","text":"Thank you for your order. It is being packed.",\
                "html":"<p>Thank you for your <b>order</b>. It is being packed.</p>"}""".formatted(recipient);
    }

    @Override
    public void handIn(Numbers numbers) throws Exception {
        callers(callers, port, connection -> {
            for (int i = numbers.next(); i >= 0; i = numbers.next()) {
                long begun = System.nanoTime();
                submit(connection, tenants.apply(i), "c" + i);
                numbers.acknowledged(i, System.nanoTime() - begun);
            }
        });
    }

    static void submit(HttpConnection connection, String tenant, String recipient) throws IOException {
        int status = connection.post("/v1/submissions", tenant, message(recipient));
        if (status != 202) {
            throw new IllegalStateException("a submission was answered " + status);
        }
    }

    /** What one of several callers does on its connection. */
    interface Caller {

        void call(HttpConnection connection) throws Exception;
    }

    /** So many callers at once; returns when all have. */
    static void callers(int count, int port, Caller caller) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, count)
                    .mapToObj(i -> threads.submit(() -> {
                        try (var connection = new HttpConnection(port)) {
                            caller.call(connection);
                        }
                        return null;
                    }))
                    .toList();
            for (Future<?> each : all) {
                each.get();
            }
        }
    }
}
