package io.fromline.relay;

import io.fromline.tenant.TenantId;
import java.util.UUID;

/** Sends the mail that waits for a relay anew, by the way that the tenant's mail leaves now. */
@FunctionalInterface
public interface WaitingResend {

    /** Submits what of the tenant's waits for this relay of its own anew and cancels it there; returns how many submissions. */
    int resend(TenantId tenant, UUID relay);
}
