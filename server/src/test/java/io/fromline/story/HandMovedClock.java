package io.fromline.story;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that a test moves; it begins now, as log-ins and certificates want, and stands still meanwhile unless it is running. */
public final class HandMovedClock implements InstantSource {

    private final InstantSource underneath;
    private final AtomicReference<Duration> moved = new AtomicReference<>(Duration.ZERO);

    private HandMovedClock(InstantSource underneath) {
        this.underneath = underneath;
    }

    public HandMovedClock() {
        this(InstantSource.fixed(Instant.now().truncatedTo(ChronoUnit.MILLIS)));
    }

    /** One that also goes by itself. */
    static HandMovedClock running() {
        return new HandMovedClock(InstantSource.system());
    }

    @Override
    public Instant instant() {
        return underneath.instant().plus(moved.get());
    }

    /** Time passes; or the clock is set back, by a negative time. */
    public void advance(Duration time) {
        moved.updateAndGet(so -> so.plus(time));
    }
}
