package io.fromline.feedback;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.subethamail.smtp.server.Session;
import org.subethamail.smtp.server.SessionHandler;

/** Lets few connections in from one address, and ends each after a while, however busy it keeps itself. */
final class Doorman implements SessionHandler, AutoCloseable {

    private static final int BUSY = 421;

    private final int mostPerAddress;
    private final Duration longest;
    private final Map<InetAddress, Integer> inside = new ConcurrentHashMap<>();
    private final Map<Session, Future<?>> ends = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("receiver-timer").factory());

    Doorman(int mostPerAddress, Duration longest) {
        this.mostPerAddress = mostPerAddress;
        this.longest = longest;
    }

    @Override
    public SessionAcceptance accept(Session session) {
        var address = session.getRemoteAddress().getAddress();
        if (inside.merge(address, 1, Integer::sum) > mostPerAddress) {
            leave(address);
            return SessionAcceptance.failure(BUSY, "4.7.0 Too many connections from your address, try again later");
        }
        ends.put(session, timer.schedule(() -> end(session), longest.toMillis(), TimeUnit.MILLISECONDS));
        return SessionAcceptance.success();
    }

    @Override
    public void onSessionEnd(Session session) {
        var end = ends.remove(session);
        if (end != null) {
            end.cancel(false);
            leave(session.getRemoteAddress().getAddress());
        }
    }

    private void leave(InetAddress address) {
        inside.computeIfPresent(address, (a, count) -> count > 1 ? count - 1 : null);
    }

    private static void end(Session session) {
        try {
            session.closeSocket();
        } catch (IOException closed) {
            // gone already
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        ends.keySet().forEach(Doorman::end);
    }
}
