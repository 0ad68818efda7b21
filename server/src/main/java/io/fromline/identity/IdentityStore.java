package io.fromline.identity;

import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps the addresses that tenants prove. */
public interface IdentityStore {

    /** The proven one in use. */
    Optional<SenderIdentity> current(TenantId tenant);

    /** The one whose proof is awaited. */
    Optional<SenderIdentity> pending(TenantId tenant);

    Optional<SenderIdentity> find(TenantId tenant, UUID id);

    /** Current and pending, and those replaced, newest first. */
    List<SenderIdentity> list(TenantId tenant);

    /** Puts this one in place of whatever was pending. */
    void insertPending(SenderIdentity identity, byte[] tokenHash);

    /** Gives a pending one another link and notes when it was sent; false when it is pending no more. */
    boolean renewToken(SenderIdentity identity, byte[] tokenHash);

    /** Gives it another display name. */
    void rename(TenantId tenant, UUID id, String name);

    /** Deletes it; when it was the one in use, the mode goes from branded to default in the same transaction. False when there was none. */
    boolean delete(TenantId tenant, UUID id);

    /** Whose link this is, of any tenant; also when it was used or has expired. */
    Optional<SenderIdentity> byToken(byte[] tokenHash);

    /**
     * In one transaction: this one becomes the proven one, the one before is replaced, and the mode becomes branded where
     * it was default. False when the link was used or renewed meanwhile, or has expired.
     */
    boolean verify(SenderIdentity identity, byte[] tokenHash, Instant at);

    /**
     * Notes a verification mail unless the limits make it wait; of two at the same time the second sees the first.
     *
     * @param source the network address that asks; empty for none
     */
    VerificationLimits.Verdict reserve(TenantId tenant, byte[] addressHash, String source, Instant at);

    /** When verification mails went to this address for this tenant since then, oldest first. */
    List<Instant> sentSince(TenantId tenant, byte[] addressHash, Instant since);
}
