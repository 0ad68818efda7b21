package io.fromline.webhook;

import io.fromline.egress.Egress;
import io.fromline.egress.HttpLine;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

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
    private final HttpLine.Limits limits;

    public HttpPost(Egress door, Egress plainDoor, SSLContext trust, Duration limit) {
        this.door = door;
        this.plainDoor = plainDoor;
        this.trust = trust;
        this.limits = new HttpLine.Limits(CONNECT, limit);
    }

    @Override
    public CallOutcome post(URI address, Map<String, String> headers, String json) {
        boolean plain = "http".equals(address.getScheme());
        int port = address.getPort() > 0 ? address.getPort() : plain ? 80 : 443;
        long end = System.nanoTime() + limits.exchange().toNanos();
        var host = address.getHost().replaceAll("^\\[|]$", "");
        try (var line = HttpLine.open(plain ? plainDoor : door, host, port, plain ? null : trust, limits)) {
            write(line.out(), address, headers, json.getBytes(StandardCharsets.UTF_8));
            return outcome(statusLine(line.in()));
        } catch (SocketTimeoutException slow) {
            return new CallOutcome.Failed("timeout");
        } catch (SSLException broken) {
            return new CallOutcome.Failed(System.nanoTime() >= end ? "timeout" : "tls");
        } catch (IOException broken) {
            return new CallOutcome.Failed(System.nanoTime() >= end ? "timeout" : "unreachable");
        }
    }

    /** RFC 9112 §3.2: the target in origin form. */
    private static void write(OutputStream out, URI address, Map<String, String> headers, byte[] body)
            throws IOException {
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
        all.writeTo(out);
        out.flush();
    }

    private static String statusLine(InputStream stream) throws IOException {
        InputStream in = new BufferedInputStream(stream, LONGEST_STATUS_LINE);
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
