package io.fromline.delivery;

import io.fromline.queue.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the clock was set back, and brings forward what would wait for that time to pass once more.
 *
 * <p>A clock that is set forwards makes nothing wait. One that is set back for several nodes at once brings things forward once for
 * each: what was put off is tried earlier then, and nothing later.
 */
public final class ClockWatch {

    /** Less than this is a clock being corrected, and waited for. */
    private static final Duration LEAST = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);

    private final Schedule schedule;
    private final InstantSource clock;
    private Instant last;

    public ClockWatch(Schedule schedule, InstantSource clock) {
        this.schedule = schedule;
        this.clock = clock;
        this.last = clock.instant();
    }

    /** To be called again and again. */
    public synchronized void look() {
        var now = clock.instant();
        var back = Duration.between(now, last);
        if (back.compareTo(LEAST) >= 0) {
            int brought = schedule.bringForward(back, now);
            LOG.warn("the clock was set back by {}; {} that waited for a time are brought forward", back, brought);
        }
        last = now;
    }
}
