package io.fromline.mail.submission;

import io.fromline.mail.tls.TlsAcceptor;
import io.fromline.mail.tls.TlsAcceptor.Accepted;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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
    private final Supplier<TlsAcceptor> tls;
    private volatile @Nullable Accepted encrypted;
    private volatile long deadline = System.nanoTime() + NEVER;

    SocketWire(Socket plain, Supplier<TlsAcceptor> tls) throws IOException {
        this.plain = plain;
        this.tls = tls;
        plain.setTcpNoDelay(true);
    }

    @Override
    public int read(byte[] into) throws IOException {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
            throw new SocketTimeoutException();
        }
        plain.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
        var present = encrypted;
        return (present == null ? plain.getInputStream() : present.input()).read(into);
    }

    @Override
    public void write(byte[] octets, int length) throws IOException {
        var present = encrypted;
        var out = present == null ? plain.getOutputStream() : present.output();
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
        plain.setSoTimeout((int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
        encrypted = tls.get().accept(plain);
    }

    @Override
    public boolean encrypted() {
        return encrypted != null;
    }

    @Override
    public InetAddress peer() {
        return plain.getInetAddress();
    }

    /** Says that it ends, and does not wait for the client to say so, too; for the thread that serves it, as the last. */
    void finish() {
        var present = encrypted;
        if (present != null) {
            present.finish();
        }
        close();
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
