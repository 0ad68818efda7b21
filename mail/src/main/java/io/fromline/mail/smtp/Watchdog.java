package io.fromline.mail.smtp;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Closes a socket when its time is up, whatever it is blocked in, a fifth of a second late at most.
 *
 * <p>A socket's own time limit starts anew with each octet read, and does not hold for writing. One thread looks at all of them, as
 * setting and clearing a timer for each command costs more than the command.
 */
final class Watchdog {

    private static final long ROUND = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long ASLEEP = Long.MAX_VALUE;
    private static final long BARKED = Long.MIN_VALUE;
    private static final long START = System.nanoTime();

    private static final Set<Watchdog> ALL = ConcurrentHashMap.newKeySet();
    private static final Thread ROUNDS =
            Thread.ofPlatform().daemon().name("smtp-watchdog").start(Watchdog::rounds);

    private final Socket socket;

    /** When time is up, in nanoseconds since {@link #START}. */
    private final AtomicLong deadline = new AtomicLong(ASLEEP);

    private Watchdog(Socket socket) {
        this.socket = socket;
    }

    /** Of a socket, until it is {@link #release released}. */
    static Watchdog of(Socket socket) {
        var dog = new Watchdog(socket);
        boolean first = ALL.isEmpty();
        ALL.add(dog);
        if (first) {
            LockSupport.unpark(ROUNDS);
        }
        return dog;
    }

    /** Closes the socket unless it is put to sleep in time. */
    void watch(Duration limit) {
        long now = System.nanoTime() - START;
        deadline.compareAndSet(ASLEEP, now + limit.toNanos());
    }

    /** False when the time was up. */
    boolean sleep() {
        long watched = deadline.get();
        return watched != BARKED && deadline.compareAndSet(watched, ASLEEP);
    }

    void release() {
        ALL.remove(this);
    }

    private void look(long now) {
        long watched = deadline.get();
        if (watched != BARKED && watched <= now && deadline.compareAndSet(watched, BARKED)) {
            try {
                socket.close();
            } catch (IOException _) {
                // it is closed all the same
            }
        }
    }

    private static void rounds() {
        while (true) {
            if (ALL.isEmpty()) {
                LockSupport.park();
            } else {
                LockSupport.parkNanos(ROUND);
            }
            long now = System.nanoTime() - START;
            ALL.forEach(dog -> dog.look(now));
        }
    }
}
