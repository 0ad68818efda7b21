package io.fromline.mail.submission;

import io.fromline.mail.tls.TlsAcceptor;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Listens for programs that hand in mail by SMTP, a virtual thread for each.
 *
 * <p>Closing it lets messages under way be settled, for a while, and says 421 to everybody; what was not answered was not taken.
 */
public final class SubmissionServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SubmissionServer.class.getName());
    private static final int BACKLOG = 200;
    private static final Duration PATROL = Duration.ofMillis(500);

    private final ServerSocket listener;
    private final Place place;
    private final Supplier<TlsAcceptor> tls;
    private final Session.House house;
    private final Doors doors;
    private final Map<Thread, Visit> visits = new ConcurrentHashMap<>();
    private volatile boolean closing;

    /** Where it listens: an address, or null for all; port 0 means any that is free. */
    public record Place(@Nullable InetAddress address, int port, Encryption encryption) {}

    /** When a connection is encrypted. */
    public enum Encryption {
        /** From its first octet (RFC 8314). */
        IMPLICIT,
        /** By STARTTLS (RFC 3207), before which no mail is taken. */
        STARTTLS
    }

    private record Visit(SocketWire wire, Session session) {}

    private SubmissionServer(ServerSocket listener, Place place, Supplier<TlsAcceptor> tls, Session.House house) {
        this.listener = listener;
        this.place = place;
        this.tls = tls;
        this.house = house;
        this.doors = new Doors(house.limits().counts());
    }

    /**
     * Starts listening.
     *
     * @param name said in the greeting
     * @param tls asked anew for each connection
     */
    public static SubmissionServer start(
            Place place, String name, Supplier<TlsAcceptor> tls, Limits limits, Gatekeeper gatekeeper)
            throws IOException {
        var listener = new ServerSocket();
        try {
            listener.bind(new InetSocketAddress(place.address(), place.port()), BACKLOG);
        } catch (IOException taken) {
            listener.close();
            throw taken;
        }
        var house = new Session.House(name, limits, new Memory(limits.sizes().memory()), gatekeeper);
        var server = new SubmissionServer(listener, place, tls, house);
        Thread.ofVirtual().name("submission-door-" + listener.getLocalPort()).start(server::receive);
        Thread.ofVirtual().name("submission-patrol-" + listener.getLocalPort()).start(server::patrol);
        return server;
    }

    /** The port that it listens on. */
    public int port() {
        return listener.getLocalPort();
    }

    private void receive() {
        while (!closing) {
            try {
                var socket = listener.accept();
                Thread.ofVirtual().name("submission-", 0).start(() -> welcome(socket));
            } catch (IOException broken) {
                if (!closing) {
                    LOG.log(Level.WARNING, "could not take a connection", broken);
                    LockSupport.parkNanos(PATROL.toNanos());
                }
            }
        }
    }

    private void welcome(Socket socket) {
        try (socket) {
            if (!doors.enter(socket.getInetAddress())) {
                turnAway(socket);
                return;
            }
            try {
                serve(new SocketWire(socket, tls));
            } finally {
                doors.leave(socket.getInetAddress());
            }
        } catch (IOException gone) {
            // the client left before it was served
        } catch (RuntimeException broken) {
            LOG.log(Level.ERROR, "a connection broke", broken);
        }
    }

    private void turnAway(Socket socket) throws IOException {
        if (place.encryption() == Encryption.STARTTLS) {
            socket.getOutputStream().write(Answers.TOO_MANY_CONNECTIONS.bytes());
        }
    }

    private void serve(SocketWire wire) throws IOException {
        var session = new Session(house, wire);
        visits.put(Thread.currentThread(), new Visit(wire, session));
        try {
            if (closing) {
                return;
            }
            if (place.encryption() == Encryption.IMPLICIT) {
                wire.patience(house.limits().patience().command());
                wire.encrypt();
            }
            session.run();
        } catch (SocketTimeoutException tooSlow) {
            // in the handshake, where nothing can be said
        } finally {
            wire.patience(house.limits().patience().command());
            wire.finish();
            visits.remove(Thread.currentThread());
        }
    }

    /** Ends connections whose time is up, whatever they are blocked in. */
    private void patrol() {
        while (!closing || !visits.isEmpty()) {
            LockSupport.parkNanos(PATROL.toNanos());
            long now = System.nanoTime();
            visits.values().stream()
                    .map(Visit::wire)
                    .filter(wire -> wire.overdue(now))
                    .forEach(SocketWire::close);
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            listener.close();
        } catch (IOException closed) {
            // nobody comes in any more
        }
        visits.values().forEach(visit -> Thread.ofVirtual().start(visit.session()::leave));
        long until = System.nanoTime() + house.limits().patience().leaving().toNanos();
        try {
            for (var thread : visits.keySet()) {
                var left = Duration.ofNanos(until - System.nanoTime());
                if (left.isPositive()) {
                    thread.join(left);
                }
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        visits.values().forEach(visit -> visit.wire().close());
    }
}
