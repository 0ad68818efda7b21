package io.fromline.mail.smtp;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Closes a socket when its time is up, whatever it is blocked in.
 *
 * <p>A socket's own time limit starts anew with each octet read, and does not hold for writing.
 */
final class Watchdog implements AutoCloseable {

    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private final ScheduledFuture<?> alarm;
    private volatile boolean barked;

    private Watchdog(Socket socket, Duration limit) {
        alarm = TIMER.schedule(() -> bark(socket), limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    static Watchdog over(Socket socket, Duration limit) {
        return new Watchdog(socket, limit);
    }

    /** Whether the time was up. */
    boolean barked() {
        return barked;
    }

    @Override
    public void close() {
        alarm.cancel(false);
    }

    private void bark(Socket socket) {
        barked = true;
        try {
            socket.close();
        } catch (IOException _) {
            // it is closed all the same
        }
    }

    private static ScheduledThreadPoolExecutor timer() {
        var timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("smtp-watchdog").factory());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }
}
