package io.fromline.relay;

import io.fromline.tenant.TenantId;
import java.util.UUID;

/**
 * A relay as it sends now.
 *
 * @param owner a tenant, or {@link TenantId#PLATFORM}
 * @param version counts activations
 */
public record LiveRelay(TenantId owner, UUID id, int version, RelaySettings settings) {}
