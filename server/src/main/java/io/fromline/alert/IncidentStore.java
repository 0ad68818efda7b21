package io.fromline.alert;

import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps incidents; each method is one transaction. */
public interface IncidentStore {

    /** Whether this node is the one that looks after incidents until then; it goes on to be when it asks again in time. */
    boolean lead(UUID node, Instant now, Instant until);

    /** All that are not over, of everybody. */
    List<Incident> open();

    void apply(Collection<IncidentPolicy.Change> changes, Instant now);

    /** All of which something is still to be said, of everybody. */
    List<Incident> untold();

    /** When an alert was last mailed to those whom this tenant chose. */
    Optional<Instant> lastMail(TenantId tenant);

    /** Notes that alerts, or all-clears of those that are over, were mailed or are needless. */
    void told(Collection<Incident> incidents, boolean mailed, Instant now);

    /** Notes that programs were told of it as it stands, open or closed. */
    void announced(Incident incident);

    /** Those of one tenant, what lasts first, then newest first. */
    List<Incident> list(TenantId tenant, int limit);

    /** Deletes what was over before this time. */
    int prune(Instant before);
}
