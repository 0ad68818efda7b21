package io.fromline.account;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers failed log-ins of this node by account and by source.
 *
 * <p>It holds so many of each at most and forgets the oldest, so that guessing cannot fill the memory. Thread-safe.
 */
final class LogInAttempts {

    private static final int MOST = 50_000;

    private final InstantSource clock;
    private final Map<String, LogInThrottle.Failures> accounts = bounded();
    private final Map<String, LogInThrottle.Failures> sources = bounded();

    LogInAttempts(InstantSource clock) {
        this.clock = clock;
    }

    /** Counts a try as failed until {@link #succeeded} says otherwise; empty when it may go on, else when to try again. */
    synchronized Optional<Instant> begin(String account, String source) {
        Instant now = clock.instant();
        LogInThrottle.Failures ofAccount = accounts.getOrDefault(account, LogInThrottle.Failures.NONE);
        LogInThrottle.Failures ofSource = sources.getOrDefault(source, LogInThrottle.Failures.NONE);
        Instant next = LogInThrottle.nextTry(ofAccount, ofSource, now);
        if (next.isAfter(now)) {
            return Optional.of(next);
        }
        // Counted before the slow check: many tries at once are as many failures.
        accounts.put(account, ofAccount.and(now));
        sources.put(source, ofSource.and(now));
        return Optional.empty();
    }

    /** When to try again, if not now; for checks so quick that tries need not be counted before. */
    synchronized Optional<Instant> wait(String account, String source) {
        Instant now = clock.instant();
        return Optional.of(LogInThrottle.nextTry(
                        accounts.getOrDefault(account, LogInThrottle.Failures.NONE),
                        sources.getOrDefault(source, LogInThrottle.Failures.NONE),
                        now))
                .filter(next -> next.isAfter(now));
    }

    synchronized void failed(String account, String source) {
        Instant now = clock.instant();
        accounts.put(
                account,
                accounts.getOrDefault(account, LogInThrottle.Failures.NONE).and(now));
        sources.put(
                source,
                sources.getOrDefault(source, LogInThrottle.Failures.NONE).and(now));
    }

    synchronized void succeeded(String account, String source) {
        accounts.remove(account);
        LogInThrottle.Failures failures = sources.getOrDefault(source, LogInThrottle.Failures.NONE);
        sources.put(source, new LogInThrottle.Failures(Math.max(0, failures.count() - 1), failures.last()));
    }

    private static Map<String, LogInThrottle.Failures> bounded() {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, LogInThrottle.Failures> eldest) {
                return size() > MOST;
            }
        };
    }
}
