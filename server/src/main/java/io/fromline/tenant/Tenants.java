package io.fromline.tenant;

import java.time.Instant;
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

    /** Tells of a change of plan that was just stored, where it takes away the mode by which mail left before. */
    public void planChanged(Tenant before, Tenant after, PlanWatch watch) {
        Instant now = clock.instant();
        Tenant.NextPlan next = after.nextPlan();
        boolean news = !after.plan().equals(before.planAt(now)) || (next != null && !next.equals(before.nextPlan()));
        String coming = next == null ? after.plan() : next.plan();
        if (news && allows(before.planAt(now), after.mode()) && !allows(coming, after.mode())) {
            watch.losesMode(after, coming, next == null ? now : next.from());
        }
    }

    private boolean allows(String plan, Mode mode) {
        return store.plan(plan).filter(found -> found.allows(mode)).isPresent();
    }
}
