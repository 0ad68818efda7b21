package io.fromline.relay;

import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The relays as delivery needs them. */
public interface LiveRelays {

    /** The settings in use, also of a relay that another has taken over from; empty once it is removed. */
    Optional<LiveRelay> find(TenantId owner, UUID id);

    /** The platform's relay, once there is one. */
    Optional<LiveRelay> platform();

    /** The owner's second relay, which stands by, if there is one. */
    Optional<LiveRelay> standby(TenantId owner);

    /** Notes that mail got through. */
    void succeeded(TenantId owner, UUID id, Instant at);

    /** Notes that something concerning the relay itself went wrong. */
    void failed(TenantId owner, UUID id, Instant at, String cause);
}
