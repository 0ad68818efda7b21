package io.fromline.webhook;

import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps webhooks and what is to be sent to them; each method is one transaction. */
public interface WebhookStore {

    /** Keeps a new one; false when the owner has this many already. */
    boolean insert(Webhook webhook, byte[] sealedSecret, int most);

    List<Webhook> list(TenantId owner);

    Optional<Webhook> find(TenantId owner, UUID id);

    /** Removes it with what was still to be sent there; false when there is none. */
    boolean delete(TenantId owner, UUID id);

    /** An event of the owner's to be sent, once however often it is asked for. */
    record Event(TenantId owner, String id, String payload, Instant at) {}

    /** Puts the event into the outbox for each of the owner's webhooks. */
    void publish(Event event);

    /** Puts the event into the outbox for one webhook. */
    void publish(Event event, UUID webhook);

    /**
     * Takes calls that are due, a few of each webhook; they are due again at {@code until} unless they are settled before.
     */
    List<WebhookCall> claim(Instant now, Instant until);

    /** Writes down what became of a call and what follows. */
    void settle(WebhookCall call, CallOutcome outcome, WebhookSchedule.Next next, Instant now);

    /** Deletes events from before this time. */
    int prune(Instant before);
}
