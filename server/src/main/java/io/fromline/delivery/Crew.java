package io.fromline.delivery;

import java.time.Duration;
import java.util.concurrent.locks.Condition;

/**
 * How many connections an outlet has, and which of them rest.
 *
 * <p>A few messages follow one another over a connection at work before another one is called: that takes fewer round trips and wakes
 * fewer threads. When nothing was taken for a moment, those at work are not getting through, and the others are called.
 *
 * <p>Not thread-safe: whoever calls holds the outlet's lock.
 */
final class Crew {

    /** After so long it is looked whether those at work get through. */
    static final Duration MOMENT = Duration.ofMillis(2);

    /** So many messages wait for each connection at work before another one is called. */
    private static final int RUN = 4;

    private final Condition mail;
    private int most;
    private int connections;
    private int resting;
    private int called;
    private boolean watched;
    private long taken;
    private long takenAtLook;

    Crew(Condition mail, int most) {
        this.mail = mail;
        this.most = most;
    }

    void most(int connections) {
        most = connections;
    }

    int connections() {
        return connections;
    }

    boolean tooMany() {
        return connections > most;
    }

    void ended() {
        connections--;
    }

    /** How many that rest are on their way to mail that waits. */
    int called() {
        return called;
    }

    /** Who is to be found for mail that came. */
    enum Wanted {
        NOBODY,
        /** A new connection, which counts from now on. */
        CONNECTION,
        /** Somebody who looks after a moment whether those at work get through. */
        WATCH
    }

    /** Mail came; with it so much waits. */
    Wanted came(int waiting) {
        if (waiting <= RUN * atWork()) {
            return spare() ? watch() : Wanted.NOBODY;
        }
        if (call()) {
            return Wanted.NOBODY;
        }
        return make() ? Wanted.CONNECTION : Wanted.NOBODY;
    }

    /** Counts one more connection; false when there may be none. */
    private boolean make() {
        if (connections >= most) {
            return false;
        }
        connections++;
        return true;
    }

    private int atWork() {
        return connections - resting + called;
    }

    private Wanted watch() {
        if (watched) {
            return Wanted.NOBODY;
        }
        watched = true;
        takenAtLook = taken;
        return Wanted.WATCH;
    }

    /** One that rests is called; false when there is none. */
    boolean call() {
        if (called == resting) {
            return false;
        }
        called++;
        mail.signal();
        return true;
    }

    /** Nobody watches any longer. */
    void unwatched() {
        watched = false;
    }

    /** Calls for all that waits if nothing was taken since the last look; returns how many connections are wanted, which count from now on. */
    int look(int waiting) {
        boolean getThrough = taken != takenAtLook;
        takenAtLook = taken;
        int wanted = 0;
        for (int i = called; i < waiting && !getThrough; i++) {
            if (!call() && make()) {
                wanted++;
            }
        }
        return wanted;
    }

    /** Whether there is anybody who could be called or made. */
    boolean spare() {
        return called < resting || connections < most;
    }

    /** Rests for so long or until it is called or everybody is; returns what is left of the time, in nanoseconds. */
    long rest(long nanos) throws InterruptedException {
        resting++;
        try {
            return mail.awaitNanos(nanos);
        } finally {
            resting--;
            called = Math.max(0, called - 1);
        }
    }

    /** Mail was taken. */
    void took() {
        taken++;
    }
}
