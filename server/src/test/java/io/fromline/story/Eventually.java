package io.fromline.story;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what another process or thread does: looks again and again until it holds, or fails as it last did. */
final class Eventually {

    private Eventually() {}

    static void holds(Duration atMost, Runnable assertion) {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError | RuntimeException notYet) {
                if (System.nanoTime() > end) {
                    throw notYet;
                }
                LockSupport.parkNanos(20_000_000);
            }
        }
    }

    static void holds(Runnable assertion) {
        holds(Duration.ofSeconds(20), assertion);
    }
}
