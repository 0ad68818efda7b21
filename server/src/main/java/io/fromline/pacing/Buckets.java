package io.fromline.pacing;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * Counts by spans of equal length, the newest so many of them; older ones fall away as time goes on.
 *
 * <p>Not thread-safe. A clock that is set back a little counts as one that stands still; one that is set back by more takes what
 * was counted along, at the age it had.
 */
final class Buckets {

    /** So many spans back, and no more, may be threads that read the clock at the same moment, or a clock being corrected. */
    private static final int A_LITTLE = 5;

    private final long seconds;
    private final int[] messages;
    private final int[] recipients;
    private long newest;

    Buckets(Duration length, int kept) {
        this.seconds = length.toSeconds();
        this.messages = new int[kept];
        this.recipients = new int[kept];
    }

    /** Counts what goes now. */
    void record(Instant now, Count count) {
        goTo(number(now));
        add(now, count);
    }

    /** Counts what went at another time. */
    void add(Instant at, Count count) {
        long bucket = number(at);
        advance(bucket);
        if (bucket > newest - messages.length) {
            messages[slot(bucket)] += count.messages();
            recipients[slot(bucket)] += count.recipients();
        }
    }

    void clear() {
        Arrays.fill(messages, 0);
        Arrays.fill(recipients, 0);
    }

    /** The newest so many at this time, the oldest first; the last one is the one that runs. */
    int[] newest(int last, boolean ofRecipients, Instant now) {
        goTo(number(now));
        var from = ofRecipients ? recipients : messages;
        var counts = new int[last];
        for (int i = 0; i < last; i++) {
            counts[i] = from[slot(newest - last + 1 + i)];
        }
        return counts;
    }

    int sum(int last, boolean ofRecipients, Instant now) {
        goTo(number(now));
        var from = ofRecipients ? recipients : messages;
        int sum = 0;
        for (int i = 0; i < last; i++) {
            sum += from[slot(newest - i)];
        }
        return sum;
    }

    /** When the bucket that runs gives way to the one so many later. */
    Instant startOfLater(int later) {
        return Instant.ofEpochSecond((newest + later) * seconds);
    }

    private void goTo(long now) {
        if (now < newest - A_LITTLE) {
            int back = Math.floorMod(now - newest, messages.length);
            rotate(messages, back);
            rotate(recipients, back);
            newest = now;
        }
        advance(now);
    }

    /** Each count into the slot so many further on. */
    private static void rotate(int[] counts, int by) {
        var before = counts.clone();
        for (int i = 0; i < counts.length; i++) {
            counts[(i + by) % counts.length] = before[i];
        }
    }

    private void advance(long bucket) {
        long passed = bucket - newest;
        for (long i = 1; i <= Math.min(passed, messages.length); i++) {
            messages[slot(newest + i)] = 0;
            recipients[slot(newest + i)] = 0;
        }
        newest = Math.max(newest, bucket);
    }

    private long number(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), seconds);
    }

    private int slot(long bucket) {
        return Math.floorMod(bucket, messages.length);
    }
}
