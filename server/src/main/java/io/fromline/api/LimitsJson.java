package io.fromline.api;

import io.fromline.pacing.Limits;
import org.jspecify.annotations.Nullable;

/** Limits as the API takes and shows them; null is no limit of this kind. */
record LimitsJson(
        @Nullable Integer messagesPerMinute,
        @Nullable Integer messagesPerHour,
        @Nullable Integer messagesPerDay,
        @Nullable Integer recipientsPerDay,
        @Nullable Integer recipientsPerMessage,
        @Nullable Integer messagesPerConnection,
        @Nullable Integer connections) {

    private static final int HIGHEST = 10_000_000;

    static LimitsJson of(Limits limits) {
        return new LimitsJson(
                limits.messagesPerMinute(),
                limits.messagesPerHour(),
                limits.messagesPerDay(),
                limits.recipientsPerDay(),
                limits.recipientsPerMessage(),
                limits.messagesPerConnection(),
                limits.connections());
    }

    /** @param within the name of the object that they stand in, with a dot, or nothing */
    Limits checked(String within) {
        return new Limits(
                checked(messagesPerMinute, within + "messagesPerMinute"),
                checked(messagesPerHour, within + "messagesPerHour"),
                checked(messagesPerDay, within + "messagesPerDay"),
                checked(recipientsPerDay, within + "recipientsPerDay"),
                checked(recipientsPerMessage, within + "recipientsPerMessage"),
                checked(messagesPerConnection, within + "messagesPerConnection"),
                checked(connections, within + "connections"));
    }

    private static @Nullable Integer checked(@Nullable Integer limit, String field) {
        if (limit != null && (limit < 1 || limit > HIGHEST)) {
            throw Problem.field(field, "relay.limit_invalid");
        }
        return limit;
    }
}
