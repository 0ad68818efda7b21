package io.fromline.egress;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.List;

/**
 * The checked addresses of a host; made by {@link Egress} only.
 *
 * <p>A host that may not be reached has a passage as well, with no address in it, so that it answers as a closed port does.
 */
public final class Passage implements Lookup {

    private static final long LEAST_MILLIS = 1_000;

    private final List<InetSocketAddress> addresses;

    Passage(List<InetSocketAddress> addresses) {
        this.addresses = addresses;
    }

    /**
     * Connects to the first address that takes the connection.
     *
     * @param limit for all addresses together; each gets a fair part of what is left, but a second at least
     * @throws ConnectException when none does, whatever the reason
     */
    public Socket connect(Duration limit) throws ConnectException {
        long end = System.nanoTime() + limit.toNanos();
        int left = addresses.size();
        for (var address : addresses) {
            long remaining = Math.max(0, end - System.nanoTime()) / 1_000_000;
            int millis = (int) Math.min(Integer.MAX_VALUE, Math.max(LEAST_MILLIS, remaining / left--));
            var socket = new Socket();
            try {
                socket.connect(address, millis);
                socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
                return socket;
            } catch (IOException _) {
                closeQuietly(socket);
            }
        }
        throw new ConnectException("unreachable");
    }

    /** Whether nothing of the host may be reached; whoever named the host must not be told this apart from a closed port. */
    public boolean isEmpty() {
        return addresses.isEmpty();
    }

    /** Where a connection may go. */
    List<InetSocketAddress> addresses() {
        return addresses;
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // nothing was sent over it
        }
    }
}
