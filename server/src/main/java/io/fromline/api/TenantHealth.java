package io.fromline.api;

import io.fromline.tenant.Tenant;
import java.util.Locale;

/** Tells how a tenant's mail is doing, in the operator's list as on the tenant's own page. */
@FunctionalInterface
public interface TenantHealth {

    /** Something JSON with a {@code state}. */
    Object of(Tenant tenant, Locale locale);
}
