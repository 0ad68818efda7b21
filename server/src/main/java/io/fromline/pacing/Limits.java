package io.fromline.pacing;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How much goes over a relay: the most of each kind, {@code null} where nothing limits it; never less than one.
 *
 * <p>Providers publish messages for a minute and an hour, and messages, recipients or both for a day; all of them hold at once.
 *
 * @param recipientsPerMessage of one message handed over, however many it was submitted to
 * @param connections at once
 */
public record Limits(
        @Nullable Integer messagesPerMinute,
        @Nullable Integer messagesPerHour,
        @Nullable Integer messagesPerDay,
        @Nullable Integer recipientsPerDay,
        @Nullable Integer recipientsPerMessage,
        @Nullable Integer messagesPerConnection,
        @Nullable Integer connections) {

    public static final Limits NONE = new Limits(null, null, null, null, null, null, null);

    public Limits {
        if (Stream.of(
                        Optional.ofNullable(messagesPerMinute),
                        Optional.ofNullable(messagesPerHour),
                        Optional.ofNullable(messagesPerDay),
                        Optional.ofNullable(recipientsPerDay),
                        Optional.ofNullable(recipientsPerMessage),
                        Optional.ofNullable(messagesPerConnection),
                        Optional.ofNullable(connections))
                .flatMap(Optional::stream)
                .anyMatch(limit -> limit < 1)) {
            throw new IllegalArgumentException("a limit below one would let nothing through");
        }
    }

    /**
     * What holds: the provider's published limits, or the operator's in their place, higher or lower; what the provider's replies
     * taught and what the tenant wants lower it further.
     */
    public static Limits effective(Limits provider, Limits operator, Limits learned, Limits own) {
        return operator.over(provider).within(learned).within(own);
    }

    /**
     * What one node may fill up to, where so many nodes send over the same relay: its part of the room that is left; each may send at
     * least something.
     *
     * @param used how much of each all of them have used
     */
    public Limits sharedBy(int nodes, ToIntFunction<Quota> used) {
        return new Limits(
                part(Quota.MESSAGES_PER_MINUTE, nodes, used),
                part(Quota.MESSAGES_PER_HOUR, nodes, used),
                part(Quota.MESSAGES_PER_DAY, nodes, used),
                part(Quota.RECIPIENTS_PER_DAY, nodes, used),
                recipientsPerMessage,
                messagesPerConnection,
                connections == null ? null : Integer.valueOf(Math.max(1, connections / nodes)));
    }

    private @Nullable Integer part(Quota quota, int nodes, ToIntFunction<Quota> used) {
        var limit = of(quota);
        if (limit == null) {
            return null;
        }
        int gone = used.applyAsInt(quota);
        return gone >= limit ? limit : Integer.valueOf(gone + Math.max(1, (limit - gone) / nodes));
    }

    public @Nullable Integer of(Quota quota) {
        return switch (quota) {
            case MESSAGES_PER_MINUTE -> messagesPerMinute;
            case MESSAGES_PER_HOUR -> messagesPerHour;
            case MESSAGES_PER_DAY -> messagesPerDay;
            case RECIPIENTS_PER_DAY -> recipientsPerDay;
        };
    }

    /** These, and the others where these say nothing. */
    Limits over(Limits others) {
        return combined(others, (mine, other) -> mine == null ? other : mine);
    }

    /** The lower of both. */
    Limits within(Limits others) {
        return combined(
                others,
                (mine, other) -> mine == null || other == null
                        ? mine == null ? other : mine
                        : Integer.valueOf(Math.min(mine, other)));
    }

    /** The names of those that are higher here than there. */
    public Stream<String> above(Limits ceiling) {
        return Stream.of(Named.values())
                .filter(named -> named.above(this, ceiling))
                .map(named -> named.name);
    }

    private enum Named {
        MINUTE("messagesPerMinute", Limits::messagesPerMinute),
        HOUR("messagesPerHour", Limits::messagesPerHour),
        DAY("messagesPerDay", Limits::messagesPerDay),
        DAYS_RECIPIENTS("recipientsPerDay", Limits::recipientsPerDay),
        RECIPIENTS("recipientsPerMessage", Limits::recipientsPerMessage),
        MESSAGES("messagesPerConnection", Limits::messagesPerConnection),
        CONNECTIONS("connections", Limits::connections);

        private final String name;
        private final Function<Limits, @Nullable Integer> value;

        Named(String name, Function<Limits, @Nullable Integer> value) {
            this.name = name;
            this.value = value;
        }

        private boolean above(Limits limits, Limits ceiling) {
            var here = value.apply(limits);
            var there = value.apply(ceiling);
            return here != null && there != null && here > there;
        }
    }

    private interface Choice {

        @Nullable
        Integer of(@Nullable Integer mine, @Nullable Integer other);
    }

    private Limits combined(Limits others, Choice choice) {
        return new Limits(
                choice.of(messagesPerMinute, others.messagesPerMinute),
                choice.of(messagesPerHour, others.messagesPerHour),
                choice.of(messagesPerDay, others.messagesPerDay),
                choice.of(recipientsPerDay, others.recipientsPerDay),
                choice.of(recipientsPerMessage, others.recipientsPerMessage),
                choice.of(messagesPerConnection, others.messagesPerConnection),
                choice.of(connections, others.connections));
    }
}
