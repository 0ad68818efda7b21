package io.fromline.delivery;

import io.fromline.mail.Fault;
import io.fromline.queue.Attempt;
import io.fromline.queue.Claim;
import org.jspecify.annotations.Nullable;

/** Is told of every settled attempt, to keep a relay's health and to tell somebody when it was held. */
public interface RelayWatch {

    /**
     * An attempt was settled.
     *
     * @param scope what the failure concerns; {@code null} when it was accepted
     * @param heldNow whether it was this attempt that held the relay
     */
    void settled(Claim claim, Attempt attempt, Fault.@Nullable Scope scope, boolean heldNow);
}
