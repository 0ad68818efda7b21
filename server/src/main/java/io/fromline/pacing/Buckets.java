package io.fromline.pacing;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * Counts by spans of equal length, the newest so many of them; older ones fall away as time goes on. Only spans in which something was
 * counted take memory.
 *
 * <p>Not thread-safe. A clock that is set back a little counts as one that stands still; one that is set back by more takes what
 * was counted along, at the age it had.
 */
final class Buckets {

    /** So many spans back, and no more, may be threads that read the clock at the same moment, or a clock being corrected. */
    private static final int A_LITTLE = 5;

    private static final int FEW = 4;

    private final long seconds;
    private final int kept;

    /** The spans with counts, the oldest first. */
    private long[] spans = new long[FEW];

    private int[] messages = new int[FEW];
    private int[] recipients = new int[FEW];
    private int size;
    private long newest;

    Buckets(Duration length, int kept) {
        this.seconds = length.toSeconds();
        this.kept = kept;
    }

    /** Counts what goes now. */
    void record(Instant now, Count count) {
        goTo(number(now));
        add(now, count);
    }

    /** Counts what went at another time. */
    void add(Instant at, Count count) {
        long span = number(at);
        newest = Math.max(newest, span);
        if (span > newest - kept) {
            int index = index(span);
            messages[index] += count.messages();
            recipients[index] += count.recipients();
        }
    }

    void clear() {
        size = 0;
    }

    /** The newest so many at this time, the oldest first; the last one is the one that runs. */
    int[] newest(int last, boolean ofRecipients, Instant now) {
        goTo(number(now));
        var from = ofRecipients ? recipients : messages;
        var counts = new int[last];
        for (int i = size - 1; i >= 0 && spans[i] > newest - last; i--) {
            counts[(int) (spans[i] - newest) + last - 1] = from[i];
        }
        return counts;
    }

    int sum(int last, boolean ofRecipients, Instant now) {
        goTo(number(now));
        var from = ofRecipients ? recipients : messages;
        int sum = 0;
        for (int i = size - 1; i >= 0 && spans[i] > newest - last; i--) {
            sum += from[i];
        }
        return sum;
    }

    /** When the bucket that runs gives way to the one so many later. */
    Instant startOfLater(int later) {
        return Instant.ofEpochSecond((newest + later) * seconds);
    }

    private void goTo(long now) {
        if (now < newest - A_LITTLE) {
            for (int i = 0; i < size; i++) {
                spans[i] -= newest - now;
            }
            newest = now;
        }
        newest = Math.max(newest, now);
    }

    /** Where this span is counted, mostly at the end. */
    private int index(long span) {
        int index = size;
        while (index > 0 && spans[index - 1] >= span) {
            index--;
        }
        if (index < size && spans[index] == span) {
            return index;
        }
        if (size == spans.length) {
            index -= makeRoom();
        }
        System.arraycopy(spans, index, spans, index + 1, size - index);
        System.arraycopy(messages, index, messages, index + 1, size - index);
        System.arraycopy(recipients, index, recipients, index + 1, size - index);
        spans[index] = span;
        messages[index] = 0;
        recipients[index] = 0;
        size++;
        return index;
    }

    /** Lets go of what is too old, and grows unless that was a quarter; how many spans went. */
    private int makeRoom() {
        int old = 0;
        while (old < size && spans[old] <= newest - kept) {
            old++;
        }
        int length = old < size / 4 ? 2 * size : size;
        spans = Arrays.copyOf(Arrays.copyOfRange(spans, old, size), length);
        messages = Arrays.copyOf(Arrays.copyOfRange(messages, old, size), length);
        recipients = Arrays.copyOf(Arrays.copyOfRange(recipients, old, size), length);
        size -= old;
        return old;
    }

    private long number(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), seconds);
    }
}
