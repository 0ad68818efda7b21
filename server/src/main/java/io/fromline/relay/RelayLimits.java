package io.fromline.relay;

import io.fromline.pacing.Forecast;
import io.fromline.pacing.LearnedLimit;
import io.fromline.pacing.LearnedLimit.Taught;
import io.fromline.pacing.LearnedLimit.Told;
import io.fromline.pacing.Limits;
import io.fromline.pacing.Quota;
import io.fromline.pacing.Usage;
import io.fromline.pacing.Window;
import io.fromline.relay.RelayLimitStore.Kept;
import io.fromline.relay.RelayLimitStore.Recorded;
import io.fromline.relay.RelayLimitStore.Rest;
import io.fromline.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How much may go over a relay and how much has gone.
 *
 * <p>The owner lowers limits and never raises them; the operator sets them as it knows better than what the provider publishes.
 */
public final class RelayLimits {

    /** What went longer ago counts nowhere. */
    private static final Duration COUNTED = Duration.ofHours(25);

    private final RelayLimitStore store;
    private final PublishedLimits published;
    private final InstantSource clock;

    public RelayLimits(RelayLimitStore store, PublishedLimits published, InstantSource clock) {
        this.store = store;
        this.published = published;
        this.clock = clock;
    }

    /** What holds for a relay now, of all nodes together. */
    public Standing of(LiveRelay relay) {
        return standing(relay, store.kept(relay.owner(), relay.id()));
    }

    /** The same; counts what went over it within a day, and nothing else. */
    public Standing of(LiveRelay relay, Usage usage) {
        var recorded = recorded(relay.owner(), relay.id(), usage);
        return standing(relay, recorded.kept());
    }

    private Standing standing(LiveRelay relay, Kept kept) {
        var holds = holds(relay.settings().provider(), kept, clock.instant());
        return new Standing(holds, kept.learned().pause() != null, kept.rest());
    }

    private Recorded recorded(TenantId owner, UUID relay, Usage usage) {
        var now = clock.instant();
        var recorded = store.recorded(owner, relay, now.minus(COUNTED));
        usage.clear();
        usage.restore(now, recorded.usage());
        return recorded;
    }

    /**
     * How a relay stands.
     *
     * @param asked whether its provider has asked for a rest, which may be over
     * @param rest of the settings that it has now, which may be over
     */
    public record Standing(
            Limits holds, boolean asked, @Nullable Rest rest) {}

    /** Lets a relay rest until there is room in one of its limits again. */
    public void rest(LiveRelay relay, Instant until, Quota full) {
        var cause = switch (full.window()) {
            case MINUTE -> "limit.rate";
            case HOUR -> "limit.hourly";
            case DAY -> "limit.daily";
        };
        store.rest(relay.owner(), relay.id(), relay.version(), new Rest(until, cause));
    }

    /** Learns from what the provider said; the answer has until when the relay rests. */
    public Taught told(LiveRelay relay, Told told) {
        return store.teach(
                relay.owner(),
                relay.id(),
                kept -> LearnedLimit.after(
                        kept.learned(), holds(relay.settings().provider(), kept, told.at()), told));
    }

    private Limits holds(String provider, Kept kept, Instant now) {
        return Limits.effective(
                published.of(provider), kept.operator(), kept.learned().at(now), kept.own());
    }

    /** Everything there is to know of a relay's limits at one moment. */
    public View view(Relay relay) {
        var now = clock.instant();
        var usage = new Usage();
        var kept = recorded(relay.owner(), relay.id(), usage).kept();
        var live = relay.live();
        var provider = (live == null ? relay.worked() : live).provider();
        return new View(published.of(provider), kept, holds(provider, kept, now), usage, now);
    }

    /**
     * A relay's limits and what is used of them.
     *
     * @param holds what holds of all of them
     */
    public record View(Limits published, Kept kept, Limits holds, Usage usage, Instant now) {

        public Optional<Forecast> forecast(Window window) {
            return Forecast.of(window, holds, usage, now);
        }

        /** Up to where the owner may set limits. */
        public Limits ceiling() {
            return Limits.effective(published, kept.operator(), Limits.NONE, Limits.NONE);
        }

        /** What the provider's refusals have taught. */
        public Limits learned() {
            return kept.learned().at(now);
        }
    }

    /**
     * Sets the owner's limits.
     *
     * @return the name of the limit that is higher than what holds without it, and nothing changed; {@code null} when all were set
     */
    public @Nullable String lower(Relay relay, Limits own) {
        var tooHigh = own.above(view(relay).ceiling()).findFirst().orElse(null);
        if (tooHigh == null) {
            store.own(relay.owner(), relay.id(), own);
        }
        return tooHigh;
    }

    /** Sets the operator's limits in place of the provider's. */
    public void replace(Relay relay, Limits operator) {
        store.operator(relay.owner(), relay.id(), operator);
    }

    /** Forgets counts of everybody that count no more; returns how many. */
    public int prune() {
        return store.prune(clock.instant().minus(COUNTED));
    }
}
