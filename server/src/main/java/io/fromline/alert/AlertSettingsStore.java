package io.fromline.alert;

import io.fromline.tenant.TenantId;

/** Keeps who is told of what. */
public interface AlertSettingsStore {

    /** What was chosen, or {@link AlertSettings#DEFAULT}. */
    AlertSettings find(TenantId tenant);

    void put(TenantId tenant, AlertSettings settings);
}
