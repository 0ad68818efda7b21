package io.fromline.pacing;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * What went over a relay lately: a day by minutes, the last minute by seconds.
 *
 * <p>Thread-safe. What it tells is never too low: a minute counts until all of it has left the window, and so does a second in the
 * window of a minute.
 */
public final class Usage {

    private static final int MINUTE_AND_ONE = 61;
    private static final int DAY_AND_ONE = 24 * 60 + 1;

    private final Buckets seconds = new Buckets(Duration.ofSeconds(1), MINUTE_AND_ONE);
    private final Buckets minutes = new Buckets(Duration.ofMinutes(1), DAY_AND_ONE);

    /** Counts what just went. */
    public synchronized void record(Instant now, Count count) {
        seconds.record(now, count);
        minutes.record(now, count);
    }

    /** Adds what went before, by the minute it went in; at which second of the minute is not known, so it counts as its last. */
    public synchronized void restore(Instant now, Map<Instant, Count> byMinute) {
        seconds.sum(1, false, now);
        minutes.sum(1, false, now);
        byMinute.forEach((minute, count) -> {
            minutes.add(minute.isBefore(now) ? minute : now, count);
            var last = minute.truncatedTo(ChronoUnit.MINUTES).plusSeconds(59);
            seconds.add(last.isBefore(now) ? last : now, count);
        });
    }

    /** Forgets everything, as when another account takes the place of the one that it was counted for. */
    public synchronized void clear() {
        seconds.clear();
        minutes.clear();
    }

    /** How much of a quota is used at this time. */
    public synchronized int used(Quota quota, Instant now) {
        return buckets(quota).sum(kept(quota), quota.ofRecipients(), now);
    }

    /** From when on at least so much less will be used; the time itself when that much is not used at all. */
    public synchronized Instant frees(Quota quota, int amount, Instant now) {
        var counts = counts(quota, now);
        int gone = 0;
        for (int i = 0; i < counts.length; i++) {
            gone += counts[i];
            if (counts[i] > 0 && gone >= amount) {
                return buckets(quota).startOfLater(i + 1);
            }
        }
        return now;
    }

    /** What is used by the buckets it was used in, the oldest first; at each step on, the first of them falls away. */
    synchronized int[] counts(Quota quota, Instant now) {
        return buckets(quota).newest(kept(quota), quota.ofRecipients(), now);
    }

    private Buckets buckets(Quota quota) {
        return quota.window() == Window.MINUTE ? seconds : minutes;
    }

    private static int kept(Quota quota) {
        return quota.window() == Window.DAY ? DAY_AND_ONE : MINUTE_AND_ONE;
    }

    /** How long one bucket is. */
    static Duration step(Quota quota) {
        return quota.window() == Window.MINUTE ? Duration.ofSeconds(1) : Duration.ofMinutes(1);
    }
}
