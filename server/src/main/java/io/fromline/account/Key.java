package io.fromline.account;

import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API key as it is kept: not the key itself.
 *
 * @param owner the tenant, or {@link TenantId#PLATFORM} for a platform key
 * @param prefix its first characters, by which people tell keys apart
 */
public record Key(
        TenantId owner,
        UUID id,
        String name,
        String prefix,
        TokenHash hash,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {

    Principal principal() {
        return owner.isPlatform() ? new Principal.PlatformKey(id) : new Principal.TenantKey(owner, id);
    }
}
