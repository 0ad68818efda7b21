package io.fromline.mail.smtp;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Remembers which servers did not live up to what they announce, so that they are asked less of for a while.
 *
 * <p>Thread-safe, and bounded: who was longest ago is forgotten first.
 */
final class Manners {

    private static final int MOST = 1_000;
    private static final Duration A_WHILE = Duration.ofMinutes(10);

    /** What a server is trusted with. */
    enum Trusted {
        /** One command, one reply. */
        ONE_BY_ONE,
        /** Groups of commands, the next envelope with the body before it (RFC 2920). */
        GROUPS,
        /** Messages in chunks as well (RFC 3030), several before the first is answered. */
        CHUNKS
    }

    private record Lapse(Trusted trusted, long until) {}

    private final LongSupplier nanos;
    private final Map<SmtpServer, Lapse> lapses = new LinkedHashMap<>();

    /** @param nanos as {@link System#nanoTime} */
    Manners(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** What this server is trusted with now. */
    synchronized Trusted of(SmtpServer server) {
        var lapse = lapses.get(server);
        if (lapse != null && lapse.until() - nanos.getAsLong() <= 0) {
            lapses.remove(server);
            lapse = null;
        }
        return lapse == null ? Trusted.CHUNKS : lapse.trusted();
    }

    /** For a while this server is trusted with this at most. */
    synchronized void lapsed(SmtpServer server, Trusted most) {
        var known = lapses.remove(server);
        var trusted = known != null && known.trusted().compareTo(most) < 0 ? known.trusted() : most;
        if (lapses.size() >= MOST) {
            lapses.remove(lapses.keySet().iterator().next());
        }
        lapses.put(server, new Lapse(trusted, nanos.getAsLong() + A_WHILE.toNanos()));
    }
}
