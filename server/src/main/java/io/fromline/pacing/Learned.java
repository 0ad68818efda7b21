package io.fromline.pacing;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a relay's provider has taught about its limits by refusing mail.
 *
 * <p>A lesson holds for {@link #HOLDS}; then each day without another lets a fifth more through, or one connection more, until after
 * {@link #FORGOTTEN} it is forgotten. Nothing has to be done for that: it follows from when the lesson was.
 *
 * @param pause the last one, perhaps over
 */
public record Learned(
        Map<Quota, Lesson> quotas,
        @Nullable Lesson connections,
        @Nullable Pause pause) {

    static final Duration HOLDS = Duration.ofDays(3);
    static final Duration FORGOTTEN = Duration.ofDays(10);
    private static final double MORE_EACH_DAY = 1.2;

    public static final Learned NOTHING = new Learned(Map.of(), null, null);

    public Learned {
        quotas = Map.copyOf(quotas);
    }

    /**
     * How much goes through, or may stand open.
     *
     * @param since when it was learned
     * @param at when it was last said
     */
    public record Lesson(int value, Instant since, Instant at) {}

    /** How long the relay rests. */
    public record Pause(Excess excess, int inARow, Instant until) {}

    /** What of it limits the relay at this time. */
    public Limits at(Instant now) {
        return new Limits(
                raised(quotas.get(Quota.MESSAGES_PER_MINUTE), now),
                raised(quotas.get(Quota.MESSAGES_PER_HOUR), now),
                raised(quotas.get(Quota.MESSAGES_PER_DAY), now),
                raised(quotas.get(Quota.RECIPIENTS_PER_DAY), now),
                null,
                null,
                more(connections, now));
    }

    private static @Nullable Integer raised(@Nullable Lesson lesson, Instant now) {
        return lesson == null || forgotten(lesson, now)
                ? null
                : Integer.valueOf((int) Math.min(
                        Integer.MAX_VALUE,
                        Math.round(lesson.value * Math.pow(MORE_EACH_DAY, daysBeyond(lesson, now)))));
    }

    private static @Nullable Integer more(@Nullable Lesson lesson, Instant now) {
        return lesson == null || forgotten(lesson, now)
                ? null
                : Integer.valueOf(lesson.value + (int) daysBeyond(lesson, now));
    }

    private static boolean forgotten(Lesson lesson, Instant now) {
        return !now.isBefore(lesson.at.plus(FORGOTTEN));
    }

    private static long daysBeyond(Lesson lesson, Instant now) {
        return Math.max(0, Duration.between(lesson.at.plus(HOLDS), now).toDays());
    }

    Learned with(Quota quota, Lesson lesson) {
        var all = new HashMap<>(quotas);
        all.put(quota, lesson);
        return new Learned(all, connections, pause);
    }

    Learned with(Lesson ofConnections) {
        return new Learned(quotas, ofConnections, pause);
    }

    Learned with(Pause another) {
        return new Learned(quotas, connections, another);
    }
}
