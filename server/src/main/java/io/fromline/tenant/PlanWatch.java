package io.fromline.tenant;

import java.time.Instant;

/** Is told of changes of plan that tenants would otherwise find out by chance. */
public interface PlanWatch {

    /** From this time on the tenant's plan lacks the mode that it chose, and its mail leaves by the default. */
    void losesMode(Tenant tenant, String plan, Instant from);
}
