package io.fromline.delivery;

import io.fromline.diagnosis.Diagnosis;
import io.fromline.diagnosis.Permanence;
import io.fromline.mail.Fault;
import io.fromline.mail.Outcome;
import io.fromline.mail.Phase;
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
 * What only we saw and no server said (no such host, a broken handshake) may be our own network's: it is tried for the whole
 * lifetime before it holds. What is the operator's to mend is tried as long. A relay to which no connection comes about pauses
 * for {@link #BREAKS}, after which one message tries it before the others follow.
 */
public final class RetrySchedule {

    /** How long after submission a message is given up. */
    public static final Duration LIFETIME = Duration.ofDays(5);

    /** How long a relay pauses whose provider said that a limit is reached. */
    static final Duration WINDOW = Duration.ofHours(1);

    /** How long a relay pauses that takes no log-in for now: a try for each message would only make it worse. */
    static final Duration LOG_IN_PAUSE = Duration.ofMinutes(15);

    /** How long a relay pauses to which no connection came about, once, twice … in a row. */
    static final List<Duration> BREAKS = List.of(
            Duration.ofSeconds(20),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(3),
            Duration.ofMinutes(4));

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
     * @param unreachable how often in a row no connection to the relay came about, this time included; 0 when one stood
     * @param shared whether others send over this relay too, as over the platform's
     * @param chance from 0 (inclusive) to 1 (exclusive), to spread retries
     */
    public record Tried(
            Instant submittedAt, Instant now, int attempts, int unreachable, boolean shared, double chance) {

        boolean late() {
            return !now.isBefore(submittedAt.plus(LIFETIME));
        }
    }

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
            case Outcome.Deferred(Fault fault) -> after(fault, diagnosis, tried);
            case Outcome.Refused(Fault fault) -> after(fault, diagnosis, tried);
        };
    }

    /**
     * What a failure concerns: a sender's address that is refused is the message's fault where others send over the same relay,
     * and must not hold their mail.
     */
    public static Fault.Scope scope(Diagnosis diagnosis, boolean shared) {
        return shared && diagnosis.ofSender() ? Fault.Scope.MESSAGE : diagnosis.scope();
    }

    private static Next after(Fault fault, Diagnosis diagnosis, Tried tried) {
        return switch (diagnosis.permanence()) {
            case UNTIL_WINDOW_ROLLS -> new Next.PauseRelay(tried.now().plus(WINDOW));
            case TEMPORARY ->
                waitsForLogIn(fault, tried) ? new Next.PauseRelay(tried.now().plus(LOG_IN_PAUSE)) : again(tried);
            case UNTIL_USER_FIXES, PERMANENT ->
                switch (scope(diagnosis, tried.shared())) {
                    case RELAY -> seenByUsOnly(fault) && !tried.late() ? again(tried) : new Next.HoldRelay();
                    case PLATFORM ->
                        fault.phase() == Phase.MESSAGE && diagnosis.permanence() == Permanence.PERMANENT
                                ? new Next.GiveUp()
                                : retry(tried);
                    case MESSAGE, RECIPIENT -> new Next.GiveUp();
                };
        };
    }

    private static boolean waitsForLogIn(Fault fault, Tried tried) {
        return fault.phase() == Phase.AUTH && fault.kind() == Fault.Kind.REPLY && !tried.late();
    }

    private static boolean seenByUsOnly(Fault fault) {
        return switch (fault.kind()) {
            case NO_SUCH_HOST, UNREACHABLE, TIMEOUT, CLOSED, TLS_HANDSHAKE, PROTOCOL, INTERRUPTED -> true;
            case REPLY,
                    TLS_UNAVAILABLE,
                    TLS_TOO_OLD,
                    TLS_UNTRUSTED,
                    TLS_EXPIRED,
                    TLS_NAME_MISMATCH,
                    AUTH_UNAVAILABLE,
                    CAPABILITY,
                    RELAY_GONE -> false;
        };
    }

    private static Next again(Tried tried) {
        return tried.unreachable() > 0 && !tried.late()
                ? new Next.PauseRelay(wait(BREAKS, tried.unreachable(), tried))
                : retry(tried);
    }

    private static Next retry(Tried tried) {
        return tried.late() ? new Next.GiveUp() : new Next.RetryAt(wait(WAITS, tried.attempts(), tried));
    }

    private static Instant wait(List<Duration> waits, int times, Tried tried) {
        var wait = waits.get(Math.min(times, waits.size()) - 1);
        return tried.now().plus(wait).plusMillis((long) (wait.toMillis() / 5 * tried.chance()));
    }
}
