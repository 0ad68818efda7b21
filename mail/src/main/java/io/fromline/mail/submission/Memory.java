package io.fromline.mail.submission;

import java.util.concurrent.atomic.AtomicLong;

/** What all messages that are being received may take of the heap together. Thread-safe. */
final class Memory {

    private final AtomicLong free;

    Memory(long octets) {
        free = new AtomicLong(octets);
    }

    /** Whether there was so much; then it is the caller's until given back. */
    boolean take(long octets) {
        if (free.addAndGet(-octets) >= 0) {
            return true;
        }
        free.addAndGet(octets);
        return false;
    }

    void giveBack(long octets) {
        free.addAndGet(octets);
    }

    long free() {
        return free.get();
    }
}
