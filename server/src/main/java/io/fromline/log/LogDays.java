package io.fromline.log;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;

/** The days by which the log is kept, so that old ones are dropped as a whole. */
public interface LogDays {

    /** Makes the log ready for mail that goes from it after these days; harmless where it is. */
    void ready(Collection<LocalDate> days);

    /** Drops what was to go before this day, but for mail that is not sent yet; returns how much of the log it was, in its own parts. */
    int dropBefore(LocalDate day);

    /**
     * Forgets idempotency keys older than this, counts of days before, and nodes that were given up a month earlier, which none that still
     * runs can be; returns how many.
     */
    int forgetBefore(Instant time);
}
