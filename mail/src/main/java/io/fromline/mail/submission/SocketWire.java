package io.fromline.mail.submission;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A connection over TCP, with TLS 1.2 or later once it is encrypted.
 *
 * <p>A socket's own time limit starts anew with each octet and does not hold for writing; therefore {@link #overdue} tells whoever
 * watches when to close it.
 */
final class SocketWire implements Wire {

    /** So that a client that is merely late still hears why it is left. */
    private static final long GRACE = TimeUnit.SECONDS.toNanos(2);

    private static final long NEVER = TimeUnit.DAYS.toNanos(365);

    private final Socket plain;
    private final Supplier<SSLContext> tls;
    private volatile Socket socket;
    private volatile long deadline = System.nanoTime() + NEVER;

    SocketWire(Socket plain, Supplier<SSLContext> tls) throws IOException {
        this.plain = plain;
        this.socket = plain;
        this.tls = tls;
        plain.setTcpNoDelay(true);
    }

    @Override
    public int read(byte[] into) throws IOException {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
            throw new SocketTimeoutException();
        }
        socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
        return socket.getInputStream().read(into);
    }

    @Override
    public void write(byte[] octets, int length) throws IOException {
        var out = socket.getOutputStream();
        out.write(octets, 0, length);
        out.flush();
    }

    @Override
    public void patience(@Nullable Duration patience) {
        deadline = System.nanoTime() + (patience == null ? NEVER : patience.toNanos());
    }

    /** Whether the client's time has been up for a while. */
    boolean overdue(long now) {
        return now - deadline > GRACE;
    }

    @Override
    public void encrypt() throws IOException {
        var factory = tls.get().getSocketFactory();
        var encrypted =
                (SSLSocket) factory.createSocket(plain, plain.getInetAddress().getHostAddress(), plain.getPort(), true);
        encrypted.setUseClientMode(false);
        encrypted.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        encrypted.setSoTimeout((int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
        encrypted.startHandshake();
        socket = encrypted;
    }

    @Override
    public boolean encrypted() {
        return socket != plain;
    }

    @Override
    public InetAddress peer() {
        return plain.getInetAddress();
    }

    /** Says that it ends (RFC 8446 §6.1), and does not wait for the client to say so, too. */
    void finish() {
        try {
            if (encrypted()) {
                socket.shutdownOutput();
            }
        } catch (IOException gone) {
            // then there is nobody to tell
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        try {
            plain.close();
        } catch (IOException closed) {
            // it is closed all the same
        }
    }
}
