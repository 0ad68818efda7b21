package io.fromline.api;

import io.fromline.platform.PlatformSettings;
import io.fromline.tenant.TenantStore;
import io.fromline.tenant.Tenants;

/** What the pages need to know besides the person: the tenants, the platform, and whether this is the demo. */
public record Around(TenantStore store, Tenants tenants, PlatformSettings platform, boolean demo) {}
