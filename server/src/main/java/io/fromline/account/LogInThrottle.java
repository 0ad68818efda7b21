package io.fromline.account;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The policy against guessing passwords: how long to wait after so many failures.
 *
 * <p>An account gets five tries free, then waits that double from ten seconds to a quarter of an hour, so that its owner is never
 * shut out for long; a source address may fail at more accounts before it waits.
 */
public final class LogInThrottle {

    /** After this long without a failure all is forgotten. */
    static final Duration REMEMBERED = Duration.ofHours(1);

    private static final int FREE_OF_ACCOUNT = 5;
    private static final int FREE_OF_SOURCE = 25;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private LogInThrottle() {}

    /** Failures in a row and the time of the last. */
    public record Failures(int count, @Nullable Instant last) {

        static final Failures NONE = new Failures(0, null);

        Failures and(Instant now) {
            return new Failures(since(now) + 1, now);
        }

        private int since(Instant now) {
            return last != null && now.isBefore(last.plus(REMEMBERED)) ? count : 0;
        }
    }

    /** When the next try is allowed; a time that is not in the future means now. */
    static Instant nextTry(Failures ofAccount, Failures ofSource, Instant now) {
        Instant account = after(ofAccount, FREE_OF_ACCOUNT, now);
        Instant source = after(ofSource, FREE_OF_SOURCE, now);
        return account.isAfter(source) ? account : source;
    }

    private static Instant after(Failures failures, int free, Instant now) {
        Instant last = failures.last();
        int beyond = failures.since(now) - free;
        if (last == null || beyond < 0) {
            return now;
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(beyond, 20));
        return last.plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
    }
}
