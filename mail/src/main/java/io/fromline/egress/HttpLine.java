package io.fromline.egress;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A connection for one HTTP exchange.
 *
 * <p>Guarantees: it goes to the very address that the door checked; over TLS the server has proved its name; and it is closed when
 * its time is up, so that a server that says a byte now and then does not keep us.
 */
public final class HttpLine implements AutoCloseable {

    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("http-deadlines").factory());

    private final Socket raw;
    private final Socket used;
    private final Future<?> closing;

    private HttpLine(Socket raw, Socket used, Future<?> closing) {
        this.raw = raw;
        this.used = used;
        this.closing = closing;
    }

    /**
     * How long it may take.
     *
     * @param connect to look up, and again to connect
     * @param exchange everything after that
     */
    public record Limits(Duration connect, Duration exchange) {}

    /**
     * Connects.
     *
     * @param trust whose certificates are taken; null for a connection without TLS
     */
    public static HttpLine open(Egress door, String host, int port, @Nullable SSLContext trust, Limits limits)
            throws IOException {
        var raw = connect(door, host, port, limits.connect());
        long millis = limits.exchange().toMillis();
        var closing = TIMER.schedule(() -> close(raw), millis, TimeUnit.MILLISECONDS);
        try {
            raw.setSoTimeout(Math.toIntExact(millis));
            return new HttpLine(raw, trust == null ? raw : secured(raw, host, port, trust), closing);
        } catch (IOException | RuntimeException broken) {
            closing.cancel(false);
            close(raw);
            throw broken;
        }
    }

    private static Socket connect(Egress door, String host, int port, Duration patience) throws IOException {
        return switch (door.find(host, port, patience)) {
            case Passage passage -> passage.connect(patience);
            case Lookup.NoSuchHost _ -> throw new ConnectException("no such host");
            case Lookup.TimedOut _ -> throw new SocketTimeoutException("DNS");
        };
    }

    private static SSLSocket secured(Socket raw, String host, int port, SSLContext trust) throws IOException {
        var secured = (SSLSocket) trust.getSocketFactory().createSocket(raw, host, port, true);
        var parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (host.matches(".*[A-Za-z].*") && !host.contains(":")) {
            parameters.setServerNames(List.of(new SNIHostName(host)));
        }
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    public OutputStream out() throws IOException {
        return used.getOutputStream();
    }

    public InputStream in() throws IOException {
        return used.getInputStream();
    }

    @Override
    public void close() {
        closing.cancel(false);
        close(used);
        close(raw);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // it is closed all the same
        }
    }
}
