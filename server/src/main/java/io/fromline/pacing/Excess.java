package io.fromline.pacing;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a provider said there was too much of. */
public enum Excess {
    DAY(Quota.MESSAGES_PER_DAY, Duration.ofHours(1), Duration.ofHours(2), Duration.ofHours(4)),
    HOUR(
            Quota.MESSAGES_PER_HOUR,
            Duration.ofMinutes(10),
            Duration.ofMinutes(20),
            Duration.ofMinutes(30),
            Duration.ofHours(1)),
    RATE(
            Quota.MESSAGES_PER_MINUTE,
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15)),
    CONNECTIONS(null, Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(5)),
    LOG_INS(null, Duration.ofMinutes(15), Duration.ofMinutes(30), Duration.ofHours(1));

    private final @Nullable Quota quota;
    private final List<Duration> pauses;

    Excess(@Nullable Quota quota, Duration... pauses) {
        this.quota = quota;
        this.pauses = List.of(pauses);
    }

    /** What a cause of the diagnosis says there was too much of; empty for all that are no limit of the relay's account. */
    public static Optional<Excess> of(String cause) {
        return switch (cause) {
            case "limit.daily" -> Optional.of(DAY);
            case "limit.hourly" -> Optional.of(HOUR);
            case "limit.rate", "reputation.throttled" -> Optional.of(RATE);
            case "limit.connections" -> Optional.of(CONNECTIONS);
            case "auth.too_many" -> Optional.of(LOG_INS);
            default -> Optional.empty();
        };
    }

    /** The quota that it is about, in the unit that the relay's limits count in; {@code null} when it is about connections. */
    @Nullable
    Quota quota(Limits limits) {
        boolean onlyRecipients = limits.messagesPerDay() == null && limits.recipientsPerDay() != null;
        return this == DAY && onlyRecipients ? Quota.RECIPIENTS_PER_DAY : quota;
    }

    /** How long the relay rests at least, when this was said so many times in a row. */
    Duration pause(int inARow) {
        return pauses.get(Math.min(inARow, pauses.size()) - 1);
    }
}
