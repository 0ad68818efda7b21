package io.fromline.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Decides what follows from a call: the one place for that. Pure.
 *
 * <p>The waits are those that Standard Webhooks proposes, over some three days in all; after the last the event is given up.
 */
public final class WebhookSchedule {

    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    private WebhookSchedule() {}

    /** What comes next. */
    public sealed interface Next {

        /** It was taken. */
        record Done() implements Next {}

        /** Another call, not before this time. */
        record Again(Instant time) implements Next {}

        /** The event is given up. */
        record GiveUp() implements Next {}

        /** The webhook gets nothing any more. */
        record Disable() implements Next {}
    }

    /**
     * After a call.
     *
     * @param attempts made so far, this one included
     * @param chance from 0 (inclusive) to 1 (exclusive): each wait is up to a tenth longer
     */
    static Next after(CallOutcome outcome, int attempts, Instant now, double chance) {
        return switch (outcome) {
            case CallOutcome.Taken _ -> new Next.Done();
            case CallOutcome.Gone _ -> new Next.Disable();
            case CallOutcome.Failed _ -> {
                if (attempts > WAITS.size()) {
                    yield new Next.GiveUp();
                }
                var wait = WAITS.get(attempts - 1);
                yield new Next.Again(now.plus(wait).plusMillis((long) (wait.toMillis() / 10.0 * chance)));
            }
        };
    }
}
