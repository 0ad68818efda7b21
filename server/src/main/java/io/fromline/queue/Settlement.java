package io.fromline.queue;

/** What became of an attempt, to be written down. */
public record Settlement(Claim claim, Attempt attempt, Next next) {

    /** What came of writing it. */
    public enum Written {
        /** As it was told. */
        DONE,
        /** And it was this one that held the relay. */
        HELD_THE_RELAY,
        /** Nothing was written: the claim had ended, and somebody else settles this delivery. */
        LOST
    }
}
