package io.fromline.relay;

import io.fromline.queue.WaitingMail.Route;
import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The relays as delivery needs them. */
public interface LiveRelays {

    /** The settings in use, also of a relay that another has taken over from; empty once it is removed. */
    Optional<LiveRelay> find(TenantId owner, UUID id);

    /** The same for mail that is to leave now. */
    Optional<Sending> sending(Route route, Instant now);

    /** @param open whether it takes mail: it is neither held nor paused */
    record Sending(LiveRelay relay, boolean open) {}

    /** The platform's relay, once there is one. */
    Optional<LiveRelay> platform();

    /** The owner's second relay, which stands by, if there is one. */
    Optional<LiveRelay> standby(TenantId owner);

    /** Notes when mail got through each of these. */
    void succeeded(Map<Route, Instant> at);

    /** Notes that something concerning the relay itself went wrong. */
    void failed(TenantId owner, UUID id, Instant at, String cause);
}
