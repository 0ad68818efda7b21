package io.fromline.api;

import io.fromline.tenant.Tenant;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells how a tenant's mail is doing, in the operator's list as on the tenant's own page. */
@FunctionalInterface
public interface TenantHealth {

    Health of(Tenant tenant, Locale locale);

    /**
     * How it is doing.
     *
     * @param state sending, warning, waiting or off
     * @param cause as causes are shown everywhere
     */
    record Health(
            String state,
            @Nullable String text,
            @Nullable Instant since,
            @Nullable Object cause) {

        /** Whether somebody should look at it. */
        boolean inTrouble() {
            return !"sending".equals(state);
        }
    }
}
