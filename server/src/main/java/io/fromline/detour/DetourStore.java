package io.fromline.detour;

import io.fromline.detour.DetourPolicy.Verdict;
import io.fromline.mail.Message;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.submission.Decision;
import io.fromline.submission.MessageClass;
import io.fromline.submission.Rendering;
import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Keeps what tenants chose and which deliveries took another way; each method is one transaction. */
public interface DetourStore {

    /** What the tenant chose for mail over this relay. */
    Choices choices(TenantId tenant, UUID relay);

    void choose(TenantId tenant, UUID relay, Choices choices);

    /** Tenants' relays that take nothing now and whose mail may leave otherwise. */
    List<Troubled> troubled(Instant now);

    /** A relay that takes nothing now. */
    record Troubled(Route route, String server, Condition condition, Choices choices) {}

    /** Whether this node is the one that sends mail another way until then; it goes on to be when it asks again in time. */
    boolean lead(UUID node, Instant now, Instant until);

    /** The tenant's mail of a class that waits for this relay, untouched by anybody, oldest first: those after this one. */
    List<Waiting> waiting(Route route, MessageClass messageClass, UUID after, int limit);

    /** A delivery that waits. */
    record Waiting(UUID delivery, UUID submission, boolean uncertain) {}

    /** What was submitted, of the tenant's submissions: those that still exist. */
    List<Original> originals(TenantId tenant, List<UUID> submissions);

    /**
     * As whom a message was to leave.
     *
     * @param header of the message, nothing more
     * @param replyToAsked whether the request named a Reply-To of its own
     */
    record Original(UUID submission, Decision decision, Message header, boolean replyToAsked) {}

    /**
     * Lets deliveries leave by another way, those of them that still wait as they did: their renderings, where they had none for this
     * way, their lane, and a note of each.
     *
     * @return how many
     */
    int take(Move move, List<Waiting> deliveries, List<Rendering> renderings, Instant now);

    /** From where, where to, and why. */
    record Move(Troubled from, Decision.Way to, Verdict.Take why) {}
}
