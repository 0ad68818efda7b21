package io.fromline.provider.detection;

import io.fromline.egress.Egress;
import io.fromline.egress.HttpLine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Reads a small file that a domain publishes over HTTPS.
 *
 * <p>Guarantees: it goes through the door, follows no redirect, reads so much and no longer than so long, and nothing of the answer
 * tells whether a host was barred, closed or silent.
 */
public final class HttpsGet {

    /** More than any settings file has. */
    private static final int LARGEST = 64 << 10;

    private static final int LONGEST_HEAD = 16 << 10;

    private final Egress door;
    private final SSLContext trust;
    private final int port;
    private final HttpLine.Limits limits;

    public HttpsGet(Egress door, SSLContext trust, int port, Duration limit) {
        this.door = door;
        this.trust = trust;
        this.port = port;
        this.limits = new HttpLine.Limits(limit, limit);
    }

    /** @param target path and query, already encoded */
    Optional<InputStream> get(String host, String target) {
        try (var line = HttpLine.open(door, host, port, trust, limits)) {
            // HTTP/1.0, so that the body ends with the connection and is not cut into chunks (RFC 9112 §6.1).
            var request = "GET " + target + " HTTP/1.0\r\nHost: " + host
                    + "\r\nUser-Agent: Fromline\r\nAccept: text/xml, application/xml\r\n\r\n";
            line.out().write(request.getBytes(StandardCharsets.US_ASCII));
            line.out().flush();
            var all = line.in().readNBytes(LONGEST_HEAD + LARGEST);
            return body(all);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** The body of a 200; a file that fills all the room is cut, and so is none. */
    private static Optional<InputStream> body(byte[] all) {
        var text = new String(all, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        boolean fine = text.matches("(?s)HTTP/1\\.[01] 200[ \r].*");
        if (!fine || end < 0 || end > LONGEST_HEAD || all.length - end > LARGEST) {
            return Optional.empty();
        }
        return Optional.of(new ByteArrayInputStream(all, end + 4, all.length - end - 4));
    }
}
