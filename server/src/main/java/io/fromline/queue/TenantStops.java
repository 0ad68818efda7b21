package io.fromline.queue;

import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.Optional;

/**
 * Stops one tenant's mail over the platform's relays, as when the tenant abuses them; everybody else's goes on.
 *
 * <p>Mail is accepted and waits. What a node had in hand when it was stopped may leave within a second.
 */
public interface TenantStops {

    /** False when it is stopped already. */
    boolean stop(TenantId tenant, Instant now);

    /** Lets it go on, with all that waits for that; false when it was not stopped. */
    boolean resume(TenantId tenant, Instant now);

    /** Since when it is stopped. */
    Optional<Instant> since(TenantId tenant);
}
