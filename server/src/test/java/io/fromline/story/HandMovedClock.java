package io.fromline.story;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it; it begins now, as log-ins and certificates want. */
public final class HandMovedClock implements InstantSource {

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.now().truncatedTo(ChronoUnit.MILLIS));

    @Override
    public Instant instant() {
        return now.get();
    }

    /** Time passes. */
    public void advance(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }
}
