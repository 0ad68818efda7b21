package io.fromline.detour;

import io.fromline.submission.MessageClass;
import java.util.stream.Stream;

/**
 * What a tenant chose for mail over one of its relays.
 *
 * @param overflow while a limit of the relay is reached
 * @param security for mail of this class while the relay fails; the others likewise
 */
public record Choices(Way overflow, Way security, Way transactional, Way digest) {

    /** What holds until the tenant chooses: all mail waits. */
    public static final Choices NONE = new Choices(Way.WAIT, Way.WAIT, Way.WAIT, Way.WAIT);

    /** By which way mail of this class may leave while the relay fails. */
    public Way fallback(MessageClass messageClass) {
        return switch (messageClass) {
            case SECURITY -> security;
            case TRANSACTIONAL -> transactional;
            case DIGEST -> digest;
        };
    }

    /** Whether this way is chosen for anything. */
    public boolean use(Way way) {
        return Stream.of(overflow, security, transactional, digest).anyMatch(way::equals);
    }
}
