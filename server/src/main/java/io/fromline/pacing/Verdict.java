package io.fromline.pacing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether a message may go. */
public sealed interface Verdict {

    /** Now: room for it is kept until it is told that it went, or did not. */
    record Now() implements Verdict {}

    /**
     * Not before this time; asking again then is right, and the answer may be another wait.
     *
     * @param quota which limit is reached; {@code null} when the relay rests because its provider said so
     */
    record Wait(Instant until, @Nullable Quota quota) implements Verdict {}
}
