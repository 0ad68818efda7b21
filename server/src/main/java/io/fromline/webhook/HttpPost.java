package io.fromline.webhook;

import io.fromline.egress.Egress;
import io.fromline.egress.Lookup;
import io.fromline.egress.Passage;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/**
 * Posts JSON to an address that a tenant named, and reads the status of the answer, nothing more.
 *
 * <p>Guarantees: it connects to the very address that the egress rules checked, follows no redirect and hands nothing of the
 * answer on, so it is no way to look into the operator's network. Over the plain door only the operator's own networks are met.
 */
public final class HttpPost implements WebhookSender.Transport {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** How long a call may take at most. */
    public static final Duration LONGEST = Duration.ofSeconds(15);

    private static final int LONGEST_STATUS_LINE = 1000;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3})(\\s.*)?");

    private final Egress door;
    private final Egress plainDoor;
    private final SSLContext trust;
    private final Duration limit;

    public HttpPost(Egress door, Egress plainDoor, SSLContext trust, Duration limit) {
        this.door = door;
        this.plainDoor = plainDoor;
        this.trust = trust;
        this.limit = limit;
    }

    @Override
    public CallOutcome post(URI address, Map<String, String> headers, String json) {
        boolean plain = "http".equals(address.getScheme());
        int port = address.getPort() > 0 ? address.getPort() : plain ? 80 : 443;
        long end = System.nanoTime() + limit.toNanos();
        var host = address.getHost().replaceAll("^\\[|]$", "");
        try (var socket = connect(plain ? plainDoor : door, host, port);
                var _ = new Deadline(socket, limit);
                var used = plain ? socket : secured(socket, host, port)) {
            write(used, address, headers, json.getBytes(StandardCharsets.UTF_8));
            return outcome(statusLine(used));
        } catch (SocketTimeoutException slow) {
            return new CallOutcome.Failed("timeout");
        } catch (SSLException broken) {
            return new CallOutcome.Failed(System.nanoTime() >= end ? "timeout" : "tls");
        } catch (IOException broken) {
            return new CallOutcome.Failed(System.nanoTime() >= end ? "timeout" : "unreachable");
        }
    }

    /** Closes the socket at the end, so that a server that says a byte now and then does not keep us. */
    private static final class Deadline implements AutoCloseable {

        private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("webhook-deadlines").factory());

        private final Future<?> closing;

        Deadline(Socket socket, Duration limit) {
            closing = TIMER.schedule(
                    () -> {
                        socket.close();
                        return true;
                    },
                    limit.toMillis(),
                    TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() {
            closing.cancel(false);
        }
    }

    private static Socket connect(Egress door, String host, int port) throws IOException {
        return switch (door.find(host, port, CONNECT)) {
            case Passage passage -> {
                var socket = passage.connect(CONNECT);
                socket.setSoTimeout(Math.toIntExact(LONGEST.toMillis()));
                yield socket;
            }
            case Lookup.NoSuchHost _ -> throw new ConnectException("no such host");
            case Lookup.TimedOut _ -> throw new SocketTimeoutException("DNS");
        };
    }

    private SSLSocket secured(Socket socket, String host, int port) throws IOException {
        var secured = (SSLSocket) trust.getSocketFactory().createSocket(socket, host, port, true);
        var parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (host.matches(".*[A-Za-z].*") && !host.contains(":")) {
            parameters.setServerNames(List.of(new SNIHostName(host)));
        }
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    /** RFC 9112 §3.2: the target in origin form. */
    private static void write(Socket socket, URI address, Map<String, String> headers, byte[] body) throws IOException {
        var path = address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        var query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        var head = new StringBuilder("POST " + path + query + " HTTP/1.1\r\nHost: " + address.getRawAuthority()
                + "\r\nUser-Agent: Fromline\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                + "\r\nConnection: close\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        var all = new ByteArrayOutputStream();
        all.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        all.write(body);
        var out = socket.getOutputStream();
        all.writeTo(out);
        out.flush();
    }

    private static String statusLine(Socket socket) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream(), LONGEST_STATUS_LINE);
        var line = new StringBuilder();
        int next = in.read();
        while (next >= 0 && next != '\n' && line.length() < LONGEST_STATUS_LINE) {
            line.append((char) next);
            next = in.read();
        }
        return line.toString().stripTrailing();
    }

    private static CallOutcome outcome(String statusLine) {
        var matcher = STATUS_LINE.matcher(statusLine);
        if (!matcher.matches()) {
            return new CallOutcome.Failed("protocol");
        }
        var status = matcher.group(1);
        if (status.startsWith("2")) {
            return new CallOutcome.Taken();
        }
        return status.equals("410") ? new CallOutcome.Gone() : new CallOutcome.Failed(status);
    }
}
