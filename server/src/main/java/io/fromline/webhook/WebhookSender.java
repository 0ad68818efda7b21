package io.fromline.webhook;

import io.fromline.secret.Secrets;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the calls that are due, on threads of their own: a slow server keeps neither mail nor other webhooks waiting.
 *
 * <p>What was not settled, as when the process ended, is called again, under the same webhook-id.
 */
public final class WebhookSender implements AutoCloseable {

    /** Longer than any call takes. */
    private static final Duration CLAIM = Duration.ofMinutes(2);

    private static final Duration KEPT = Duration.ofDays(14);

    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);

    private final WebhookStore store;
    private final Secrets secrets;
    private final Transport transport;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public WebhookSender(
            WebhookStore store, Secrets secrets, Transport transport, InstantSource clock, RandomGenerator random) {
        this.store = store;
        this.secrets = secrets;
        this.transport = transport;
        this.clock = clock;
        this.random = random;
    }

    /** How a call is made. */
    @FunctionalInterface
    public interface Transport {

        CallOutcome post(URI address, Map<String, String> headers, String json);
    }

    /** Starts the calls that are due now. */
    public void callDue() {
        var now = clock.instant();
        store.claim(now, now.plus(CLAIM)).forEach(call -> threads.execute(() -> call(call)));
    }

    private void call(WebhookCall call) {
        try {
            var secret = new String(
                    secrets.open(call.owner(), Webhooks.CONTEXT, call.sealedSecret()), StandardCharsets.US_ASCII);
            var time = clock.instant();
            var outcome = transport.post(
                    call.address(),
                    Map.of(
                            "webhook-id", call.event(),
                            "webhook-timestamp", Long.toString(time.getEpochSecond()),
                            "webhook-signature", Signature.of(secret, call.event(), time, call.payload())),
                    call.payload());
            var now = clock.instant();
            var next = WebhookSchedule.after(outcome, call.attempts() + 1, now, random.nextDouble());
            store.settle(call, outcome, next, now);
        } catch (RuntimeException broken) {
            LOG.error("a call of webhook {} broke off; it is made again", call.webhook(), broken);
        }
    }

    /** Forgets what was sent or given up long ago. */
    public void prune() {
        store.prune(clock.instant().minus(KEPT));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
