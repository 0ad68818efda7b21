package io.fromline.queue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Claimed deliveries of one submission over one lane, which one mail transaction (RFC 5321 §3.3) hands over.
 *
 * @param message already at hand, or {@code null}: then it is read when its turn comes
 */
public record MailTransaction(
        List<Claim> claims, Priority priority, @Nullable StoredMessage message) {

    public MailTransaction {
        claims = List.copyOf(claims);
        if (claims.isEmpty()) {
            throw new IllegalArgumentException("a mail transaction needs a recipient");
        }
    }

    /** A message as stored. */
    @SuppressWarnings("ArrayRecordComponent")
    public record StoredMessage(String messageId, byte[] bytes) {}

    /** What holds for all its claims. */
    public Claim first() {
        return claims.getFirst();
    }
}
