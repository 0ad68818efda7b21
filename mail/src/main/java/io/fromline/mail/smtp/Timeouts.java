package io.fromline.mail.smtp;

import java.time.Duration;

/**
 * How long to wait for what; each for the whole of it, so that a server can't stretch it by dripping.
 *
 * @param resolve for DNS
 * @param connect for the TCP connection to one of the host's addresses, and again for the greeting
 * @param tls for the TLS handshake
 * @param command for a command's reply, and for sending the message
 * @param data for the reply to the final dot; RFC 5321 §4.5.3.2.6 wants ten minutes, as giving up early doubles mail
 */
public record Timeouts(Duration resolve, Duration connect, Duration tls, Duration command, Duration data) {

    /** For real mail. */
    public static final Timeouts DEFAULT = new Timeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10));

    /** The same limit for each. */
    public static Timeouts all(Duration limit) {
        return new Timeouts(limit, limit, limit, limit, limit);
    }
}
