package io.fromline.lookout;

import io.fromline.mail.smtp.CertificateWatch;
import io.fromline.mail.smtp.SmtpServer;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps how long the certificates of mail servers hold, as connections show them.
 *
 * <p>No connection waits for that: what was seen is written once a minute, and only when it is news or was written long ago.
 */
public final class ServerCertificates implements CertificateWatch {

    /** What was not seen for longer may have been renewed. */
    static final Duration STALE = Duration.ofDays(3);

    private static final Duration AGAIN = Duration.ofHours(12);

    private final Store store;
    private final InstantSource clock;
    private final Map<SmtpServer, Term> seen = new ConcurrentHashMap<>();
    private final Map<SmtpServer, Written> written = new ConcurrentHashMap<>();

    public ServerCertificates(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** From when until when a certificate holds. */
    public record Term(Instant from, Instant until) {}

    private record Written(Term term, Instant at) {}

    /** Keeps terms for all nodes. */
    public interface Store {

        void seen(String host, int port, Term term, Instant now);

        /** Forgets what was seen before this time only. */
        void forget(Instant before);
    }

    @Override
    public void seen(SmtpServer server, X509Certificate certificate) {
        seen.put(
                server,
                new Term(
                        certificate.getNotBefore().toInstant(),
                        certificate.getNotAfter().toInstant()));
    }

    /** Writes what is news; what cannot be written now is tried again. */
    public void write() {
        var now = clock.instant();
        for (var server : seen.keySet()) {
            var term = seen.get(server);
            if (term != null && news(server, term, now)) {
                store.seen(server.host(), server.port(), term, now);
                store.forget(now.minus(STALE));
                written.put(server, new Written(term, now));
            }
            if (term != null) {
                seen.remove(server, term);
            }
        }
        written.values().removeIf(old -> old.at().isBefore(now.minus(STALE)));
    }

    private boolean news(SmtpServer server, Term term, Instant now) {
        var last = written.get(server);
        return last == null
                || !last.term().equals(term)
                || !now.isBefore(last.at().plus(AGAIN));
    }
}
