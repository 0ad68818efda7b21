package io.fromline.tenant;

import java.time.InstantSource;

/** Answers what a tenant is entitled to at this moment. */
public final class Tenants {

    private final TenantStore store;
    private final InstantSource clock;

    public Tenants(TenantStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The plan that holds now. */
    public Plan planOf(Tenant tenant) {
        var name = tenant.planAt(clock.instant());
        return store.plan(name)
                .orElseThrow(() -> new IllegalStateException("tenant " + tenant.id() + " has no plan " + name));
    }

    /** The mode by which the tenant's mail leaves now. */
    public Mode effectiveMode(Tenant tenant) {
        return tenant.effectiveMode(planOf(tenant));
    }
}
