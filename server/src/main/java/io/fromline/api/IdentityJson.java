package io.fromline.api;

import io.fromline.identity.Identities;
import io.fromline.identity.SenderIdentity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An address that a tenant proves or has proven, as the API shows it. */
record IdentityJson(
        UUID id,
        String address,
        String name,
        String state,
        @Nullable Instant lastSentAt,
        @Nullable Instant resendAt,
        @Nullable Instant expiresAt,
        @Nullable Instant verifiedAt) {

    static IdentityJson of(SenderIdentity identity, Identities identities) {
        var pending = identity.state() == SenderIdentity.State.PENDING;
        return new IdentityJson(
                identity.id(),
                identity.address().toString(),
                identity.name(),
                identity.state().label(),
                identity.lastSentAt(),
                identities.resendAt(identity),
                pending ? identity.tokenExpiresAt() : null,
                identity.verifiedAt());
    }
}
