package io.fromline.queue;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes mail straight from where it was accepted, so that it need not be read back.
 *
 * <p>Who has a place writes the deliveries as claimed by its node, and after the commit says {@link Place#take} or, when nothing was
 * committed, {@link Place#leave}; one of the two, always.
 */
public interface HandOver {

    /**
     * A place for deliveries on this lane, or {@code null} when they have to queue: it is full, its relay takes nothing now, or another
     * node works on it.
     */
    @Nullable
    Place reserve(Lane lane, int deliveries);

    /** Tells that deliveries were queued on this lane which may be due now. */
    void wake(Lane lane);

    /** Room for deliveries that are about to be committed. */
    interface Place {

        /** Who is to claim them. */
        UUID node();

        /** They are committed: send them. */
        void take(MailTransaction transaction);

        /** They were not stored. */
        void leave();
    }
}
