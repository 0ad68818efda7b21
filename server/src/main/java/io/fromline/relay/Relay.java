package io.fromline.relay;

import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A configured next hop: what sends now, and what may take its place.
 *
 * @param draft settings being edited and tested; the live ones go on meanwhile
 * @param draftRevision changes with every change of the draft's settings, secret included
 * @param testedRevision the revision that a test last passed for: the draft may be activated when both are equal
 * @param previous what was live before and can be restored
 * @param version counts activations
 */
public record Relay(
        TenantId owner,
        UUID id,
        State state,
        @Nullable RelaySettings draft,
        @Nullable UUID draftRevision,
        @Nullable UUID testedRevision,
        @Nullable Instant testedAt,
        @Nullable RelaySettings live,
        int version,
        @Nullable RelaySettings previous,
        @Nullable Held held,
        Health health,
        Instant createdAt) {

    /** Where in its life a relay is. */
    public enum State {
        /** Never activated. */
        DRAFT,
        /** Sends the owner's mail. */
        ACTIVE,
        /** Tested and ready; sends only what the owner lets leave over it while the active one takes none. */
        STANDBY,
        /** Another took over; what was accepted for it still goes over it. */
        RETIRED;

        /** The name in the API and the database: lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why nothing is sent over it until a person acts. */
    public record Held(String cause, Instant since) {}

    /** How it fared lately. */
    public record Health(
            @Nullable Instant lastSuccessAt,
            @Nullable Instant lastFailureAt,
            @Nullable String lastFailureCause) {}

    /** What the form shows: the draft, or what is live when nothing is being edited. */
    public RelaySettings worked() {
        var settings = draft != null ? draft : live;
        if (settings == null) {
            throw new IllegalStateException("relay " + id + " has neither draft nor live settings");
        }
        return settings;
    }

    /** Whether the settings in use can be swapped with those before them. */
    public boolean canRestore() {
        return state == State.ACTIVE && previous != null;
    }

    /** Whether exactly the draft's settings have passed a test. */
    public boolean canActivate() {
        return draft != null && draftRevision != null && draftRevision.equals(testedRevision);
    }
}
