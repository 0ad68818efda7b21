package io.fromline.submission;

import io.fromline.queue.Claim;
import io.fromline.queue.HandOver;
import io.fromline.queue.HandOver.Place;
import io.fromline.queue.Lane;
import io.fromline.queue.MailTransaction;
import io.fromline.queue.MailTransaction.StoredMessage;
import io.fromline.submission.SubmissionStore.Entry;
import io.fromline.submission.SubmissionStore.Terms;
import io.fromline.submission.SubmissionStore.Written;
import io.fromline.tenant.TenantId;
import java.util.UUID;

/**
 * Writes submissions, and hands them to delivery after the commit: in memory where there is room, by the queue where there is not.
 */
public final class Outbox {

    /** Larger messages are read back when their turn comes, so that few of them cannot fill the memory. */
    static final int LARGEST_KEPT = 256 << 10;

    private final SubmissionStore store;
    private final HandOver handOver;

    public Outbox(SubmissionStore store, HandOver handOver) {
        this.store = store;
        this.handOver = handOver;
    }

    /** As {@link SubmissionStore#write}. */
    public Written write(TenantId tenant, Entry entry, Terms terms) {
        var lane = new Lane(tenant, entry.decision().way().route());
        var place = handOver.reserve(lane, entry.recipients().size());
        if (place == null) {
            var written = store.write(tenant, entry, terms);
            handOver.wake(lane);
            return written;
        }
        return write(tenant, entry, terms, place);
    }

    private Written write(TenantId tenant, Entry entry, Terms terms, Place place) {
        boolean taken = false;
        try {
            var claimed = terms.claimedBy(place.node());
            var written = store.write(tenant, entry, claimed);
            if (written instanceof Written.Stored) {
                taken = true;
                place.take(transaction(tenant, entry, claimed, place.node()));
            }
            return written;
        } finally {
            if (!taken) {
                place.leave();
            }
        }
    }

    private static MailTransaction transaction(TenantId tenant, Entry entry, Terms terms, UUID node) {
        var message = entry.content().message();
        var claims = entry.recipients().stream()
                .map(recipient -> new Claim(
                        node,
                        0,
                        tenant,
                        recipient.delivery(),
                        entry.id(),
                        terms.expiresOn(),
                        recipient.mailbox(),
                        entry.decision().returnPath().toString(),
                        entry.decision().way().route(),
                        0,
                        entry.createdAt()))
                .toList();
        var kept =
                message.bytes().length > LARGEST_KEPT ? null : new StoredMessage(message.messageId(), message.bytes());
        return new MailTransaction(claims, entry.messageClass().priority(), kept);
    }
}
