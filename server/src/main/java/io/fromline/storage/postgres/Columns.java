package io.fromline.storage.postgres;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows as arrays, one for each column, as {@code unnest} takes them. */
record Columns<T>(List<T> rows) {

    @Nullable
    String[] texts(Function<T, @Nullable String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    @Nullable
    UUID[] ids(Function<T, @Nullable UUID> value) {
        return rows.stream().map(value).toArray(UUID[]::new);
    }

    Integer[] numbers(Function<T, Integer> value) {
        return rows.stream().map(value).toArray(Integer[]::new);
    }

    byte[][] bytes(Function<T, byte[]> value) {
        return rows.stream().map(value).toArray(byte[][]::new);
    }

    /** As texts, which the statement casts. */
    @Nullable
    String[] times(Function<T, @Nullable Instant> value) {
        return texts(row -> {
            var time = value.apply(row);
            return time == null ? null : time.toString();
        });
    }
}
