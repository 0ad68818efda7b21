package io.fromline.relay;

import io.fromline.pacing.Count;
import io.fromline.pacing.Learned;
import io.fromline.pacing.LearnedLimit.Taught;
import io.fromline.pacing.Limits;
import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps what limits each relay, and what went over it; another account at the provider begins anew. */
public interface RelayLimitStore {

    /**
     * What is kept of one relay.
     *
     * @param own its owner's, which only lower
     * @param operator in place of what the provider publishes
     * @param rest while the relay takes nothing because its provider said so
     */
    record Kept(
            Limits own,
            Limits operator,
            Learned learned,
            @Nullable Rest rest) {}

    /** Until when a relay rests, and why. */
    record Rest(Instant until, String cause) {}

    Kept kept(TenantId owner, UUID relay);

    /** Sets the owner's limits; ends a rest that the former ones made, not one that the provider asked for. */
    void own(TenantId owner, UUID relay, Limits own);

    /** Sets the operator's limits, ends any rest and forgets what was learned: whoever sets them knows better. */
    void operator(TenantId owner, UUID relay, Limits operator);

    /** Lets a relay rest until there is room again, as long as it has the settings of this version. */
    void rest(TenantId owner, UUID relay, int version, Rest rest);

    /** Keeps what a refusal taught, one refusal after the other on whatever node. */
    Taught teach(TenantId owner, UUID relay, Function<Kept, Taught> lesson);

    /** The same, and what went over it since then. */
    Recorded recorded(TenantId owner, UUID relay, Instant since);

    /** @param usage by minute */
    record Recorded(Kept kept, Map<Instant, Count> usage) {}

    /** Forgets what went before this time, of everybody; returns how many rows. */
    int prune(Instant before);
}
