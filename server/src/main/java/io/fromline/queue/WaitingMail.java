package io.fromline.queue;

import io.fromline.tenant.TenantId;
import java.util.Optional;
import java.util.UUID;

/** Mail that waits for a relay, as whoever changes relays sees it. */
public interface WaitingMail {

    /** Where mail goes: whose relay, and which. */
    record Route(TenantId owner, UUID relay) {}

    /** How many of the tenant's deliveries are queued or held for this route. */
    int count(TenantId tenant, Route route);

    /** How many deliveries, whoever's, are queued, held or under way for this route. */
    int count(Route route);

    /**
     * Mail whose relay is gone.
     *
     * @param relay the removed relay of the tenant's own
     */
    record Orphaned(UUID relay, int count) {}

    /** The tenant's mail that was accepted for a relay which has been removed since; it waits until the tenant decides. */
    Optional<Orphaned> orphaned(TenantId tenant);

    /** Holds what waits of every tenant for this route, which takes nothing more. */
    void hold(Route route);

    /** Lets held deliveries of every tenant over this route go on at once, as when the relay works again. */
    void release(Route route);

    /** Cancels the tenant's waiting deliveries over this route. Returns how many. */
    int cancel(TenantId tenant, Route route);

    /** Cancels everybody's waiting deliveries over this route. Returns how many. */
    int cancel(Route route);

    /** Lets everybody's waiting deliveries over one route leave by another of the same owner, as they are. Returns how many. */
    int move(Route from, UUID relay);
}
