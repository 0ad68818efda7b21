package io.fromline.pacing;

import java.time.Duration;

/** The spans of time that providers count in; each rolls on with the clock and starts at no fixed hour. */
public enum Window {
    MINUTE(Duration.ofMinutes(1)),
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofDays(1));

    private final Duration length;

    Window(Duration length) {
        this.length = length;
    }

    public Duration length() {
        return length;
    }
}
