package io.fromline.relay;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides when an idle relay is looked at: the one place for that. Pure.
 *
 * <p>Each relay has a time of the day of its own, so that the looks are spread; a server that was down at that time waits for the
 * next day rather than making all of them at once. Never twice within {@link #IDLE}, whatever came of it: a refused log-in is not
 * tried again sooner, which might lock the account.
 */
final class CheckSchedule {

    /** A relay over which an attempt was made more recently has told how it is. */
    static final Duration IDLE = Duration.ofDays(1);

    /** How long after its time of the day a relay may still be looked at. */
    static final Duration WINDOW = Duration.ofHours(2);

    private CheckSchedule() {}

    /**
     * Whether to look now.
     *
     * @param lastAttempt when mail was last handed over or refused
     * @param lastCheck when it was last looked at
     */
    static boolean due(UUID relay, @Nullable Instant lastAttempt, @Nullable Instant lastCheck, Instant now) {
        return rested(lastAttempt, now) && rested(lastCheck, now) && inWindow(relay, now);
    }

    private static boolean rested(@Nullable Instant time, Instant now) {
        return time == null || !now.isBefore(time.plus(IDLE));
    }

    private static boolean inWindow(UUID relay, Instant now) {
        var midnight = now.truncatedTo(ChronoUnit.DAYS);
        var sinceMidnight = Duration.between(midnight, now).toMinutes();
        long day = Duration.ofDays(1).toMinutes();
        return Math.floorMod(sinceMidnight - slot(relay), day) < WINDOW.toMinutes();
    }

    /** The minute of the day, in UTC; the mixing is that of SplitMix64, since ids made together differ little. */
    static long slot(UUID relay) {
        long mixed = relay.getMostSignificantBits() ^ Long.rotateLeft(relay.getLeastSignificantBits(), 32);
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return Math.floorMod(mixed ^ (mixed >>> 31), Duration.ofDays(1).toMinutes());
    }
}
