package io.fromline.mail.submission;

import java.time.Duration;

/** How much of everything, and how long. */
public record Limits(Sizes sizes, Counts counts, Patience patience) {

    /** For a server in production. */
    public static final Limits DEFAULT = new Limits(
            new Sizes(30 << 20, 2_048, 12_288, Runtime.getRuntime().maxMemory() / 8),
            new Counts(100, 1_000, 20, 1_000, 100),
            new Patience(
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(30),
                    new Pace(Duration.ofMinutes(1), 16 << 10),
                    Duration.ofSeconds(15)));

    /**
     * In octets.
     *
     * @param message RFC 1870
     * @param line of a command (RFC 5321 §4.5.3.1.4 and what extensions add)
     * @param logInLine of an answer in a log-in (RFC 4954 §4)
     * @param memory for all messages that are being received at once
     */
    public record Sizes(int message, int line, int logInLine, long memory) {}

    /**
     * Numbers of things.
     *
     * @param recipients of one message, at least 100 (RFC 5321 §4.5.3.1.8)
     * @param messages of one connection
     * @param errors of one connection since its last accepted message
     * @param connections at once, before all others
     * @param perAddress connections at once from one address
     */
    public record Counts(int recipients, int messages, int errors, int connections, int perAddress) {}

    /**
     * Times after which a client is left.
     *
     * @param logIn from the first octet to a good log-in
     * @param idle until the next command begins (RFC 5321 §4.5.3.2.7: five minutes)
     * @param command from a command's first octet to its last, and for reading a reply
     * @param leaving at the end, for messages under way
     */
    public record Patience(Duration logIn, Duration idle, Duration command, Pace data, Duration leaving) {}

    /** How slowly a message may come: this long, and longer by a second for each so many octets. */
    public record Pace(Duration start, int octetsPerSecond) {

        /** How long so many octets may take. */
        Duration of(long octets) {
            return start.plusMillis(octets * 1_000 / octetsPerSecond);
        }
    }
}
