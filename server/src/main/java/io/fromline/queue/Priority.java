package io.fromline.queue;

/** How urgently a message is wanted; within a relay, the more urgent go more often, and none never. */
public enum Priority {
    /** Useless when late, as a code is. */
    HIGH,
    /** Somebody's action set it off. */
    NORMAL,
    /** Nobody waits for it. */
    LOW
}
