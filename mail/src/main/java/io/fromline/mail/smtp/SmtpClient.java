package io.fromline.mail.smtp;

import io.fromline.egress.Egress;
import io.fromline.mail.Conversation;
import io.fromline.mail.Outcome;

/**
 * Opens sessions with mail servers. Thread-safe; blocking, to be called on virtual threads.
 *
 * <p>Guarantees: every connection goes through the {@link Egress}, and nothing but EHLO and STARTTLS is ever said without TLS to a
 * server that has proved its name.
 */
public final class SmtpClient {

    private final Egress egress;
    private final Trust trust;
    private final String ehloName;
    private final Timeouts timeouts;
    private final Manners manners = new Manners(System::nanoTime);
    private final CertificateWatch certificates;

    /** @param ehloName how we introduce ourselves: a host name or an address literal (RFC 5321 §4.1.1.1) */
    public SmtpClient(Egress egress, Trust trust, String ehloName, Timeouts timeouts) {
        this(egress, trust, ehloName, timeouts, CertificateWatch.NONE);
    }

    /** The same, and shows the servers' certificates. */
    public SmtpClient(Egress egress, Trust trust, String ehloName, Timeouts timeouts, CertificateWatch certificates) {
        if (!ehloName.matches("[\\x21-\\x7e]+")) {
            throw new IllegalArgumentException("not a host name: " + ehloName);
        }
        this.egress = egress;
        this.trust = trust;
        this.ehloName = ehloName;
        this.timeouts = timeouts;
        this.certificates = certificates;
    }

    /** What became of {@link #open}. */
    public sealed interface Opening {

        /** Logged in; the caller closes the session. */
        record Opened(SmtpSession session) implements Opening {}

        /** Not opened; the outcome is deferred or refused, and its scope is the relay. */
        record Failed(Outcome outcome) implements Opening {}
    }

    /** Looks up, connects, secures and logs in; throws for nothing that a server does. */
    public Opening open(SmtpServer server, Credentials credentials, Conversation conversation) {
        return new Opener(this, server, conversation).open(credentials);
    }

    Egress egress() {
        return egress;
    }

    Trust trust() {
        return trust;
    }

    String ehloName() {
        return ehloName;
    }

    Manners manners() {
        return manners;
    }

    Timeouts timeouts() {
        return timeouts;
    }

    CertificateWatch certificates() {
        return certificates;
    }
}
