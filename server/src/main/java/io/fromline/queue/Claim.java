package io.fromline.queue;

import io.fromline.mail.Mailbox;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A delivery that a node has taken to attempt; nobody else attempts it until it is settled, given back, or the node is gone.
 *
 * @param node who claims it
 * @param number how many times it was claimed from the queue so far, 0 where whoever stored it claims it; it tells a claim from an earlier
 *     one of the same node, so that what ended the earlier one cannot end this
 * @param expiresOn the last day on which it is in the log
 * @param attempts how many were made before
 * @param returnPath empty for the null reverse-path
 */
public record Claim(
        UUID node,
        int number,
        TenantId tenant,
        UUID delivery,
        UUID submission,
        LocalDate expiresOn,
        Mailbox recipient,
        String returnPath,
        Route route,
        int attempts,
        Instant createdAt) {

    /** The lane it travels: one tenant's traffic over one relay. */
    public Lane lane() {
        return new Lane(tenant, route);
    }
}
