package io.fromline.identity;

import io.fromline.mail.Mailbox;
import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An address that a tenant wants to send from, or does.
 *
 * @param name the display name that recipients see
 * @param lastSentAt when a verification mail last went out
 * @param tokenExpiresAt until when the link in that mail works
 */
public record SenderIdentity(
        TenantId tenant,
        UUID id,
        Mailbox address,
        String name,
        State state,
        @Nullable Instant lastSentAt,
        @Nullable Instant tokenExpiresAt,
        @Nullable Instant verifiedAt,
        Instant createdAt) {

    /** The same once another mail has gone out. */
    SenderIdentity sentAgain(Instant at, Instant expiresAt) {
        return new SenderIdentity(tenant, id, address, name, state, at, expiresAt, verifiedAt, createdAt);
    }

    /** How far the proof has come. */
    public enum State {
        /** The verification mail's link has not been used yet. */
        PENDING,
        /** Proven; the sender in the branded mode. */
        VERIFIED,
        /** Proven once; another has taken its place. */
        REPLACED;

        /** The name in the API and the database: lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
