package io.fromline.pacing;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides what follows when a provider says that a limit of the account is reached: the one place for that. Pure; nothing here ever
 * fails a message.
 *
 * <p>The relay rests: longer each time the same is said again soon after the last rest, and for a limit of an hour or a day until some
 * of what was sent has left the window, where that much was sent by us. What was used at that moment becomes the limit. Whoever else sends by the same account uses it
 * up unseen, so a single refusal lowers a known limit by half at most, and one that comes while next to nothing was sent teaches nothing.
 */
public final class LearnedLimit {

    /** What is said again so soon after a rest is said in a row. */
    static final Duration IN_A_ROW = Duration.ofHours(1);

    /** So much of a hundred of what was used has to leave the window before another try. */
    private static final int ROOM_PERCENT = 5;

    private LearnedLimit() {}

    /**
     * What the provider said and when.
     *
     * @param connections that were open to it
     */
    public record Told(Excess excess, Instant at, Usage usage, int connections) {}

    /** What is known now, and until when the relay rests. */
    public record Taught(Learned learned, Instant restsUntil) {}

    /**
     * What follows.
     *
     * @param limits in force before, of all nodes together
     */
    public static Taught after(Learned before, Limits limits, Told told) {
        var pause = pause(before.pause(), limits, told);
        var learned = before.with(pause);
        return new Taught(lesson(learned, limits, told), pause.until());
    }

    private static Learned.Pause pause(Learned.@Nullable Pause last, Limits limits, Told told) {
        var excess = told.excess();
        boolean again = last != null
                && last.excess() == excess
                && told.at().isBefore(last.until().plus(IN_A_ROW));
        if (last != null && again && told.at().isBefore(last.until())) {
            return last; // another connection was told the same
        }
        int inARow = last != null && again ? last.inARow() + 1 : 1;
        var until = told.at().plus(excess.pause(inARow));
        var quota = excess.quota(limits);
        boolean rolls = excess == Excess.DAY || excess == Excess.HOUR;
        if (quota != null && rolls && explained(quota, limits, told)) {
            var freed = freed(quota, told);
            until = freed.isAfter(until) ? freed : until;
        }
        return new Learned.Pause(excess, inARow, until);
    }

    /** Whether what we sent ourselves is enough for the refusal; else somebody else's mail is what has to leave the window. */
    private static boolean explained(Quota quota, Limits limits, Told told) {
        int used = told.usage().used(quota, told.at());
        var limit = limits.of(quota);
        return used >= (limit == null ? floor(quota) : Math.ceilDiv(limit, 2));
    }

    private static Instant freed(Quota quota, Told told) {
        int used = told.usage().used(quota, told.at());
        int room = Math.max(1, Math.ceilDiv(used * ROOM_PERCENT, 100));
        return told.usage().frees(quota, room, told.at());
    }

    private static Learned lesson(Learned before, Limits limits, Told told) {
        var at = told.at();
        var quota = told.excess().quota(limits);
        if (quota == null) {
            int fewer = told.excess() == Excess.LOG_INS ? 1 : Math.max(1, told.connections() - 1);
            return before.with(new Learned.Lesson(fewer, at, at));
        }
        var known = before.quotas().get(quota);
        if (known != null && at.isBefore(known.since().plus(repeats(quota)))) {
            return before.with(quota, new Learned.Lesson(known.value(), known.since(), at));
        }
        int used = told.usage().used(quota, at);
        return used < floor(quota)
                ? before
                : before.with(quota, new Learned.Lesson(value(quota, used, limits), at, at));
    }

    private static int value(Quota quota, int used, Limits limits) {
        var limit = limits.of(quota);
        return limit == null ? used : Math.max(floor(quota), Math.min(limit, Math.max(used, Math.ceilDiv(limit, 2))));
    }

    /** For so long the same refusal only repeats the lesson. */
    private static Duration repeats(Quota quota) {
        return quota.window() == Window.DAY ? Duration.ofDays(1) : Duration.ofHours(1);
    }

    /** No provider of ours lets less than this through; what looks so is somebody else's mail over the same account. */
    static int floor(Quota quota) {
        return switch (quota) {
            case MESSAGES_PER_MINUTE -> 5;
            case MESSAGES_PER_HOUR -> 10;
            case MESSAGES_PER_DAY, RECIPIENTS_PER_DAY -> 20;
        };
    }
}
