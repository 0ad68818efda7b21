package io.fromline.queue;

import java.util.UUID;

/** What a node is told that wants to send over a lane. */
public sealed interface Hold {

    /** It is this node's to work on, and its relay takes mail. */
    record Open() implements Hold {}

    /** It is this node's to work on, and its relay takes nothing now. */
    record Closed() implements Hold {}

    /** Another node works on it. */
    record Elsewhere(UUID node) implements Hold {}
}
