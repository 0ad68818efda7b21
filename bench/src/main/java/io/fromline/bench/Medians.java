package io.fromline.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Medians and percentiles, and how numbers are written. */
final class Medians {

    private Medians() {}

    static <T> double of(List<T> runs, ToDoubleFunction<T> what) {
        return percentile(runs.stream().mapToDouble(what).sorted().toArray(), 0.5);
    }

    /** Of values in order: the smallest that so large a part of them does not exceed. */
    static double percentile(double[] sorted, double part) {
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, (int) Math.ceil(sorted.length * part) - 1)];
    }

    static String number(double value) {
        if (Double.isNaN(value)) {
            return "none";
        }
        boolean whole = value >= 100 || value == Math.rint(value);
        return String.format(Locale.ROOT, whole ? "%,.0f" : value < 10 ? "%.2f" : "%.1f", value);
    }

    /** All runs, in the order in which they were. */
    static <T> String all(List<T> runs, ToDoubleFunction<T> what) {
        return String.join(
                ", ", runs.stream().map(run -> number(what.applyAsDouble(run))).toList());
    }
}
