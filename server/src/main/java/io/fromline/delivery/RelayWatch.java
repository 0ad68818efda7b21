package io.fromline.delivery;

import io.fromline.queue.Attempt;
import io.fromline.queue.Claim;

/** Is told of every settled attempt, to keep a relay's health and to tell somebody when it was held. */
public interface RelayWatch {

    /**
     * An attempt was settled.
     *
     * @param heldNow whether it was this attempt that held the relay
     */
    void settled(Claim claim, Attempt attempt, boolean heldNow);
}
