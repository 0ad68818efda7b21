package io.fromline.story;

import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Apps that send all the time, by REST and by SMTP, and try each message again, by the same idempotency key, until it is acknowledged.
 *
 * <p>Closing it waits for what is under way.
 */
final class Load implements AutoCloseable {

    private static final int PAUSE_NANOS = 50_000_000;

    private final List<String> acknowledged = new CopyOnWriteArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final List<Thread> apps = new ArrayList<>();
    private volatile boolean closing;

    /** So many apps that post submissions as this caller. */
    Load byRest(int count, Api api) {
        return start(count, recipient -> {
            var answer = api.with("Idempotency-Key", recipient)
                    .post("/v1/submissions", "{'to':['" + recipient + "'],'subject':'Order','text':'Thank you'}");
            return answer.status() == 202;
        });
    }

    /** So many apps that hand in messages. */
    Load bySmtp(int count, SmtpApp app) {
        return start(count, recipient -> {
            try {
                return app.send(recipient, Map.of("Fromline-Idempotency-Key", recipient))
                        .startsWith("250");
            } catch (MessagingException refused) {
                return false;
            }
        });
    }

    private Load start(int count, Predicate<String> sending) {
        for (int i = 0; i < count; i++) {
            apps.add(Thread.ofVirtual().start(() -> {
                while (!closing) {
                    send(sending, UUID.randomUUID() + "@customers.example");
                }
            }));
        }
        return this;
    }

    private void send(Predicate<String> sending, String recipient) {
        while (!taken(sending, recipient)) {
            refused.incrementAndGet();
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        acknowledged.add(recipient);
    }

    private static boolean taken(Predicate<String> sending, String recipient) {
        try {
            return sending.test(recipient);
        } catch (RuntimeException broken) {
            return false;
        }
    }

    /** Whom mail was acknowledged for, so far. */
    List<String> acknowledged() {
        return acknowledged;
    }

    /** How often a try was not acknowledged. */
    int refused() {
        return refused.get();
    }

    @Override
    public void close() {
        closing = true;
        for (var app : apps) {
            try {
                app.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
