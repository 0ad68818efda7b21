package io.fromline.queue;

import io.fromline.queue.WaitingMail.Route;
import io.fromline.tenant.TenantId;

/** One tenant's traffic over one relay: the unit in which work is shared. */
public record Lane(TenantId tenant, Route route) {

    /** Whether every node may work on it at once, as on the platform's relays; on others only the one that holds it. */
    public boolean shared() {
        return route.owner().isPlatform();
    }
}
