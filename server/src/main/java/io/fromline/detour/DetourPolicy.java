package io.fromline.detour;

import io.fromline.relay.StoppedBy;
import io.fromline.submission.MessageClass;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which mail leaves by another way than its own: the one place for that. Pure.
 *
 * <p>Mail stays unless its tenant chose otherwise for this case and class. It stays for good where an earlier attempt may have
 * delivered it: by another way it could arrive twice, as from two senders.
 */
public final class DetourPolicy {

    /** Room that comes sooner is waited for; a code is useless by then. */
    static final Duration ROOM_IS_NEAR = Duration.ofMinutes(5);

    static final Duration ROOM_IS_NEAR_FOR_CODES = Duration.ofMinutes(1);

    /** A relay that comes back sooner has had a hiccup. */
    static final Duration HICCUP = Duration.ofMinutes(2);

    static final Duration HICCUP_FOR_CODES = Duration.ofSeconds(20);

    private static final String LIMIT = "limit.";

    /** These are said of a limit that has no name of its own. */
    private static final Set<String> TOO_MUCH = Set.of("reputation.throttled", "auth.too_many");

    private DetourPolicy() {}

    /** Why mail leaves by another way. */
    public enum Reason {
        /** A limit of its own relay is reached. */
        LIMIT,
        /** Its own relay fails. */
        FAILURE;

        /** The name in the API and the database: lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What is asked about.
     *
     * @param uncertain whether an attempt ended so that it may have been delivered
     */
    public record Mail(MessageClass messageClass, boolean uncertain) {}

    /** What is decided. */
    public sealed interface Verdict {

        record Stay() implements Verdict {}

        record Take(Way way, Reason reason, String cause) implements Verdict {}
    }

    /**
     * Whether mail takes another way now.
     *
     * @param open the ways that there are and that take mail
     */
    public static Verdict decide(Choices choices, Condition condition, Mail mail, Set<Way> open, Instant now) {
        if (mail.uncertain()) {
            return new Verdict.Stay();
        }
        var messageClass = mail.messageClass();
        boolean code = messageClass == MessageClass.SECURITY;
        return switch (condition) {
            case Condition.Ordinary _ -> new Verdict.Stay();
            case Condition.Full(var cause, var until) -> {
                var near = now.plus(code ? ROOM_IS_NEAR_FOR_CODES : ROOM_IS_NEAR);
                yield until.isBefore(near) ? new Verdict.Stay() : take(choices.overflow(), Reason.LIMIT, cause, open);
            }
            case Condition.Failing(var cause, var since) -> {
                var patient = since.plus(code ? HICCUP_FOR_CODES : HICCUP);
                yield now.isBefore(patient)
                        ? new Verdict.Stay()
                        : take(choices.fallback(messageClass), Reason.FAILURE, cause, open);
            }
            case Condition.Held(var cause) -> take(choices.fallback(messageClass), Reason.FAILURE, cause, open);
        };
    }

    private static Verdict take(Way way, Reason reason, String cause, Set<Way> open) {
        return way == Way.WAIT || !open.contains(way) ? new Verdict.Stay() : new Verdict.Take(way, reason, cause);
    }

    /**
     * How a relay stands, by what is noted of it.
     *
     * @param held the cause of its hold, or {@code null}
     * @param pause that goes on, or {@code null}
     */
    public static Condition condition(@Nullable String held, @Nullable Pause pause) {
        if (held != null) {
            return held.startsWith(StoppedBy.ANYBODY) ? new Condition.Ordinary() : new Condition.Held(held);
        }
        if (pause == null) {
            return new Condition.Ordinary();
        }
        boolean limit = pause.cause().startsWith(LIMIT) || TOO_MUCH.contains(pause.cause());
        return limit
                ? new Condition.Full(pause.cause(), pause.until())
                : new Condition.Failing(pause.cause(), pause.since());
    }

    /**
     * A relay's pause.
     *
     * @param since when the first of those began between which nothing got through
     */
    public record Pause(String cause, Instant since, Instant until) {}
}
