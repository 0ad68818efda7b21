package io.fromline.queue;

import java.time.Duration;
import java.time.Instant;

/** All that waits for a time of day to come. */
public interface Schedule {

    /**
     * Lets what waits for a time after this wait so much less: the clock was set back.
     *
     * @return how much waits that had to be brought forward
     */
    int bringForward(Duration by, Instant now);
}
