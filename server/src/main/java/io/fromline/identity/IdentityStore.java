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

    /** Gives a pending one another link, sent now. */
    void renewToken(SenderIdentity identity, byte[] tokenHash);

    void delete(TenantId tenant, UUID id);

    /** Whose link this is, of any tenant; also when it was used or has expired. */
    Optional<SenderIdentity> byToken(byte[] tokenHash);

    /**
     * In one transaction: this one becomes the proven one, the one before is replaced, and the mode becomes branded where
     * it was default. False when the link was used meanwhile.
     */
    boolean verify(SenderIdentity identity, byte[] tokenHash, Instant at);

    /** Verification mails sent since then, as the limits count them. */
    Sent sentSince(TenantId tenant, byte[] addressHash, String source, Instant since);

    /** How many went to this address (for any tenant), for this tenant, and at the request of this network address. */
    record Sent(int toAddress, int forTenant, int fromSource) {}

    void noteSent(TenantId tenant, byte[] addressHash, String source, Instant at);
}
