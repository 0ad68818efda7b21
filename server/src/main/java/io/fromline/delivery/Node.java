package io.fromline.delivery;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** This process among those that may work on the same database: who it is, its clock, its source of chance. */
public record Node(UUID id, InstantSource clock, RandomGenerator random) {

    Instant now() {
        return clock.instant();
    }

    /** From 0 (inclusive) to 1 (exclusive). */
    double chance() {
        return random.nextDouble();
    }
}
