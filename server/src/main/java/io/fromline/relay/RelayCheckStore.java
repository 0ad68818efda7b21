package io.fromline.relay;

import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps when relays were looked at and what came of it. */
public interface RelayCheckStore {

    /** A relay in use that is not held. */
    record Candidate(
            TenantId owner,
            UUID relay,
            @Nullable Instant lastAttempt,
            @Nullable Instant lastCheck) {}

    /** Those with neither an attempt nor a look since this time. */
    List<Candidate> idleSince(Instant time);

    /** Notes, before it is made, that a look is made; false when somebody else makes it. */
    boolean begin(Candidate candidate, Instant now);

    /** Notes what came of a look at this version of the settings; no cause means that all was well. */
    void done(TenantId owner, UUID relay, int version, @Nullable String cause);
}
