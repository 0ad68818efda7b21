package io.fromline.api;

import io.fromline.tenant.Mode;
import io.fromline.tenant.TenantId;
import io.fromline.tenant.TenantStore;
import io.fromline.tenant.Tenants;
import org.springframework.http.HttpStatus;

/** Who may change mail services. */
public record RelayEntitlement(TenantStore store, Tenants tenants) {

    /** The owner, if the caller may write and the plan has the custom mode. */
    TenantId of(Caller caller) {
        var owner = caller.requireWrite().tenantOrPlatform();
        if (!owner.isPlatform()) {
            var tenant = store.find(owner).orElseThrow(Problem::notFound);
            if (!tenants.planOf(tenant).allows(Mode.CUSTOM)) {
                throw Problem.of(HttpStatus.FORBIDDEN, "plan.not_entitled");
            }
        }
        return owner;
    }
}
