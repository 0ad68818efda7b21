package io.fromline.webhook;

import io.fromline.tenant.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An address that a tenant, or the platform, has us call.
 *
 * @param disabledAt when its server said that it is gone (410); nothing is sent there any more
 * @param lastFailure why the last call failed: a status such as {@code 503}, or {@code unreachable}, {@code timeout}, {@code tls}
 */
public record Webhook(
        TenantId owner,
        UUID id,
        URI address,
        Instant createdAt,
        @Nullable Instant disabledAt,
        @Nullable Instant lastSuccessAt,
        @Nullable Instant lastFailureAt,
        @Nullable String lastFailure) {}
