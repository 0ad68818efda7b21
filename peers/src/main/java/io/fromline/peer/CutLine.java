package io.fromline.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A line to a server on the loopback interface that can be cut at any moment, as networks do.
 *
 * <p>It carries bytes as they are, so TLS goes through from end to end.
 */
public final class CutLine implements AutoCloseable {

    private final ServerSocket listener;
    private final int target;
    private volatile boolean down;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();

    private CutLine(int target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** A line from a free port to this one. */
    public static CutLine to(int port) {
        try {
            var line = new CutLine(port);
            Thread.ofVirtual().start(line::listen);
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where to connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** From now on nothing is carried: all connections end, and later ones end at once. */
    public void down() {
        down = true;
        cut();
    }

    /** Carries again what comes. */
    public void up() {
        down = false;
    }

    /** Ends all connections at once; later ones are carried again. */
    public void cut() {
        for (var end : ends) {
            close(end);
            ends.remove(end);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                var near = listener.accept();
                if (down) {
                    close(near);
                    continue;
                }
                var far = new Socket(InetAddress.getLoopbackAddress(), target);
                ends.add(near);
                ends.add(far);
                if (down) { // since it was looked
                    cut();
                    continue;
                }
                Thread.ofVirtual().start(() -> carry(near, far));
                Thread.ofVirtual().start(() -> carry(far, near));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void carry(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException cut) {
            // Both ends are closed now.
        }
    }

    private static void close(Socket socket) {
        try {
            // Without lingering: what is on its way is lost, as with a network that is gone.
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException alreadyGone) {
            // As wanted.
        }
    }
}
