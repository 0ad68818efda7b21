package io.fromline.webhook;

import io.fromline.tenant.TenantId;
import java.net.URI;
import java.util.UUID;

/**
 * One call that is due.
 *
 * @param event the webhook-id, the same for every attempt
 * @param attempts made before
 * @param sealedSecret opens with {@code secret.Secrets}
 */
@SuppressWarnings("ArrayRecordComponent")
public record WebhookCall(
        TenantId owner, UUID webhook, String event, URI address, byte[] sealedSecret, String payload, int attempts) {}
