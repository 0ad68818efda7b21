package io.fromline.delivery;

import io.fromline.diagnosis.Diagnosis;
import io.fromline.mail.Fault;
import io.fromline.mail.Outcome;
import io.fromline.queue.Next;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what follows from an attempt: the one place where retries, giving up and holding a relay are decided.
 *
 * <p>Pure. Temporary failures are tried again after 1, 5, 15 and 30 minutes, then 1, 2 and every 4 hours, each up to a fifth
 * later by chance, for {@link #LIFETIME} (RFC 5321 §4.5.4.1 asks for 4–5 days). What concerns the account at the relay
 * never fails a message: the relay is held until a person mends it, or pauses until the provider's window has passed.
 */
public final class RetrySchedule {

    /** How long after submission a message is given up. */
    public static final Duration LIFETIME = Duration.ofDays(5);

    /** How long a relay pauses whose provider said that a limit is reached. */
    static final Duration WINDOW = Duration.ofHours(1);

    private static final List<Duration> WAITS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4));

    private RetrySchedule() {}

    /**
     * When and what was tried.
     *
     * @param submittedAt when the message was accepted from the app
     * @param now when the attempt ended
     * @param attempts made so far, this one included
     * @param chance from 0 (inclusive) to 1 (exclusive), to spread retries
     */
    public record Tried(Instant submittedAt, Instant now, int attempts, double chance) {}

    /**
     * What comes next.
     *
     * @param diagnosis of the outcome's fault; {@code null} when it was accepted
     */
    public static Next after(Outcome outcome, @Nullable Diagnosis diagnosis, Tried tried) {
        return switch (outcome) {
            case Outcome.Accepted _ -> new Next.Done();
            case Outcome.Deferred _, Outcome.Refused _, Outcome.Uncertain _
            when diagnosis == null -> throw new IllegalArgumentException("a failure needs its diagnosis");
            case Outcome.Uncertain _ -> retry(tried);
            case Outcome.Deferred _, Outcome.Refused _ ->
                switch (diagnosis.permanence()) {
                    case UNTIL_USER_FIXES ->
                        diagnosis.scope() == Fault.Scope.RELAY ? new Next.HoldRelay() : new Next.GiveUp();
                    case UNTIL_WINDOW_ROLLS -> new Next.PauseRelay(tried.now().plus(WINDOW));
                    case TEMPORARY -> retry(tried);
                    case PERMANENT -> diagnosis.scope() == Fault.Scope.RELAY ? new Next.HoldRelay() : new Next.GiveUp();
                };
        };
    }

    private static Next retry(Tried tried) {
        if (!tried.now().isBefore(tried.submittedAt().plus(LIFETIME))) {
            return new Next.GiveUp();
        }
        var wait = WAITS.get(Math.min(tried.attempts(), WAITS.size()) - 1);
        return new Next.RetryAt(tried.now().plus(wait).plusMillis((long) (wait.toMillis() / 5 * tried.chance())));
    }
}
