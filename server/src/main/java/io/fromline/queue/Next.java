package io.fromline.queue;

import java.time.Instant;

/** What follows from an attempt. */
public sealed interface Next {

    /** Accepted: nothing more to do here. */
    record Done() implements Next {}

    /** Another attempt, not before this time. */
    record RetryAt(Instant time) implements Next {}

    /** The delivery has failed. */
    record GiveUp() implements Next {}

    /** The whole relay waits until this time; this delivery with it. */
    record PauseRelay(Instant until) implements Next {}

    /** The relay needs a person: nothing more is sent over it until it is mended or resumed, and its mail is kept. */
    record HoldRelay() implements Next {}

    /** The name in the API and the log. */
    default String label() {
        return switch (this) {
            case Done _ -> "done";
            case RetryAt _ -> "retry";
            case GiveUp _ -> "give-up";
            case PauseRelay _ -> "pause";
            case HoldRelay _ -> "hold";
        };
    }
}
