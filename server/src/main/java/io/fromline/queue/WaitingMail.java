package io.fromline.queue;

import io.fromline.tenant.TenantId;
import java.util.UUID;

/** Mail that waits for a relay, as whoever changes relays sees it. */
public interface WaitingMail {

    /** Where mail goes: whose relay, and which. */
    record Route(TenantId owner, UUID relay) {}

    /** How many of the tenant's deliveries are queued or held for this route. */
    int count(TenantId tenant, Route route);

    /** Lets held deliveries of every tenant over this route go on at once, as when the relay works again. */
    void release(Route route);

    /** Cancels the tenant's waiting deliveries over this route. Returns how many. */
    int cancel(TenantId tenant, Route route);
}
