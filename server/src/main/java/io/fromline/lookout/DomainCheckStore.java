package io.fromline.lookout;

import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps when tenants' domains were looked at and what was found. */
public interface DomainCheckStore {

    /**
     * A domain that a tenant sends from.
     *
     * @param elsewhere whether its mail leaves by the platform's servers
     * @param lastLook when it was last looked at
     */
    record InUse(
            TenantId tenant,
            String domain,
            boolean elsewhere,
            @Nullable Instant lastLook,
            Optional<DomainTrouble> trouble) {}

    /** Some of those not looked at since this time, and those in trouble not looked at since the later one; longest ago first. */
    List<InUse> due(Instant since, Instant sinceInTrouble, int most);

    /** Notes, before it is made, that a look is made; false when another node makes it. */
    boolean begin(InUse domain, Instant now);

    /** Notes what was found; what was in the same trouble before has been since then. */
    void done(InUse domain, Optional<DomainTrouble> trouble, Instant now);
}
