package io.fromline.mail.tls;

import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.OpenSslSessionTicketKey;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The keys of the tickets that clients come back with (RFC 5077): a new one each day, so that who learns one cannot read what was said long
 * before. Tickets of the day before are taken still. Thread-safe.
 */
final class TicketKeys {

    private static final long LIFE = TimeUnit.DAYS.toNanos(1);

    private final OpenSslSessionContext sessions;
    private final LongSupplier nanos;
    private final SecureRandom random = new SecureRandom();
    private OpenSslSessionTicketKey newest;
    private long made;

    /** @param nanos as {@link System#nanoTime()} */
    TicketKeys(OpenSslSessionContext sessions, LongSupplier nanos) {
        this.sessions = sessions;
        this.nanos = nanos;
        this.newest = fresh();
        this.made = nanos.getAsLong();
        sessions.setTicketKeys(newest);
    }

    /** Makes another key when it is time to. */
    synchronized void renew() {
        long now = nanos.getAsLong();
        if (now - made >= LIFE) {
            var former = newest;
            newest = fresh();
            made = now;
            sessions.setTicketKeys(newest, former);
        }
    }

    private OpenSslSessionTicketKey fresh() {
        return new OpenSslSessionTicketKey(
                octets(OpenSslSessionTicketKey.NAME_SIZE),
                octets(OpenSslSessionTicketKey.HMAC_KEY_SIZE),
                octets(OpenSslSessionTicketKey.AES_KEY_SIZE));
    }

    private byte[] octets(int length) {
        var octets = new byte[length];
        random.nextBytes(octets);
        return octets;
    }
}
