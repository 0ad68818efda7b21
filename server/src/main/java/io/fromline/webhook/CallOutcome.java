package io.fromline.webhook;

/** What became of a call. */
public sealed interface CallOutcome {

    /** Answered with a status of 2xx. */
    record Taken() implements CallOutcome {}

    /** Answered 410: nobody is there any more. */
    record Gone() implements CallOutcome {}

    /**
     * Not taken.
     *
     * @param why a status, or {@code unreachable}, {@code timeout}, {@code tls}, {@code protocol}
     */
    record Failed(String why) implements CallOutcome {}

    /** In one word. */
    default String label() {
        return switch (this) {
            case Taken _ -> "taken";
            case Gone _ -> "410";
            case Failed failed -> failed.why();
        };
    }
}
