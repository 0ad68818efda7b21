package io.fromline.pacing;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much of a quota is used and what is to be expected. Pure.
 *
 * @param freesAt from when on there is room for one more; while there is some, when the oldest of what is used falls away;
 *     {@code null} when nothing is used
 * @param reachedAt about when the limit is reached if mail goes on as it went lately, what falls away meanwhile counted off;
 *     {@code null} when it is not, or is reached already
 */
public record Forecast(
        Quota quota,
        int used,
        int limit,
        @Nullable Instant freesAt,
        @Nullable Instant reachedAt) {

    private static final int WARNING_PERCENT = 80;

    /** Of all windows with a limit. */
    public static List<Forecast> all(Limits limits, Usage usage, Instant now) {
        return Arrays.stream(Quota.values())
                .map(quota -> of(quota, limits, usage, now))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Of one window; where it counts messages and recipients both, the one of which more is used. */
    public static Optional<Forecast> of(Window window, Limits limits, Usage usage, Instant now) {
        return all(limits, usage, now).stream()
                .filter(forecast -> forecast.quota.window() == window)
                .max(Comparator.comparingDouble(Forecast::part));
    }

    private static @Nullable Forecast of(Quota quota, Limits limits, Usage usage, Instant now) {
        var limit = limits.of(quota);
        if (limit == null) {
            return null;
        }
        var counts = usage.counts(quota, now);
        int used = Arrays.stream(counts).sum();
        var frees = used == 0 ? null : usage.frees(quota, Math.max(1, used + 1 - limit), now);
        return new Forecast(quota, used, limit, frees, used >= limit ? null : reached(quota, limit, counts, now));
    }

    private static @Nullable Instant reached(Quota quota, int limit, int[] counts, Instant now) {
        int lately = lately(quota.window());
        double perStep =
                Arrays.stream(counts, counts.length - lately, counts.length).sum() / (double) lately;
        double used = Arrays.stream(counts).sum();
        for (int step = 1; step < counts.length && perStep > 0; step++) {
            used += perStep - counts[step - 1];
            if (used >= limit) {
                return now.plus(Usage.step(quota).multipliedBy(step));
            }
        }
        return null;
    }

    /** By how many of the newest buckets the rate is told: an hour of a day, ten minutes of an hour, ten seconds of a minute. */
    private static int lately(Window window) {
        return window == Window.DAY ? (int) Duration.ofHours(1).toMinutes() : 10;
    }

    private double part() {
        return used / (double) limit;
    }

    public int percent() {
        return (int) Math.min(100, used * 100L / limit);
    }

    /** Whether so much is used that somebody should know. */
    public boolean near() {
        return near(used, limit);
    }

    public static boolean near(int used, int limit) {
        return used * 100L >= limit * (long) WARNING_PERCENT;
    }

    public boolean reached() {
        return used >= limit;
    }
}
