package io.fromline.relay;

import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps relays; secrets are sealed before they reach the database. */
public interface RelayStore extends LiveRelays {

    /** All of the owner's that are not removed, newest first. */
    List<Relay> list(TenantId owner);

    Optional<Relay> relay(TenantId owner, UUID id);

    /** A new relay with these settings as its draft. */
    void insertDraft(TenantId owner, UUID id, RelaySettings settings, Instant at);

    /** Puts these settings in the draft, as another revision. */
    void saveDraft(TenantId owner, UUID id, RelaySettings settings);

    /** Notes that this revision of the draft passed a test. */
    void markTested(TenantId owner, UUID id, UUID revision, Instant at);

    /**
     * In one transaction: the draft, if its revision is the tested one, becomes live and what was live can be restored; other
     * active relays of the owner retire; a tenant's mode becomes custom; a hold ends unless somebody stopped the relay.
     *
     * @return false, and nothing changed, when exactly these settings have not passed a test
     */
    boolean activate(TenantId owner, UUID id);

    /** Swaps live and previous settings of the relay in use, or goes back to the relay before it; false when there is neither. */
    boolean restore(TenantId owner);

    /** Makes a relay with live settings the one in use, as it may be already or was before another took over; ends a hold. */
    boolean reactivate(TenantId owner, UUID id);

    /**
     * In one transaction: the tested draft, or else the settings that were live already, stand by; the one that stood by retires.
     *
     * @return false, and nothing changed, when it is in use, or neither has passed a test
     */
    boolean standBy(TenantId owner, UUID id);

    /** Retires the relay that stands by; false when it does not. */
    boolean standDown(TenantId owner, UUID id);

    /**
     * Holds it for this cause; an operator's stop takes the place of any other hold, and the owner's stop is kept beneath it.
     *
     * @return false when it was held already, or has no live settings
     */
    boolean stop(TenantId owner, UUID id, StoppedBy who, Instant at);

    /** Ends a rest, if it has one; the provider may ask for another. */
    void endRest(TenantId owner, UUID id);

    /**
     * Ends a hold. Only an operator ends an operator's stop, beneath which the owner's may stand.
     *
     * @return whether that let it send again: false when it was not held, or still is
     */
    boolean resume(TenantId owner, UUID id, StoppedBy who);

    /** Removes it with its secrets; when it was in use, the tenant's mode becomes branded if there is a proven address, else default. */
    void remove(TenantId owner, UUID id);

    /** Makes these the platform's live settings, as the environment has them; another version only when they differ. */
    void putFromEnvironment(RelaySettings settings, Instant at);
}
